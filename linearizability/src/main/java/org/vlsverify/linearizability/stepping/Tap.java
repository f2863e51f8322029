package org.vlsverify.linearizability.stepping;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;

/**
 * What the classes of {@link TappedClasses} call in the place of, or beside, their own
 * instructions. Each thread has a listener of its own, or none: then the instruction does what it
 * always does. Safe for use by several threads.
 */
public final class Tap {
  private static final TapListener NOBODY = new TapListener() {};
  private static final ThreadLocal<TapListener> LISTENER = ThreadLocal.withInitial(() -> NOBODY);

  private Tap() {}

  /**
   * From now on the calling thread has this listener.
   *
   * @param listener null for none
   */
  public static void listen(TapListener listener) {
    LISTENER.set(listener == null ? NOBODY : listener);
  }

  /** Called by instrumented code. */
  public static void lock(Lock lock) {
    LISTENER.get().lock(lock);
  }

  /** Called by instrumented code. */
  public static void unlock(Lock lock) {
    LISTENER.get().unlock(lock);
  }

  /** Called by instrumented code. */
  public static long writeLock(StampedLock lock) {
    return LISTENER.get().writeLock(lock);
  }

  /** Called by instrumented code. */
  public static void unlockWrite(StampedLock lock, long stamp) {
    LISTENER.get().unlockWrite(lock, stamp);
  }

  /** Called by instrumented code. */
  public static long tryOptimisticRead(StampedLock lock) {
    before("StampedLock.tryOptimisticRead", lock);
    return lock.tryOptimisticRead();
  }

  /** Called by instrumented code. */
  public static boolean validate(StampedLock lock, long stamp) {
    before("StampedLock.validate", lock);
    return lock.validate(stamp);
  }

  /** Called by instrumented code. */
  public static void pause() {
    LISTENER.get().pause();
  }

  /** Called by instrumented code. */
  public static void before(Object target, String access) {
    before(access, target);
  }

  /** Called by instrumented code. */
  public static void beforeWrite(Object target, String access) {
    LISTENER.get().before(access, true, target);
  }

  private static void before(String access, Object target) {
    LISTENER.get().before(access, false, target);
  }

  /** Called by instrumented code. */
  public static void read() {
    LISTENER.get().read();
  }

  /** Called by instrumented code. */
  public static void write() {
    LISTENER.get().write();
  }

  // ------------------------------------------------------------------ in the place of a call

  /** Called by instrumented code. */
  public static Object get(AtomicReferenceArray<?> array, int index) {
    before("AtomicReferenceArray.get", array);
    Object value = array.get(index);
    read();
    return value;
  }

  /** Called by instrumented code. */
  public static void set(AtomicReferenceArray<Object> array, int index, Object value) {
    before("AtomicReferenceArray.set", array);
    write();
    array.set(index, value);
  }

  /** Called by instrumented code. */
  public static void setRelease(AtomicReferenceArray<Object> array, int index, Object value) {
    before("AtomicReferenceArray.setRelease", array);
    write();
    array.setRelease(index, value);
  }

  /** Called by instrumented code. */
  public static boolean compareAndSet(
      AtomicReferenceArray<Object> array, int index, Object expected, Object value) {
    before("AtomicReferenceArray.compareAndSet", array);
    write();
    return array.compareAndSet(index, expected, value);
  }

  /** Called by instrumented code. */
  public static long get(AtomicLongArray array, int index) {
    before("AtomicLongArray.get", array);
    long value = array.get(index);
    read();
    return value;
  }

  /** Called by instrumented code. */
  public static void set(AtomicLongArray array, int index, long value) {
    before("AtomicLongArray.set", array);
    write();
    array.set(index, value);
  }

  /** Called by instrumented code. */
  public static boolean compareAndSet(AtomicLongArray array, int index, long expected, long value) {
    before("AtomicLongArray.compareAndSet", array);
    write();
    return array.compareAndSet(index, expected, value);
  }

  /** Called by instrumented code. */
  public static void set(AtomicIntegerArray array, int index, int value) {
    before("AtomicIntegerArray.set", array);
    write();
    array.set(index, value);
  }

  /** Called by instrumented code. */
  public static boolean compareAndSet(VarHandle handle, Object object, long expected, long value) {
    before("VarHandle.compareAndSet", object);
    write();
    return handle.compareAndSet(object, expected, value);
  }

  /** Called by instrumented code. */
  public static void setRelease(VarHandle handle, Object object, long value) {
    before("VarHandle.setRelease", object);
    write();
    handle.setRelease(object, value);
  }

  /** Called by instrumented code. */
  public static void made(Object object) {
    LISTENER.get().made(object);
  }
}
