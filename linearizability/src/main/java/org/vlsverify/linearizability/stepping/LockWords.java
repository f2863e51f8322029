package org.vlsverify.linearizability.stepping;

/** The names of locks, for a reader. */
public final class LockWords {
  static final String LIFE = "the life cycle";
  static final String POOL = "the pool";

  /** A lock of a mutant that is none of the design's. */
  static final String NONE = "a lock that guards nothing";

  private LockWords() {}

  static String table(int worker) {
    return "the table of w" + worker;
  }

  static String session(int worker, int slot) {
    return "the session in slot " + slot + " of w" + worker;
  }

  static String element(int index) {
    return "the lock of element " + index;
  }

  static String toRead(String lock) {
    return lock + " (read)";
  }

  static String toWrite(String lock) {
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
