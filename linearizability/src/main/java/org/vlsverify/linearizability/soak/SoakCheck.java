package org.vlsverify.linearizability.soak;

import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.sessions.ThreadModel;

/** A short soak of one implementation. */
public final class SoakCheck {
  private static final long HANG_MILLIS = 10_000;

  private SoakCheck() {}

  /**
   * Runs threads at full speed.
   *
   * @param name of the implementation, not null
   * @param factory makes it, for several threads per worker, not null
   * @param seconds the duration
   * @throws AssertionError if anything is found
   */
  public static void run(String name, SharedSessionsFactory factory, double seconds) {
    SoakBudget budget = SoakBudget.current();
    new Soak(name, factory, ThreadModel.MULTI_THREADED, budget, HANG_MILLIS, budget.options())
        .run(seconds);
  }
}
