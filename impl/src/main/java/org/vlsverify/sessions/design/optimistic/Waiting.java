package org.vlsverify.sessions.design.optimistic;

/** Waits for a change that another thread is about to finish. */
final class Waiting {

  /** A change takes well below a microsecond, unless its thread has lost the processor. */
  private static final int SPINS = 64;

  private Waiting() {}

  /**
   * Waits a moment.
   *
   * @param round the number of waits before this one
   */
  static void pause(int round) {
    if (round < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }
}
