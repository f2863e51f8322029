package org.vlsverify.spec.verdict;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much a run may check. Each budget includes everything that the smaller ones check. */
enum Budget {
  /** Under 5 minutes on 2 cores. */
  QUICK,
  /** Under 15 minutes on 2 cores. */
  STANDARD,
  /** As long as a night. */
  NIGHTLY;

  /** The system property that selects the budget. */
  public static final String PROPERTY = "vls.budget";

  /**
   * Returns the budget of this run: what the system property {@value #PROPERTY} says, or {@link
   * #QUICK} when it says nothing.
   *
   * @return the budget, never null
   * @throws IllegalArgumentException if the property names no budget
   */
  public static Budget current() {
    return parse(System.getProperty(PROPERTY, QUICK.toString()));
  }

  static Budget parse(String name) {
    return Arrays.stream(values())
        .filter(budget -> budget.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "-D"
                        + PROPERTY
                        + "="
                        + name
                        + " names no budget; choose one of "
                        + Arrays.stream(values())
                            .map(Budget::toString)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  /**
   * Tells whether a run with this budget checks what the other one checks.
   *
   * @param other a budget, not null
   * @return true if {@code other} is this budget or a smaller one
   */
  public boolean includes(Budget other) {
    return compareTo(other) >= 0;
  }

  /** The name used in reports: in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
