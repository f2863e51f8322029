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

/** All threads run the same operation. */
@State(Scope.Benchmark)
public class OperationBenchmark {

  /** The measured operation. */
  @Param public Operation operation;

  /** The number of threads per worker. */
  @Param public ThreadModel threadModel;

  /** The last parameter, so that JMH measures the designs one after the other. */
  @Param public Design design;

  private Lane[] lanes;

  /** For JMH. */
  public OperationBenchmark() {}

  /**
   * Creates the scene for all threads.
   *
   * @param params the number of threads
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
     * @param all all parts
     * @param params the index of the thread
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
     * @param all all parts
     * @param params the index of the thread
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
   * An operation without preparation.
   *
   * @param mine the part of this thread
   * @return the result of {@link Lane#run}
   */
  @Benchmark
  public int run(Mine mine) {
    return mine.lane.run();
  }

  /**
   * An operation with a preparation for each run. The preparation is not timed, but may delay the
   * operation of another thread.
   *
   * @param mine the part of this thread
   * @return the result of {@link Lane#run}
   */
  @Benchmark
  public int runPrepared(MinePrepared mine) {
    return mine.lane.run();
  }
}
