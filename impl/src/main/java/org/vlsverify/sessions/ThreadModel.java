package org.vlsverify.sessions;

/**
 * How many threads act for one worker at a time, and so whether what keeps the threads of one
 * worker apart is needed. What keeps workers apart is always needed: different workers need not be
 * synchronized by anybody else in either model.
 *
 * <p>The model is chosen once, with {@link SharedSessionsConfig}, and never changes: no operation
 * can find at its end that it needs other locks than at its beginning.
 */
public enum ThreadModel {
  /**
   * One thread at a time acts for a worker, and what it does happens-before what the next one does.
   * The operations of {@link SharedSessions} are linearizable if callers keep to these rules:
   *
   * <ul>
   *   <li>Operations that act for the same worker do not overlap; each happens-before the next. An
   *       operation acts for the worker that is its first argument. {@link
   *       SharedSessions#forkShareNext} and {@link SharedSessions#forkComplete}, however, act for
   *       the parent of the child; {@link SharedSessions#die} acts for nobody.
   *   <li>{@link SharedSessions#die} of a live worker is told when nobody acts for it any more: the
   *       last operation that acted for it happens-before {@code die}. If a fork of that worker is
   *       under way, whoever goes on with it acts for the dead parent, one operation at a time as
   *       before.
   *   <li>After a fork, and after an index was given up and taken again, nothing is demanded but
   *       that: who acts for the child need not synchronize with who has forked it. Until the child
   *       is live it is refused, and from then on it sees the child's sessions.
   * </ul>
   */
  SINGLE_THREADED,

  /** Any thread may act for any worker at any time. */
  MULTI_THREADED
}
