package org.vlsverify.linearizability.stepping;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;

/**
 * Gets to know what a thread does in classes that {@link TappedClasses} has loaded, as far as other
 * threads can notice it. The methods are called by the thread itself, in the place of the
 * instruction or beside it.
 */
public interface TapListener {
  /**
   * In the place of {@code lock.lock()}.
   *
   * @param lock not null
   */
  default void lock(Lock lock) {
    lock.lock();
  }

  /**
   * In the place of {@code lock.unlock()}.
   *
   * @param lock not null
   */
  default void unlock(Lock lock) {
    lock.unlock();
  }

  /**
   * In the place of {@code lock.writeLock()}.
   *
   * @param lock not null
   */
  default long writeLock(StampedLock lock) {
    return lock.writeLock();
  }

  /**
   * In the place of {@code lock.unlockWrite(stamp)}.
   *
   * @param lock not null
   */
  default void unlockWrite(StampedLock lock, long stamp) {
    lock.unlockWrite(stamp);
  }

  /** In the place of a short wait in a loop. */
  default void pause() {
    Thread.onSpinWait();
  }

  /**
   * Before an access, apart from those to locks above.
   *
   * @param access the class and its field or method: {@code Worker.life}, {@code
   *     AtomicLongArray.get}; not null
   * @param writes whether a field is written
   * @param target the object, or null if that does not matter
   */
  default void before(String access, boolean writes, Object target) {}

  /** After a volatile field or an element of an atomic array was read. */
  default void read() {}

  /** Before a volatile field or an element of an atomic array is written. */
  default void write() {}

  /**
   * At the end of a constructor.
   *
   * @param object the object, complete but for what constructors of subclasses add; not null
   */
  default void made(Object object) {}
}
