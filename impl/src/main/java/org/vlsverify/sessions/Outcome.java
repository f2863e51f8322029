package org.vlsverify.sessions;

/**
 * The outcome of an operation on shared sessions. Every operation has an outcome in every state; a
 * refused operation changes nothing.
 *
 * <p>The names are those of the specification (module {@code SharedData}) with hyphens turned into
 * underscores: {@code OWNER_CHANGED} is {@code "owner-changed"} there.
 */
public enum Outcome {
  /** A new private session was opened. */
  OPENED,
  /** A private session was closed. */
  CLOSED,
  /** The worker left a shared session; others remain, and the owner is the same. */
  UNSHARED,
  /** The worker, which was the owner, left a shared session; the first subscriber owns it now. */
  OWNER_CHANGED,
  /** The last subscriber left a shared session; its shared data is free again. */
  LAST_CLOSED,
  /** The new owner has read the notice that it is the owner. */
  TOLD,
  /** The session listens now. */
  LISTENING,
  /** The worker waits for connections of the listener, and is attached to VPP. */
  ACCEPTING,
  /** The session was added to the worker's epoll set. */
  ADDED,
  /** The session was removed from the worker's epoll set. */
  REMOVED,
  /** A fork has begun. */
  FORK_BEGUN,
  /** The child has got its copy of a session, and the parent's session is shared from now on. */
  FIRST_SHARED,
  /** The child has got its copy of a session that was shared already. */
  SUBSCRIBED,
  /** The child is live and has all sessions of its parent. */
  FORKED,
  /** The child is live; for lack of shared data it did not get all sessions of its parent. */
  FORKED_IN_PART,
  /** The worker has exited; its index is free again. */
  EXITED,
  /** The worker was killed. */
  DIED,
  /** The dead worker's index is free again. */
  CLEANED_UP,

  /** Refused: the acting worker is not live (unborn, being forked, or dead). */
  WORKER_NOT_LIVE,
  /** Refused: the worker index of the child is not free. */
  WORKER_EXISTS,
  /** Refused: the worker to clean up is not dead. */
  WORKER_NOT_DEAD,
  /** Refused: the dead worker has another parent. */
  NOT_ITS_CHILD,
  /** Refused: the worker is being forked; until that is complete its set of sessions is frozen. */
  FORK_IN_PROGRESS,
  /** Refused: the worker is not being forked. */
  NOT_FORKING,
  /** Refused: the worker does not hold this session. */
  UNKNOWN_SESSION,
  /** Refused: some worker holds this session already. */
  SESSION_EXISTS,
  /** Refused: the private pool, or the pool of shared data, is full. */
  NO_CAPACITY,
  /** Refused: the session is private, so there is nothing to unshare. */
  NOT_SUBSCRIBED,
  /** Refused: no notice is on its way to this worker. */
  NO_NOTICE,
  /** Refused: this copy listens already, or is the passive copy of a listener. */
  ALREADY_LISTENING,
  /** Refused: VPP did not attach the worker as a listener. */
  LISTEN_FAILED,
  /** Refused: this session does not listen. */
  NOT_LISTENING,
  /** Refused: the worker does not wait for connections on this session. */
  NOT_ADDED,
  /** Refused: there is no session left to share with the child. */
  NOTHING_TO_SHARE,
  /** Refused: there are sessions left to share with the child. */
  SESSIONS_TO_SHARE,
  /** Refused: the worker has no session left. */
  NOTHING_TO_LEAVE,
  /** Refused: the worker still has sessions. */
  SESSIONS_TO_LEAVE
}
