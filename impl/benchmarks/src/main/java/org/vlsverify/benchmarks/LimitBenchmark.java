package org.vlsverify.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.ThreadParams;

/** What the designs are held against. */
@State(Scope.Benchmark)
public class LimitBenchmark {

  /** What is measured. */
  @Param public Limit limit;

  private Lane[] lanes;

  /** For JMH. */
  public LimitBenchmark() {}

  /**
   * Makes the words.
   *
   * @param params how many threads there are
   */
  @Setup
  public void setUp(BenchmarkParams params) {
    lanes = limit.lanes(params.getThreads());
  }

  /** The part of one thread. */
  @State(Scope.Thread)
  public static class Mine {
    private Lane lane;

    /** For JMH. */
    public Mine() {}

    /**
     * Takes the part of one thread.
     *
     * @param all the parts
     * @param params which thread it is
     */
    @Setup
    public void setUp(LimitBenchmark all, ThreadParams params) {
      lane = all.lanes[params.getThreadIndex()];
    }
  }

  /**
   * Runs.
   *
   * @param mine the part of this thread
   * @return what {@link Lane#run} says
   */
  @Benchmark
  public int run(Mine mine) {
    return mine.lane.run();
  }
}
