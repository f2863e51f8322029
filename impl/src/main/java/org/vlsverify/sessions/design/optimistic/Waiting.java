package org.vlsverify.sessions.design.optimistic;

/** How to wait for what another thread is about to finish. */
final class Waiting {

  /** A change takes well below a microsecond, unless its thread has lost the processor. */
  private static final int SPINS = 64;

  private Waiting() {}

  /**
   * Waits a moment.
   *
   * @param round how often the caller has waited already
   */
  static void pause(int round) {
    if (round < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }
}
