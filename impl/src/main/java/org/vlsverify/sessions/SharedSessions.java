package org.vlsverify.sessions;

/**
 * Sessions that forked workers share: subscribe, unshare and owner change.
 *
 * <p>Workers, and sessions, are named by their index, from 0; an index out of range names a worker
 * that is unborn, or a session that nobody holds. Every operation is total: see {@link Outcome}.
 *
 * <p>The specification is the TLA+ module {@code SharedData}; the operation {@code forkBegin} is
 * its action {@code ForkBegin}, and so on. Each operation is linearizable, except those that are
 * composed of several: {@link #fork}, {@link #exit} and {@link #cleanup}.
 */
public interface SharedSessions {

  /** Answer of {@link #owner}: there is no owner to tell. */
  int NO_WORKER = -1;

  /** Opens a private session. */
  Outcome open(int worker, int session);

  /** Closes a private session, or unshares a shared one. */
  Outcome close(int worker, int session);

  /** Leaves a shared session; refuses a private one. */
  Outcome unshare(int worker, int session);

  /** The worker reads the notice that it has become the owner. */
  Outcome acknowledge(int worker, int session);

  /** Makes a session a listener. */
  Outcome listen(int worker, int session);

  /** The worker accepts on a listener. */
  Outcome accept(int worker, int session);

  /** The worker adds a session to its epoll set. */
  Outcome epollAdd(int worker, int session);

  /** The worker removes a session from its epoll set. */
  Outcome epollDel(int worker, int session);

  /**
   * A fork begins: from now on, and until it is complete, the parent's set of sessions is frozen.
   */
  Outcome forkBegin(int parent, int child);

  /** The child gets its copy of the next session of its parent, in pool order. */
  Outcome forkShareNext(int child);

  /** The child is live. */
  Outcome forkComplete(int child);

  /** The worker leaves the first of its sessions, in pool order. */
  Outcome exitLeaveNext(int worker);

  /** A worker that has left all its sessions is gone. */
  Outcome exitComplete(int worker);

  /** The worker was killed: the environment's doing, told by whoever notices. */
  Outcome die(int worker);

  /** The dead child leaves the first of its sessions, in pool order. */
  Outcome cleanupLeaveNext(int worker, int child);

  /** A dead child that has left all its sessions is gone. */
  Outcome cleanupComplete(int worker, int child);

  /** The owner of a session that the worker shares, or {@link #NO_WORKER}. */
  int owner(int worker, int session);

  /** Whether {@code other} is among the subscribers of a session that the worker shares. */
  boolean isSharedBy(int worker, int session, int other);

  /** Whether {@code other} is among the listeners of a session that the worker shares. */
  boolean isListener(int worker, int session, int other);

  /** How the worker's copy of a session stands to VPP; {@code NONE} for what it has not got. */
  ListenState listenState(int worker, int session);

  /** Everything, at a moment when no operation is under way. */
  Snapshot snapshot();

  /** Begin, share every session, complete: not one step. */
  default Outcome fork(int parent, int child) {
    Outcome begun = forkBegin(parent, child);
    if (begun != Outcome.FORK_BEGUN) {
      return begun;
    }
    Outcome complete;
    do {
      forkShareNext(child);
      complete = forkComplete(child);
    } while (complete == Outcome.SESSIONS_TO_SHARE);
    return complete;
  }

  /** Leave every session, then go: not one step. */
  default Outcome exit(int worker) {
    Outcome gone;
    do {
      exitLeaveNext(worker);
      gone = exitComplete(worker);
    } while (gone == Outcome.SESSIONS_TO_LEAVE);
    return gone;
  }

  /** The dead child leaves every session, then is gone: not one step. */
  default Outcome cleanup(int worker, int child) {
    Outcome gone;
    do {
      cleanupLeaveNext(worker, child);
      gone = cleanupComplete(worker, child);
    } while (gone == Outcome.SESSIONS_TO_LEAVE);
    return gone;
  }
}
