package org.vlsverify.sessions;

import java.util.Objects;

/**
 * The bounds and the first worker of one {@link SharedSessions}. Immutable.
 *
 * @param maxWorkers the largest number of workers at a time; worker indices go from 0 to one less
 *     than that; at least 1
 * @param slotsPerWorker the size of the private pool of a worker; at least 1
 * @param sharedCapacity the largest number of shared sessions at a time; at least 0
 * @param rootWorker the worker that is live from the beginning; a worker index
 * @param threadModel the number of threads that act for a worker at a time; not null
 */
public record SharedSessionsConfig(
    int maxWorkers,
    int slotsPerWorker,
    int sharedCapacity,
    int rootWorker,
    ThreadModel threadModel) {

  /**
   * Checks its arguments.
   *
   * @throws IllegalArgumentException if a number is out of its range
   * @throws NullPointerException if {@code threadModel} is null
   */
  public SharedSessionsConfig {
    atLeast(1, maxWorkers, "maxWorkers");
    atLeast(1, slotsPerWorker, "slotsPerWorker");
    atLeast(0, sharedCapacity, "sharedCapacity");
    if (rootWorker < 0 || rootWorker >= maxWorkers) {
      throw new IllegalArgumentException(
          "rootWorker must be from 0 to " + (maxWorkers - 1) + ", not " + rootWorker);
    }
    Objects.requireNonNull(threadModel, "threadModel");
  }

  private static void atLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
  }
}
