package org.vlsverify.linearizability.stepping;

import java.util.concurrent.locks.Lock;

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
  public static void read() {
    LISTENER.get().read();
  }

  /** Called by instrumented code. */
  public static void write() {
    LISTENER.get().write();
  }

  /** Called by instrumented code. */
  public static void made(Object object) {
    LISTENER.get().made(object);
  }
}
