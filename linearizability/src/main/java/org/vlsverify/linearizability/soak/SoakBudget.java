package org.vlsverify.linearizability.soak;

import org.vlsverify.linearizability.call.NumberProperty;
import org.vlsverify.spec.run.Budget;

/**
 * Parameters of a soak.
 *
 * @param seconds duration for all designs together
 * @param seed determines the calls, not the schedule
 * @param threads number of threads
 */
record SoakBudget(int seconds, long seed, int threads) {
  static final String SECONDS_PROPERTY = "vls.soak.seconds";
  static final String SEED_PROPERTY = "vls.soak.seed";
  static final String THREADS_PROPERTY = "vls.soak.threads";

  /** The parameters in system properties, or else those of the budget. */
  static SoakBudget current() {
    boolean nightly = Budget.current().includes(Budget.NIGHTLY);
    return new SoakBudget(
        (int) NumberProperty.of(SECONDS_PROPERTY, 1, 1_000_000).orElse(nightly ? 600 : 10),
        NumberProperty.of(SEED_PROPERTY, Long.MIN_VALUE, Long.MAX_VALUE).orElse(20261123),
        (int) NumberProperty.of(THREADS_PROPERTY, 2, 64).orElse(6));
  }

  /** The parameters as command-line options. */
  String options() {
    return "-D%s=%d -D%s=%d -D%s=%d"
        .formatted(SECONDS_PROPERTY, seconds, SEED_PROPERTY, seed, THREADS_PROPERTY, threads);
  }
}
