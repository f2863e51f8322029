package org.vlsverify.sessions.locks;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.vlsverify.sessions.ThreadModel;

/**
 * Locks that keep the threads of one worker apart, and so are locks only where a worker has several
 * threads. Elsewhere they cost nothing, exclude nobody and order nothing. Which of the two a lock
 * is does not change: whoever has locked it can unlock it.
 */
public final class ConditionalLocks {
  private ConditionalLocks() {}

  /**
   * A lock that only the threads of one worker take.
   *
   * @param threadModel how many threads act for that worker, not null
   * @return reentrant and not fair, or not a lock at all; has no conditions to wait for
   */
  public static Lock newLock(ThreadModel threadModel) {
    return threadModel == ThreadModel.MULTI_THREADED ? new ReentrantLock() : NoLock.INSTANCE;
  }

  /**
   * A read-write lock that only the threads of one worker take.
   *
   * @param threadModel how many threads act for that worker, not null
   * @return reentrant and not fair, or not a lock at all; has no conditions to wait for
   */
  public static ReadWriteLock newReadWriteLock(ThreadModel threadModel) {
    return threadModel == ThreadModel.MULTI_THREADED
        ? new ReentrantReadWriteLock()
        : NoLock.INSTANCE;
  }
}
