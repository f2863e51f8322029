package org.vlsverify.linearizability.stepping;

/** The names of locks, for a reader. */
public final class LockWords {
  /** The lock of the life cycle. */
  public static final String LIFE = "the life cycle";

  /** The two locks of the pool. */
  public static final String POOL = "the pool";

  /** A lock of a mutant that is none of the design's. */
  public static final String NONE = "a lock that guards nothing";

  private LockWords() {}

  /** The lock of a worker's table. */
  public static String table(int worker) {
    return "the table of w" + worker;
  }

  /** The lock of a worker's session. */
  public static String session(int worker, int slot) {
    return "the session in slot " + slot + " of w" + worker;
  }

  /** The lock of an element. */
  public static String element(int index) {
    return "the lock of element " + index;
  }

  /** The lock or the thread, for reading. */
  public static String toRead(String lock) {
    return lock + " (read)";
  }

  /** The lock or the thread, for writing. */
  public static String toWrite(String lock) {
    return lock + " (write)";
  }

  /**
   * @param holders of a lock, in words
   * @return whether one holds it to write
   */
  public static boolean isToWrite(String holders) {
    return holders.endsWith(" (write)");
  }
}
