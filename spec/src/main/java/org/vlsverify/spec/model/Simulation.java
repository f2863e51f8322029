package org.vlsverify.spec.model;

import org.vlsverify.spec.run.BadInputException;

/**
 * The parameters of a simulation: TLC chooses each step of a behaviour at random, and so reaches
 * depths at which an exhaustive search is not possible.
 *
 * @param behaviours the number of behaviours, at least 1
 * @param depth the maximal number of states of a behaviour, at least 2
 * @param seed the seed of the random choices, which also depend on the version of TLC
 */
public record Simulation(int behaviours, int depth, long seed) {
  /** The system property for another seed than the manifest's. */
  public static final String SEED_PROPERTY = "vls.simulate.seed";

  /**
   * Rejects invalid parameters.
   *
   * @throws BadInputException if there are too few behaviours or states
   */
  public Simulation {
    if (behaviours < 1 || depth < 2) {
      throw new BadInputException(
          "\"simulate\" needs at least 1 behaviour, and a depth of at least 2.");
    }
  }

  /**
   * @return the same simulation, with the seed of the system property {@value #SEED_PROPERTY} if
   *     that is set
   * @throws BadInputException if it is not a number
   */
  Simulation withSeedAsAsked() {
    String asked = System.getProperty(SEED_PROPERTY);
    if (asked == null || asked.isBlank()) {
      return this;
    }
    try {
      return new Simulation(behaviours, depth, Long.parseLong(asked.strip()));
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "-D" + SEED_PROPERTY + "=" + asked + ": a seed is a whole number.", e);
    }
  }

  /** In words, without the seed. */
  public String extent() {
    return "%,d simulated behaviours of up to %,d states".formatted(behaviours, depth);
  }
}
