package org.vlsverify.sessions;

/**
 * The number of threads that act for one worker at a time. It decides whether the locks between
 * threads of one worker are taken. The locks between workers are always taken: in both models,
 * callers need not synchronize different workers.
 *
 * <p>The model is chosen once, with {@link SharedSessionsConfig}, and never changes: an operation
 * never needs other locks at its end than at its beginning.
 */
public enum ThreadModel {
  /**
   * One thread at a time acts for a worker, and its actions happen-before those of the next one.
   * The operations of {@link SharedSessions} are linearizable if callers keep to these rules:
   *
   * <ul>
   *   <li>Operations that act for the same worker do not overlap; each happens-before the next. An
   *       operation acts for the worker that is its first argument. {@link
   *       SharedSessions#forkShareNext} and {@link SharedSessions#forkComplete}, however, act for
   *       the parent of the child; {@link SharedSessions#die} acts for no worker.
   *   <li>{@link SharedSessions#die} of a live worker is called when no thread acts for it any
   *       more: the last operation that acted for it happens-before {@code die}. If a fork by that
   *       worker is in progress, the thread that continues it acts for the dead parent, one
   *       operation at a time as before.
   *   <li>Nothing else is required after a fork, or when an index is used again: a thread that acts
   *       for the child need not synchronize with the thread that forked it. Its operations are
   *       refused until the child is live, and see the child's sessions from then on.
   * </ul>
   */
  SINGLE_THREADED,

  /** Any thread may act for any worker at any time. */
  MULTI_THREADED
}
