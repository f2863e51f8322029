package org.vlsverify.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.ThreadParams;

/** The limits that the designs are compared with. */
@State(Scope.Benchmark)
public class LimitBenchmark {

  /** The measured limit. */
  @Param public Limit limit;

  private Lane[] lanes;

  /** For JMH. */
  public LimitBenchmark() {}

  /**
   * Creates the words.
   *
   * @param params the number of threads
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
     * @param all all parts
     * @param params the index of the thread
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
   * @return the result of {@link Lane#run}
   */
  @Benchmark
  public int run(Mine mine) {
    return mine.lane.run();
  }
}
