package org.vlsverify.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.ThreadParams;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/** All threads do the same. */
@State(Scope.Benchmark)
public class OperationBenchmark {

  /** What is measured. */
  @Param public Operation operation;

  /** How many threads act for a worker. */
  @Param public ThreadModel threadModel;

  /** Last, so that what is compared is measured one after the other. */
  @Param public Design design;

  private Lane[] lanes;

  /** For JMH. */
  public OperationBenchmark() {}

  /**
   * Makes the scene for all threads.
   *
   * @param params how many threads there are
   */
  @Setup
  public void setUp(BenchmarkParams params) {
    lanes =
        operation.lanes(
            params.getThreads(),
            threadModel,
            config -> design.create(config, NoTransport.INSTANCE));
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
    public void setUp(OperationBenchmark all, ThreadParams params) {
      lane = all.lanes[params.getThreadIndex()];
    }
  }

  /** The part of one thread, prepared for each run. */
  @State(Scope.Thread)
  public static class MinePrepared {
    private Lane lane;

    /** For JMH. */
    public MinePrepared() {}

    /**
     * Takes the part of one thread.
     *
     * @param all the parts
     * @param params which thread it is
     */
    @Setup
    public void setUp(OperationBenchmark all, ThreadParams params) {
      lane = all.lanes[params.getThreadIndex()];
    }

    /** Prepares one run. */
    @Setup(Level.Invocation)
    public void prepare() {
      lane.prepare();
    }
  }

  /**
   * What needs no preparation.
   *
   * @param mine the part of this thread
   * @return what {@link Lane#run} says
   */
  @Benchmark
  public int run(Mine mine) {
    return mine.lane.run();
  }

  /**
   * What is prepared for each run. The preparation is not timed, but another thread may be at its
   * own meanwhile, and in the way.
   *
   * @param mine the part of this thread
   * @return what {@link Lane#run} says
   */
  @Benchmark
  public int runPrepared(MinePrepared mine) {
    return mine.lane.run();
  }
}
