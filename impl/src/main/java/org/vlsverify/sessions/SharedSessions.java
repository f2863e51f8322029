// More than 400 lines: one interface, whose operations have their whole contract here.
package org.vlsverify.sessions;

/**
 * Sessions that forked workers share: subscribe, unshare and owner change.
 *
 * <p>A worker stands for a forked process. It has a private pool of sessions, of which a fork gives
 * copies to the child. All copies of one session refer to the same shared data: an owner, the
 * subscribers in the order in which they inherit, and the listeners among them.
 *
 * <h2>Arguments</h2>
 *
 * <p>A worker, also where it is called parent, child or other, is named by its index, from 0 to one
 * less than the number of workers that the implementation has room for. An index out of that range
 * is a programming error: every operation throws {@link IndexOutOfBoundsException} then, before
 * anything changes. A session is named by any {@code int}; a session that no worker has opened is
 * unknown.
 *
 * <h2>Outcomes</h2>
 *
 * <p>Every operation is total: with arguments in range it has an {@link Outcome} in every state,
 * and throws nothing. A refused operation changes nothing. If there are several reasons to refuse
 * it, the outcome is the first of them in the documentation of the operation.
 *
 * <h2>Concurrency</h2>
 *
 * <p>Every operation is linearizable, except {@link #fork}, {@link #exit}, {@link #cleanup} and
 * {@link #selectRead}, which are sequences of operations, and {@link #snapshot}. The actions of a
 * thread before an operation that changes something happen-before the actions of any thread after
 * an operation that has seen the change. {@link ThreadModel} says how many threads may act for one
 * worker at a time, and what callers must ensure.
 *
 * <p>An index names the worker that has it now. After the cleanup of a killed worker, a new worker
 * may get its index; a thread that still acts for the old worker then acts for the new one. The
 * same is true of the steps of a composed operation.
 *
 * <h2>Specification</h2>
 *
 * <p>The TLA+ module {@code SharedData} specifies the effect and the outcome of each operation:
 * {@code forkBegin} is its action {@code ForkBegin} with the outcome {@code ForkBeginResult}, and
 * so on. The names of C functions are those of VPP's {@code vcl_locked.c} after its change "vcl:
 * refactor vls to minimize lock usage".
 */
public interface SharedSessions {

  /** The result of {@link #owner} if there is no owner. */
  int NO_WORKER = -1;

  /**
   * Opens a private session, in the lowest free slot of the worker's pool.
   *
   * <p>Specified by {@code Open}; in C: {@code vls_alloc}.
   *
   * @param worker the worker that opens; a worker index
   * @param session its name, which the caller chooses; any number
   * @return {@link Outcome#WORKER_NOT_LIVE}; {@link Outcome#FORK_IN_PROGRESS}; {@link
   *     Outcome#NO_CAPACITY} if the private pool is full; {@link Outcome#SESSION_EXISTS} if any
   *     worker, even a dead one, holds the session; otherwise {@link Outcome#OPENED}
   * @throws IndexOutOfBoundsException if {@code worker} is not a worker index
   */
  Outcome open(int worker, int session);

  /**
   * Closes a private session, or leaves a shared one just as {@link #unshare} does.
   *
   * <p>Specified by {@code Close}; in C: {@code vls_close}.
   *
   * @param worker the worker that closes; a worker index
   * @param session any number
   * @return {@link Outcome#WORKER_NOT_LIVE}; {@link Outcome#FORK_IN_PROGRESS}; {@link
   *     Outcome#UNKNOWN_SESSION}; otherwise {@link Outcome#CLOSED} if the session was private, and
   *     if it was shared {@link Outcome#LAST_CLOSED}, {@link Outcome#OWNER_CHANGED} or {@link
   *     Outcome#UNSHARED}
   * @throws IndexOutOfBoundsException if {@code worker} is not a worker index
   */
  Outcome close(int worker, int session);

  /**
   * Leaves a shared session. Refused for a private one.
   *
   * <p>The last subscriber moves into the hole that the worker leaves. If the worker was the owner,
   * the first of the remaining subscribers becomes the owner and gets exactly one notice, even if
   * it is dead or still being forked. An unread notice to the leaving worker is lost. If no
   * subscriber remains, the shared data is freed, and the session may be opened again.
   *
   * <p>Specified by {@code Unshare}; in C: {@code vls_unshare_session}.
   *
   * @param worker the worker that leaves; a worker index
   * @param session any number
   * @return {@link Outcome#WORKER_NOT_LIVE}; {@link Outcome#FORK_IN_PROGRESS}; {@link
   *     Outcome#UNKNOWN_SESSION}; {@link Outcome#NOT_SUBSCRIBED} if the session is private;
   *     otherwise {@link Outcome#LAST_CLOSED} if no subscriber remains, {@link
   *     Outcome#OWNER_CHANGED} if the worker was the owner, and else {@link Outcome#UNSHARED}
   * @throws IndexOutOfBoundsException if {@code worker} is not a worker index
   */
  Outcome unshare(int worker, int session);

  /**
   * The worker reads the notice that it has become the owner.
   *
   * <p>Specified by {@code Acknowledge}; in C: {@code vcl_session_worker_update_reply_handler}.
   *
   * @param worker the worker that reads; a worker index
   * @param session any number
   * @return {@link Outcome#WORKER_NOT_LIVE}; {@link Outcome#UNKNOWN_SESSION}; {@link
   *     Outcome#NO_NOTICE}; otherwise {@link Outcome#TOLD}
   * @throws IndexOutOfBoundsException if {@code worker} is not a worker index
   */
  Outcome acknowledge(int worker, int session);

  /**
   * Makes the worker's copy of a session a listener, attached to VPP. It does not wait for
   * connections yet.
   *
   * <p>Specified by {@code Listen}; in C: {@code vls_listen}.
   *
   * @param worker the worker that listens; a worker index
   * @param session any number
   * @return {@link Outcome#WORKER_NOT_LIVE}; {@link Outcome#UNKNOWN_SESSION}; {@link
   *     Outcome#ALREADY_LISTENING} if the copy listens, or is passive; {@link
   *     Outcome#LISTEN_FAILED} if {@link Transport#attach} refuses; otherwise {@link
   *     Outcome#LISTENING}
   * @throws IndexOutOfBoundsException if {@code worker} is not a worker index
   */
  Outcome listen(int worker, int session);

  /**
   * The worker accepts on a listener: from now on it waits for connections.
   *
   * <p>A passive copy becomes attached. If the owner is attached then, but does not wait for
   * connections, its copy becomes passive, because connections would pile up there.
   *
   * <p>Specified by {@code Accept}; in C: {@code vls_accept}, {@code vls_mp_checks}.
   *
   * @param worker the worker that accepts; a worker index
   * @param session any number
   * @return {@link Outcome#WORKER_NOT_LIVE}; {@link Outcome#UNKNOWN_SESSION}; {@link
   *     Outcome#NOT_LISTENING}; {@link Outcome#LISTEN_FAILED} if the copy is passive and {@link
   *     Transport#attach} refuses; otherwise {@link Outcome#ACCEPTING}, also if the worker waits
   *     already
   * @throws IndexOutOfBoundsException if {@code worker} is not a worker index
   */
  Outcome accept(int worker, int session);

  /**
   * The worker adds a session to its epoll set. On a listener, this is to wait for connections, as
   * {@link #accept} is. For any other session it has no effect.
   *
   * <p>Specified by {@code EpollAdd}; in C: {@code vls_epoll_ctl} with {@code EPOLL_CTL_ADD},
   * {@code vls_mp_checks}.
   *
   * @param worker the worker that waits; a worker index
   * @param session any number
   * @return {@link Outcome#WORKER_NOT_LIVE}; {@link Outcome#UNKNOWN_SESSION}; {@link
   *     Outcome#LISTEN_FAILED} if the copy is passive and {@link Transport#attach} refuses;
   *     otherwise {@link Outcome#ADDED}, also if nothing has changed
   * @throws IndexOutOfBoundsException if {@code worker} is not a worker index
   */
  Outcome epollAdd(int worker, int session);

  /**
   * The worker stops waiting for connections. Its copy of a shared listener becomes passive; a
   * private listener stays attached.
   *
   * <p>Specified by {@code EpollDel}; in C: {@code vls_epoll_ctl} with {@code EPOLL_CTL_DEL},
   * {@code vls_listener_wrk_stop_listen}.
   *
   * @param worker the worker that stops waiting; a worker index
   * @param session any number
   * @return {@link Outcome#WORKER_NOT_LIVE}; {@link Outcome#UNKNOWN_SESSION}; {@link
   *     Outcome#NOT_ADDED} if the worker does not wait; otherwise {@link Outcome#REMOVED}
   * @throws IndexOutOfBoundsException if {@code worker} is not a worker index
   */
  Outcome epollDel(int worker, int session);

  /**
   * A fork begins. Until it is complete, or the child dies, the parent's set of sessions is frozen:
   * operations that would change it are refused with {@link Outcome#FORK_IN_PROGRESS}. The sessions
   * themselves are not frozen: the parent's threads may listen, accept and so on meanwhile.
   *
   * <p>Specified by {@code ForkBegin}; in C: {@code vls_app_fork_child_handler}, {@code
   * vls_worker_alloc}.
   *
   * @param parent the worker that forks; a worker index
   * @param child the index that the child gets; a worker index
   * @return {@link Outcome#WORKER_NOT_LIVE} for the parent; {@link Outcome#FORK_IN_PROGRESS};
   *     {@link Outcome#WORKER_EXISTS} if the child's index is not free; otherwise {@link
   *     Outcome#FORK_BEGUN}
   * @throws IndexOutOfBoundsException if {@code parent} or {@code child} is not a worker index
   */
  Outcome forkBegin(int parent, int child);

  /**
   * The child gets a copy of the first session of its parent, in pool order, that it does not have
   * yet. The copy has the same slot, and the child becomes the last subscriber. A private session
   * becomes shared, with the parent as owner and first subscriber.
   *
   * <p>From now on the child may inherit the session, although it is not live yet. A fork goes on
   * after the death of the parent.
   *
   * <p>Specified by {@code ForkShareNext}; in C: {@code vls_share_session}.
   *
   * @param child the child being forked; a worker index
   * @return {@link Outcome#NOT_FORKING}; {@link Outcome#NOTHING_TO_SHARE}; {@link
   *     Outcome#NO_CAPACITY} if the session is private and there is no room for shared data;
   *     otherwise {@link Outcome#FIRST_SHARED} or {@link Outcome#SUBSCRIBED}
   * @throws IndexOutOfBoundsException if {@code child} is not a worker index
   */
  Outcome forkShareNext(int child);

  /**
   * The child becomes live. If the next session to share is private and there is no room for shared
   * data, the child does not get the remaining sessions.
   *
   * <p>Specified by {@code ForkComplete}; in C: the end of {@code vls_worker_copy_on_fork}.
   *
   * @param child the child being forked; a worker index
   * @return {@link Outcome#NOT_FORKING}; {@link Outcome#SESSIONS_TO_SHARE} if the next session
   *     could be shared; otherwise {@link Outcome#FORKED} or {@link Outcome#FORKED_IN_PART}
   * @throws IndexOutOfBoundsException if {@code child} is not a worker index
   */
  Outcome forkComplete(int child);

  /**
   * The worker leaves the first of its sessions, in pool order, as {@link #close} does.
   *
   * <p>Specified by {@code ExitLeaveNext}; in C: {@code vls_unshare_vcl_worker_sessions}.
   *
   * @param worker the worker that exits; a worker index
   * @return {@link Outcome#WORKER_NOT_LIVE}; {@link Outcome#FORK_IN_PROGRESS}; {@link
   *     Outcome#NOTHING_TO_LEAVE}; otherwise {@link Outcome#CLOSED}, {@link Outcome#LAST_CLOSED},
   *     {@link Outcome#OWNER_CHANGED} or {@link Outcome#UNSHARED}
   * @throws IndexOutOfBoundsException if {@code worker} is not a worker index
   */
  Outcome exitLeaveNext(int worker);

  /**
   * A worker without sessions ends, and its index becomes free. Its parent adopts its children; if
   * it has no parent, neither have they.
   *
   * <p>Specified by {@code ExitComplete}; in C: {@code vls_worker_free} at the end of {@code
   * vls_app_exit}.
   *
   * @param worker the worker that exits; a worker index
   * @return {@link Outcome#WORKER_NOT_LIVE}; {@link Outcome#FORK_IN_PROGRESS}; {@link
   *     Outcome#SESSIONS_TO_LEAVE}; otherwise {@link Outcome#EXITED}
   * @throws IndexOutOfBoundsException if {@code worker} is not a worker index
   */
  Outcome exitComplete(int worker);

  /**
   * The worker was killed. The environment does that; the caller reports it. The worker may have
   * been live or still being forked. Until its cleanup it keeps its sessions and stays subscriber
   * and owner. Unread notices to it are lost; later ones stay unread.
   *
   * <p>Specified by {@code Die}; in C nothing but {@code _exit} or a signal.
   *
   * @param worker the killed worker; a worker index
   * @return {@link Outcome#WORKER_NOT_LIVE} if it is unborn or dead; otherwise {@link Outcome#DIED}
   * @throws IndexOutOfBoundsException if {@code worker} is not a worker index
   */
  Outcome die(int worker);

  /**
   * A dead worker leaves the first of its sessions, in pool order, as {@link #close} does. Only the
   * parent may do that, or any worker if there is no parent.
   *
   * <p>Specified by {@code CleanupLeaveNext}; in C: {@code vls_unshare_vcl_worker_sessions}, called
   * by {@code vls_cleanup_vcl_worker}.
   *
   * @param worker the worker that cleans up; a worker index
   * @param child the dead worker; a worker index
   * @return {@link Outcome#WORKER_NOT_LIVE} for {@code worker}; {@link Outcome#WORKER_NOT_DEAD} for
   *     {@code child}; {@link Outcome#NOT_ITS_CHILD} if the dead worker has another parent; {@link
   *     Outcome#FORK_IN_PROGRESS} if a fork by the dead worker is in progress; {@link
   *     Outcome#NOTHING_TO_LEAVE}; otherwise {@link Outcome#CLOSED}, {@link Outcome#LAST_CLOSED},
   *     {@link Outcome#OWNER_CHANGED} or {@link Outcome#UNSHARED}
   * @throws IndexOutOfBoundsException if {@code worker} or {@code child} is not a worker index
   */
  Outcome cleanupLeaveNext(int worker, int child);

  /**
   * The cleanup of a dead worker without sessions ends, and its index becomes free. Its parent
   * adopts its children; if it has no parent, neither have they.
   *
   * <p>Specified by {@code CleanupComplete}; in C: {@code vls_worker_free} at the end of {@code
   * vls_cleanup_vcl_worker}.
   *
   * @param worker the worker that cleans up; a worker index
   * @param child the dead worker; a worker index
   * @return {@link Outcome#WORKER_NOT_LIVE} for {@code worker}; {@link Outcome#WORKER_NOT_DEAD} for
   *     {@code child}; {@link Outcome#NOT_ITS_CHILD} if the dead worker has another parent; {@link
   *     Outcome#FORK_IN_PROGRESS} if a fork by the dead worker is in progress; {@link
   *     Outcome#SESSIONS_TO_LEAVE}; otherwise {@link Outcome#CLEANED_UP}
   * @throws IndexOutOfBoundsException if {@code worker} or {@code child} is not a worker index
   */
  Outcome cleanupComplete(int worker, int child);

  /**
   * The owner of a session that the worker shares.
   *
   * <p>Specified by {@code OwnerAnswer}; in C: {@code vls_shared_get_owner}.
   *
   * @param worker the worker that asks; a worker index
   * @param session any number
   * @return a worker index, possibly of a dead worker or of one being forked; or {@link #NO_WORKER}
   *     if {@code worker} is not live, does not hold the session, or holds it privately
   * @throws IndexOutOfBoundsException if {@code worker} is not a worker index
   */
  int owner(int worker, int session);

  /**
   * Whether another worker is among the subscribers of a session that the worker shares.
   *
   * <p>Specified by {@code IsSharedByAnswer}; in C: {@code vls_is_shared_by_wrk}.
   *
   * @param worker the worker that asks; a worker index
   * @param session any number
   * @param other the worker in question, possibly the same; a worker index
   * @return false also if {@code worker} is not live, does not hold the session, or holds it
   *     privately
   * @throws IndexOutOfBoundsException if {@code worker} or {@code other} is not a worker index
   */
  boolean isSharedBy(int worker, int session, int other);

  /**
   * Whether another worker waits for connections on a session that the worker shares.
   *
   * <p>Specified by {@code IsListenerAnswer}; in C: {@code vls_listener_wrk_is_active}.
   *
   * @param worker the worker that asks; a worker index
   * @param session any number
   * @param other the worker in question, possibly the same; a worker index
   * @return false also if {@code worker} is not live, does not hold the session, or holds it
   *     privately
   * @throws IndexOutOfBoundsException if {@code worker} or {@code other} is not a worker index
   */
  boolean isListener(int worker, int session, int other);

  /**
   * The listening state of the worker's copy of a session.
   *
   * <p>Specified by {@code ListenStateAnswer}; in C: the state of the {@code vcl_session_t}.
   *
   * @param worker the worker that asks; a worker index
   * @param session any number
   * @return {@link ListenState#NONE} also if {@code worker} is not live, or does not hold the
   *     session; not null
   * @throws IndexOutOfBoundsException if {@code worker} is not a worker index
   */
  ListenState listenState(int worker, int session);

  /**
   * The whole state, while no operation is running. The caller ensures that: all operations have
   * returned and happen-before this one, and no operation begins before it returns.
   *
   * @return not null
   */
  Snapshot snapshot();

  /**
   * Forks: begins, shares one session after the other, and completes.
   *
   * <p>This is not atomic. Each session is shared atomically, in pool order, and the parent's set
   * of sessions does not change in between. But other workers may act between two sessions: they
   * may see the child subscribed to one session and not yet to the next, or leave a session that
   * the child, not yet live, inherits. The parent's other threads may listen and accept, but not
   * change the set of sessions.
   *
   * <p>It uses room for shared data that is freed in the meantime.
   *
   * @param parent the worker that forks; a worker index
   * @param child the index that the child gets; a worker index
   * @return the refusal of {@link #forkBegin}; {@link Outcome#NOT_FORKING} if meanwhile the child
   *     was killed, or another thread completed its fork; otherwise {@link Outcome#FORKED} or
   *     {@link Outcome#FORKED_IN_PART}
   * @throws IndexOutOfBoundsException if {@code parent} or {@code child} is not a worker index
   */
  default Outcome fork(int parent, int child) {
    Outcome begun = forkBegin(parent, child);
    if (begun != Outcome.FORK_BEGUN) {
      return begun;
    }
    Outcome completed;
    do {
      forkShareNext(child);
      completed = forkComplete(child);
    } while (completed == Outcome.SESSIONS_TO_SHARE);
    return completed;
  }

  /**
   * Exits: leaves one session after the other, and ends.
   *
   * <p>This is not atomic. The worker leaves each session atomically, and ends when it has none;
   * but others may act between two sessions, and the worker's other threads may open sessions,
   * which it leaves as well. If threads keep opening sessions, it may never return.
   *
   * @param worker the worker that exits; a worker index
   * @return {@link Outcome#WORKER_NOT_LIVE}, also if the worker was killed or has exited meanwhile;
   *     {@link Outcome#FORK_IN_PROGRESS}, also if a fork has begun meanwhile, and then some
   *     sessions may have been left; otherwise {@link Outcome#EXITED}
   * @throws IndexOutOfBoundsException if {@code worker} is not a worker index
   */
  default Outcome exit(int worker) {
    Outcome completed;
    do {
      exitLeaveNext(worker);
      completed = exitComplete(worker);
    } while (completed == Outcome.SESSIONS_TO_LEAVE);
    return completed;
  }

  /**
   * Cleans up: a dead worker leaves one session after the other, and its index becomes free.
   *
   * <p>This is not atomic. Each session is left atomically; but others may act between two
   * sessions. Several workers may clean up the same orphan; each session is left once, and one of
   * the workers completes the cleanup.
   *
   * @param worker the worker that cleans up; a worker index
   * @param child the dead worker; a worker index
   * @return {@link Outcome#WORKER_NOT_LIVE}, also if {@code worker} was killed or has exited
   *     meanwhile; {@link Outcome#WORKER_NOT_DEAD}, also if another worker has completed the
   *     cleanup meanwhile; {@link Outcome#NOT_ITS_CHILD}; {@link Outcome#FORK_IN_PROGRESS};
   *     otherwise {@link Outcome#CLEANED_UP}
   * @throws IndexOutOfBoundsException if {@code worker} or {@code child} is not a worker index
   */
  default Outcome cleanup(int worker, int child) {
    Outcome completed;
    do {
      cleanupLeaveNext(worker, child);
      completed = cleanupComplete(worker, child);
    } while (completed == Outcome.SESSIONS_TO_LEAVE);
    return completed;
  }

  /**
   * Prepares a select for reading: adds each session to the worker's epoll set, in the given order,
   * until one is refused.
   *
   * <p>This is not atomic. Each session is added atomically; sessions before a refused one stay
   * added.
   *
   * <p>Specified by {@code EpollAdd} for each session; in C: {@code vls_select_mp_checks}, which
   * does it for the first select of a process only, and not for passive copies.
   *
   * @param worker the worker that waits; a worker index
   * @param sessions any numbers, in any order; not null
   * @return the first outcome of {@link #epollAdd} that is not {@link Outcome#ADDED}; otherwise
   *     {@link Outcome#ADDED}, also if there are no sessions
   * @throws IndexOutOfBoundsException if {@code worker} is not a worker index, and there are
   *     sessions
   * @throws NullPointerException if {@code sessions} is null
   */
  default Outcome selectRead(int worker, int... sessions) {
    for (int session : sessions) {
      Outcome added = epollAdd(worker, session);
      if (added != Outcome.ADDED) {
        return added;
      }
    }
    return Outcome.ADDED;
  }
}
