package org.vlsverify.spec.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much time a run may take; each budget includes the ones before it. */
public enum Budget {
  /** Minutes: small models, every seeded defect once. */
  QUICK,
  /** A quarter of an hour: the main job. */
  STANDARD,
  /** Hours: large models. */
  NIGHTLY;

  /** The system property that holds the budget of this run. */
  public static final String PROPERTY = "vls.budget";

  /**
   * The budget of this run, from the system property {@value #PROPERTY}.
   *
   * @return {@link #QUICK} if the property is not set
   * @throws BadInputException if the property names no budget
   */
  public static Budget current() {
    String name = System.getProperty(PROPERTY);
    if (name == null || name.isBlank()) {
      return QUICK;
    }
    try {
      return parse(name);
    } catch (BadInputException e) {
      throw new BadInputException("-D" + PROPERTY + "=" + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * @param name a budget's name in any case, not null
   * @return the budget of that name
   * @throws BadInputException if there is none
   */
  public static Budget parse(String name) {
    for (Budget budget : values()) {
      if (budget.name().equalsIgnoreCase(name.trim())) {
        return budget;
      }
    }
    String allowed =
        Arrays.stream(values()).map(Budget::toString).collect(Collectors.joining(", "));
    throw new BadInputException(
        "there is no budget \"" + name + "\"; allowed are " + allowed + ".");
  }

  /**
   * @param other the required budget, not null
   * @return whether a run with this budget includes it
   */
  public boolean includes(Budget other) {
    return other.compareTo(this) <= 0;
  }

  /**
   * The options that a command needs to reproduce a check of this run.
   *
   * @return options for the command line, each after a blank: {@code nightly} and the {@link
   *     Shard}; empty for another budget and everything
   * @throws BadInputException if a property names no budget or shard
   */
  public static String options() {
    Shard part = Shard.current();
    return (current() == NIGHTLY ? " -D%s=%s".formatted(PROPERTY, NIGHTLY) : "")
        + (part.isAll() ? "" : " -D%s=%s".formatted(Shard.PROPERTY, part));
  }

  /** The name as in the property and in the catalog of models: in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
