package org.vlsverify.benchmarks;

/**
 * The repeated work of one thread. Not thread-safe: each thread has its own.
 *
 * <p>The counters of a lane are in an array with padding on both sides. Otherwise two threads could
 * contend for them, or for the header of the next object in memory.
 */
abstract class Lane {

  /** Bytes; two cache lines, since some processors load them in pairs. */
  static final int PADDING = 128;

  /** The preparation of each {@link #run}, which is neither timed nor counted. */
  void prepare() {}

  /**
   * Runs once, which is {@link Operation#perRun} operations.
   *
   * @return a value that depends on all results, against dead-code elimination
   */
  abstract int run();
}
