package org.vlsverify.linearizability.pos;

import java.util.List;
import java.util.SplittableRandom;

/**
 * How one execution gives priorities to threads; of those that can go on, the one with the highest
 * priority does. The two kinds find different defects, so a scenario is run with both in turn. For
 * one execution.
 */
interface Sampling {

  /** Kind of a sampling. */
  enum Kind {
    /** Partial order sampling. */
    POS,
    /** Probabilistic concurrency testing. */
    PCT;

    /** The kind of an execution, by its index from 1. */
    static Kind of(int execution) {
      return execution % 2 == 1 ? POS : PCT;
    }
  }

  /** The priority of the next step of a thread. */
  double next(Strand strand);

  /**
   * A step of a thread happens.
   *
   * @param steps the number of steps with this one
   */
  void happens(Strand strand, int steps, List<Strand> all);

  /**
   * Makes a sampling.
   *
   * @param threads the number of threads
   * @param steps about how many steps an execution of the scenario has
   */
  static Sampling of(Kind kind, SplittableRandom random, int threads, int steps) {
    return kind == Kind.POS ? new PartialOrder(random) : new FewSwitches(random, threads, steps);
  }

  /**
   * Partial order sampling: each step has a random priority. When a step happens, the steps of
   * others that race with it get new ones. So each order of two racing steps is likely, whatever
   * the number of other steps.
   */
  final class PartialOrder implements Sampling {
    private final SplittableRandom random;

    PartialOrder(SplittableRandom random) {
      this.random = random;
    }

    @Override
    public double next(Strand strand) {
      return random.nextDouble();
    }

    @Override
    public void happens(Strand strand, int steps, List<Strand> all) {
      for (Strand other : all) {
        if (other != strand && !other.done && other.races(strand)) {
          other.priority = random.nextDouble();
        }
      }
    }
  }

  /**
   * Probabilistic concurrency testing: each thread has a random priority and keeps it, but for one
   * to three points at which the one that runs gets the lowest. So a thread stops in the middle,
   * and others run to their ends.
   */
  final class FewSwitches implements Sampling {
    private static final int MOST_POINTS = 3;

    private final int[] points;
    private final double[] priorities;

    FewSwitches(SplittableRandom random, int threads, int steps) {
      points = random.ints(1 + random.nextInt(MOST_POINTS), 1, Math.max(2, steps + 1)).toArray();
      priorities = random.doubles(threads).toArray();
    }

    @Override
    public double next(Strand strand) {
      return priorities[strand.index];
    }

    @Override
    public void happens(Strand strand, int steps, List<Strand> all) {
      for (int i = 0; i < points.length; i++) {
        if (points[i] == steps) {
          priorities[strand.index] = -1 - i;
        }
      }
    }
  }
}
