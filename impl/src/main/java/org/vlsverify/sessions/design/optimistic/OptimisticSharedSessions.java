package org.vlsverify.sessions.design.optimistic;

import java.util.Objects;
import java.util.concurrent.locks.Lock;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Transport;

/**
 * Shared sessions whose queries take no lock and write nothing, and whose changes of different
 * sessions, by different workers, have no lock and no counter in common.
 *
 * <p>A copy is one word with its kind and the handle of the shared data: the index of an element
 * and its generation. Elements are changed under a lock of their own, and read without a lock. A
 * lock-free stack allocates the indices of elements. Workers begin and end without a common lock.
 *
 * <p>Linearizable with {@link org.vlsverify.sessions.ThreadModel#MULTI_THREADED}, and with {@code
 * SINGLE_THREADED} if callers keep to the rules of that model. The documentation of each operation
 * names its linearization point ("takes effect"). That of a refusal is, for {@link
 * Outcome#WORKER_NOT_LIVE}, the read of a free index or of the worker's life; for {@link
 * Outcome#FORK_IN_PROGRESS}, the read of the child's life; for {@link Outcome#UNKNOWN_SESSION}, the
 * look-up of the session, or the moment when the worker left it.
 */
public final class OptimisticSharedSessions implements SharedSessions {

  private final Transport transport;
  private final Leaving leaving;
  private final Listening listening;
  private final Queries queries;
  private final LifeCycle lifeCycle;
  private final Snapshots snapshots;

  /**
   * The root worker is live and has no session; there is no other worker.
   *
   * @param config the bounds; not null; at most 1,048,575 sessions shared at a time
   * @param transport the connection to VPP; not null
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if {@code sharedCapacity} is larger than that
   */
  public OptimisticSharedSessions(SharedSessionsConfig config, Transport transport) {
    Objects.requireNonNull(config, "config");
    this.transport = Objects.requireNonNull(transport, "transport");
    if (config.sharedCapacity() > FreeIndices.MAX) {
      throw new IllegalArgumentException(
          "sharedCapacity must be at most %d, not %d"
              .formatted(FreeIndices.MAX, config.sharedCapacity()));
    }
    SharedElements elements = new SharedElements(config.sharedCapacity(), config.maxWorkers());
    this.leaving = new Leaving(elements, transport);
    this.listening = new Listening(elements, transport);
    this.queries = new Queries(elements);
    this.lifeCycle = new LifeCycle(config, leaving, new Forking(elements));
    this.snapshots = new Snapshots(config, lifeCycle, elements);
  }

  /** An operation that changes the set of a worker's sessions. */
  @FunctionalInterface
  private interface Change {
    Outcome of(Worker worker);
  }

  /** Changes the set of a worker's sessions, unless the worker is not live or is being forked. */
  private Outcome change(int worker, Change change) {
    Worker changed = lifeCycle.live(worker);
    if (changed == null) {
      return Outcome.WORKER_NOT_LIVE;
    }
    Lock tableLock = changed.tableLock();
    tableLock.lock();
    try {
      if (!changed.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      return changed.isForkInProgress() ? Outcome.FORK_IN_PROGRESS : change.of(changed);
    } finally {
      tableLock.unlock();
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the transport grants or refuses the session. The copy is busy meanwhile,
   * so that the worker's other threads do not miss it.
   */
  @Override
  public Outcome open(int worker, int session) {
    return change(worker, opener -> open(opener, session));
  }

  private Outcome open(Worker opener, int session) {
    if (opener.slots().isFull()) {
      return Outcome.NO_CAPACITY;
    }
    if (opener.find(session) != null) {
      return Outcome.SESSION_EXISTS;
    }
    Copy copy = new Copy(opener, session, opener.slots().lowestFree());
    opener.add(copy);
    boolean granted = false;
    try {
      granted = transport.open(opener.index(), session);
    } finally {
      if (granted) {
        copy.become(Copy.opened());
      } else {
        copy.become(Copy.GONE);
        opener.remove(copy);
      }
    }
    return granted ? Outcome.OPENED : Outcome.SESSION_EXISTS;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect as {@link #unshare} does; for a private session, when the transport disconnects
   * it. The copy is busy meanwhile.
   */
  @Override
  public Outcome close(int worker, int session) {
    return change(worker, leaver -> close(leaver, session));
  }

  private Outcome close(Worker leaver, int session) {
    Copy copy = leaver.find(session);
    return copy == null ? Outcome.UNKNOWN_SESSION : leaving.leave(leaver, copy);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect under the lock of the element: when the life of the new owner is read, if the
   * owner changes; when the transport disconnects the session, if no subscriber remains.
   */
  @Override
  public Outcome unshare(int worker, int session) {
    return change(worker, leaver -> unshare(leaver, session));
  }

  private Outcome unshare(Worker leaver, int session) {
    Copy copy = leaver.find(session);
    if (copy == null) {
      return Outcome.UNKNOWN_SESSION;
    }
    return Copy.isPrivate(copy.await()) ? Outcome.NOT_SUBSCRIBED : leaving.leave(leaver, copy);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the life of the worker is read, under the lock of the element.
   */
  @Override
  public Outcome acknowledge(int worker, int session) {
    Worker reader = lifeCycle.live(worker);
    return reader == null ? Outcome.WORKER_NOT_LIVE : listening.acknowledge(reader, session);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the life of the worker is read, under the lock of the element, or while
   * the private copy is busy.
   */
  @Override
  public Outcome listen(int worker, int session) {
    Worker listener = lifeCycle.live(worker);
    return listener == null ? Outcome.WORKER_NOT_LIVE : listening.listen(listener, session);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect as {@link #listen} does.
   */
  @Override
  public Outcome accept(int worker, int session) {
    Worker listener = lifeCycle.live(worker);
    return listener == null ? Outcome.WORKER_NOT_LIVE : listening.accept(listener, session);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect as {@link #listen} does.
   */
  @Override
  public Outcome epollAdd(int worker, int session) {
    Worker listener = lifeCycle.live(worker);
    return listener == null ? Outcome.WORKER_NOT_LIVE : listening.epollAdd(listener, session);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect as {@link #listen} does.
   */
  @Override
  public Outcome epollDel(int worker, int session) {
    Worker listener = lifeCycle.live(worker);
    return listener == null ? Outcome.WORKER_NOT_LIVE : listening.epollDel(listener, session);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the index is taken.
   */
  @Override
  public Outcome forkBegin(int parent, int child) {
    return lifeCycle.forkBegin(parent, child);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect under the lock of the element; for the first share, when an element is taken,
   * or none is found free, while the parent's copy is busy.
   */
  @Override
  public Outcome forkShareNext(int child) {
    return lifeCycle.forkShareNext(child);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the life of the child is written; nothing is freed meanwhile if the child
   * lacks some sessions. A refusal because of sessions to share takes effect at that check.
   */
  @Override
  public Outcome forkComplete(int child) {
    return lifeCycle.forkComplete(child);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect as {@link #close} does.
   */
  @Override
  public Outcome exitLeaveNext(int worker) {
    return change(worker, leaving::leaveNext);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the life of the worker is written.
   */
  @Override
  public Outcome exitComplete(int worker) {
    return lifeCycle.exitComplete(worker);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the life of the worker is written. Running operations of the worker may
   * end later; they were first, or are refused.
   */
  @Override
  public Outcome die(int worker) {
    return lifeCycle.die(worker);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect as {@link #close} does.
   */
  @Override
  public Outcome cleanupLeaveNext(int worker, int child) {
    return lifeCycle.cleanupLeaveNext(worker, child);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the life of the dead worker is written.
   */
  @Override
  public Outcome cleanupComplete(int worker, int child) {
    return lifeCycle.cleanupComplete(worker, child);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes no lock, and allocates nothing. Takes effect when the element was read, if that was
   * valid; otherwise when the worker had left, or was not live.
   */
  @Override
  public int owner(int worker, int session) {
    Worker asking = lifeCycle.live(worker);
    return asking == null ? NO_WORKER : queries.owner(asking, session);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect as {@link #owner} does.
   */
  @Override
  public boolean isSharedBy(int worker, int session, int other) {
    lifeCycle.checkIndex(other);
    Worker asking = lifeCycle.live(worker);
    return asking != null && queries.isSharedBy(asking, session, other);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect as {@link #owner} does.
   */
  @Override
  public boolean isListener(int worker, int session, int other) {
    lifeCycle.checkIndex(other);
    Worker asking = lifeCycle.live(worker);
    return asking != null && queries.isListener(asking, session, other);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect as {@link #owner} does; for a private session, when its copy was read.
   */
  @Override
  public ListenState listenState(int worker, int session) {
    Worker asking = lifeCycle.live(worker);
    return asking == null ? ListenState.NONE : queries.listenState(asking, session);
  }

  @Override
  public Snapshot snapshot() {
    return snapshots.take();
  }
}
