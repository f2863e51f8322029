package org.vlsverify.benchmarks;

/** What one thread does over and over. Not thread-safe: each thread has its own. */
abstract class Lane extends Padded {

  /** What comes before each {@link #run}, and is neither timed nor counted. */
  void prepare() {}

  /**
   * Does it once; that is {@link Operation#perRun} operations.
   *
   * @return something that depends on all that was done
   */
  abstract int run();
}
