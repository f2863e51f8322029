package org.vlsverify.spec.model;

import org.vlsverify.spec.run.BadInputException;

/**
 * How a model is simulated instead of being explored: TLC chooses each step of a behaviour at
 * random, and so comes much deeper than it can see all states.
 *
 * @param behaviours how many behaviours, at least 1
 * @param depth how many states a behaviour has at the most, at least 2
 * @param seed what the random choices begin with; with the same one they are the same in the same
 *     version of TLC
 */
public record Simulation(int behaviours, int depth, long seed) {
  /** The system property that names another seed than the catalog of models. */
  public static final String SEED_PROPERTY = "vls.simulate.seed";

  /**
   * Rejects what is no simulation.
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
