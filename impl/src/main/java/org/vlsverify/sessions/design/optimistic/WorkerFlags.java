package org.vlsverify.sessions.design.optimistic;

/** A few flags for each worker. */
final class WorkerFlags {

  private final int kinds;

  /** For each 64 workers, one word for each kind of flag; then padding. */
  private final long[] words;

  /** All flags are down. */
  WorkerFlags(int kinds, int maxWorkers) {
    this.kinds = kinds;
    int used = kinds * ((maxWorkers + Long.SIZE - 1) / Long.SIZE);
    words = new long[used + Padding.BYTES / Long.BYTES];
  }

  boolean isUp(int kind, int worker) {
    return (words[word(kind, worker)] & bit(worker)) != 0;
  }

  void raise(int kind, int worker) {
    words[word(kind, worker)] |= bit(worker);
  }

  void lower(int kind, int worker) {
    words[word(kind, worker)] &= ~bit(worker);
  }

  /** Lowers the worker's flags of all kinds. */
  void lowerAll(int worker) {
    for (int kind = 0; kind < kinds; kind++) {
      lower(kind, worker);
    }
  }

  private int word(int kind, int worker) {
    return worker / Long.SIZE * kinds + kind;
  }

  /** Only the lowest bits of a shift's distance count. */
  private static long bit(int worker) {
    return 1L << worker;
  }
}
