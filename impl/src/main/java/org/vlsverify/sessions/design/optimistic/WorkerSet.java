package org.vlsverify.sessions.design.optimistic;

/** A set of worker indices. */
final class WorkerSet {

  private final long[] words;

  WorkerSet(int maxWorkers) {
    words = new long[(maxWorkers + Long.SIZE - 1) / Long.SIZE];
  }

  boolean contains(int worker) {
    return (words[worker / Long.SIZE] & bit(worker)) != 0;
  }

  void add(int worker) {
    words[worker / Long.SIZE] |= bit(worker);
  }

  void remove(int worker) {
    words[worker / Long.SIZE] &= ~bit(worker);
  }

  /** Only the lowest bits of a shift's distance count. */
  private static long bit(int worker) {
    return 1L << worker;
  }
}
