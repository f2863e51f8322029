package org.vlsverify.benchmarks;

/**
 * What one thread does over and over. Not thread-safe: each thread has its own.
 *
 * <p>What changes with each run is in an array with padding on both sides: otherwise the
 * benchmark's own counters could be what two threads contend for, be it with the header of an
 * object behind them in memory.
 */
abstract class Lane {

  /** Bytes; two cache lines, since some processors load them in pairs. */
  static final int PADDING = 128;

  /** What comes before each {@link #run}, and is neither timed nor counted. */
  void prepare() {}

  /**
   * Does it once; that is {@link Operation#perRun} operations.
   *
   * @return something that depends on all that was done
   */
  abstract int run();
}
