package org.vlsverify.benchmarks;

/**
 * The counts of the classes of a {@link CountingClassLoader}, of all threads together. Meant for
 * one thread at a time.
 *
 * @param locks how many locks were taken, or tried: each is at least one atomic read-modify-write
 *     in the lock itself, which is not among the next
 * @param readModifyWrites how many atomic read-modify-writes were made, such as compare-and-set
 * @param mapChanges how often a concurrent map was changed, which locks within the map
 */
public record Counts(long locks, long readModifyWrites, long mapChanges) {

  private static long locksSoFar;
  private static long readModifyWritesSoFar;
  private static long mapChangesSoFar;

  /** The counts until now. */
  static synchronized Counts soFar() {
    return new Counts(locksSoFar, readModifyWritesSoFar, mapChangesSoFar);
  }

  /** The counts since then. */
  Counts since(Counts before) {
    return new Counts(
        locks - before.locks,
        readModifyWrites - before.readModifyWrites,
        mapChanges - before.mapChanges);
  }

  /**
   * Called by rewritten classes before a lock is taken.
   *
   * @param lock the lock; a class outside the JDK is a no-op, or is made of atomic operations that
   *     are counted themselves
   */
  public static synchronized void lock(Object lock) {
    for (Class<?> type = lock.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().startsWith("java.util.concurrent.locks.")) {
        locksSoFar++;
        return;
      }
    }
  }

  /** Called by rewritten classes before a monitor is entered. */
  public static synchronized void monitor() {
    locksSoFar++;
  }

  /** Called by rewritten classes before an atomic read-modify-write. */
  public static synchronized void readModifyWrite() {
    readModifyWritesSoFar++;
  }

  /** Called by rewritten classes before a concurrent map is changed. */
  public static synchronized void mapChange() {
    mapChangesSoFar++;
  }
}
