package org.vlsverify.sessions.locks;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.vlsverify.sessions.ThreadModel;

/**
 * Locks between the threads of one worker. If a worker has one thread, they are no-ops: they cost
 * nothing, exclude nobody and have no memory effects. The kind of a lock never changes, so that
 * each lock is matched by an unlock of the same kind.
 */
public final class ConditionalLocks {
  private ConditionalLocks() {}

  /**
   * A lock that only the threads of one worker take.
   *
   * @param threadModel the number of threads that act for that worker, not null
   * @return reentrant and unfair, or a no-op; without conditions
   */
  public static Lock newLock(ThreadModel threadModel) {
    return threadModel == ThreadModel.MULTI_THREADED ? new ReentrantLock() : NoLock.INSTANCE;
  }

  /**
   * A read-write lock that only the threads of one worker take.
   *
   * @param threadModel the number of threads that act for that worker, not null
   * @return reentrant and unfair, or a no-op; without conditions
   */
  public static ReadWriteLock newReadWriteLock(ThreadModel threadModel) {
    return threadModel == ThreadModel.MULTI_THREADED
        ? new ReentrantReadWriteLock()
        : NoLock.INSTANCE;
  }
}
