package org.vlsverify.linearizability.stepping;

import java.util.concurrent.locks.Lock;

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
