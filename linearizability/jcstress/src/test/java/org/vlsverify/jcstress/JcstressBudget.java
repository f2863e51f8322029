package org.vlsverify.jcstress;

import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.Budget;

/**
 * Duration of each test.
 *
 * @param forks number of JVMs in sequence, for each JVM configuration of jcstress
 * @param iterations number of iterations in each JVM
 * @param milliseconds duration of an iteration
 */
record JcstressBudget(int forks, int iterations, int milliseconds) {

  static final String FORKS_PROPERTY = "vls.jcstress.forks";
  static final String ITERATIONS_PROPERTY = "vls.jcstress.iterations";
  static final String MILLISECONDS_PROPERTY = "vls.jcstress.milliseconds";

  /**
   * The budget in system properties, or else that of the run.
   *
   * @throws BadInputException if a property is not a number from 1 on
   */
  static JcstressBudget current() {
    boolean nightly = Budget.current().includes(Budget.NIGHTLY);
    return new JcstressBudget(
        positive(FORKS_PROPERTY, nightly ? 5 : 1),
        positive(ITERATIONS_PROPERTY, nightly ? 10 : 2),
        positive(MILLISECONDS_PROPERTY, nightly ? 1_000 : 200));
  }

  private static int positive(String property, int otherwise) {
    String value = System.getProperty(property, "");
    if (value.isBlank()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value.trim());
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw refusal(property, value, e);
    }
    throw refusal(property, value, null);
  }

  private static BadInputException refusal(String property, String value, Throwable cause) {
    return new BadInputException(
        "-D%s=%s: it must be a number from 1 on.".formatted(property, value), cause);
  }

  /** The budget as command-line options. */
  String options() {
    return "-D%s=%d -D%s=%d -D%s=%d"
        .formatted(
            FORKS_PROPERTY,
            forks,
            ITERATIONS_PROPERTY,
            iterations,
            MILLISECONDS_PROPERTY,
            milliseconds);
  }

  @Override
  public String toString() {
    return "%d fork%s, %d iterations of %d ms each"
        .formatted(forks, forks == 1 ? "" : "s", iterations, milliseconds);
  }
}
