package org.vlsverify.sessions;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * How many threads act for one worker at a time, and so whether the locks that keep the threads of
 * one worker apart are needed. The locks that keep workers apart are always taken.
 *
 * <p>The model is chosen once, with {@link SharedSessionsConfig}, and never changes: no operation
 * can find at its end that it needs other locks than at its beginning.
 */
public enum ThreadModel {
  /**
   * One thread at a time acts for a worker, and what it does happens-before what the next one does.
   * The locks of private session tables and of private sessions are not taken. What this demands of
   * callers is said at {@link LockedSharedSessions}.
   */
  SINGLE_THREADED,

  /** Any thread may act for any worker at any time. */
  MULTI_THREADED;

  /** A new lock for the pool and the table of one worker. */
  ReadWriteLock newTableLock() {
    return this == MULTI_THREADED ? new ReentrantReadWriteLock() : NoLock.INSTANCE;
  }

  /** A new lock for one worker's copy of a session. */
  Lock newSessionLock() {
    return this == MULTI_THREADED ? new ReentrantLock() : NoLock.INSTANCE;
  }
}
