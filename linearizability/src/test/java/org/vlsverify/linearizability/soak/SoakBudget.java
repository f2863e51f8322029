package org.vlsverify.linearizability.soak;

import org.vlsverify.spec.BadInputException;
import org.vlsverify.spec.Budget;

/**
 * How long a soak runs, and with what.
 *
 * @param seconds for all designs together
 * @param seed what threads do is made of it; how they take turns is not
 * @param threads how many act at a time
 */
record SoakBudget(int seconds, long seed, int threads) {
  static final String SECONDS_PROPERTY = "vls.soak.seconds";
  static final String SEED_PROPERTY = "vls.soak.seed";
  static final String THREADS_PROPERTY = "vls.soak.threads";

  /** What the properties of the system say, or else what is right for the budget of the run. */
  static SoakBudget current() {
    boolean nightly = Budget.current().includes(Budget.NIGHTLY);
    return new SoakBudget(
        (int) number(SECONDS_PROPERTY, nightly ? 600 : 20, 1, 1_000_000),
        number(SEED_PROPERTY, 20261123, Long.MIN_VALUE, Long.MAX_VALUE),
        (int) number(THREADS_PROPERTY, 6, 2, 64));
  }

  private static long number(String property, long otherwise, long least, long most) {
    String value = System.getProperty(property, "");
    if (value.isBlank()) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(value.trim());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw refusal(property, value, least, most, e);
    }
    throw refusal(property, value, least, most, null);
  }

  private static BadInputException refusal(
      String property, String value, long least, long most, Throwable cause) {
    return new BadInputException(
        "-D%s=%s: it must be a number from %d to %d.".formatted(property, value, least, most),
        cause);
  }

  /** On the command line. */
  String options() {
    return "-D%s=%d -D%s=%d -D%s=%d"
        .formatted(SECONDS_PROPERTY, seconds, SEED_PROPERTY, seed, THREADS_PROPERTY, threads);
  }
}
