package org.vlsverify.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/** One thread queries, another one changes. */
@State(Scope.Group)
public class MixBenchmark {

  /** The measured mix. */
  @Param public Mix mix;

  /** The number of threads per worker. */
  @Param public ThreadModel threadModel;

  /** The last parameter, so that JMH measures the designs one after the other. */
  @Param public Design design;

  private Lane reading;
  private Lane writing;

  /** For JMH. */
  public MixBenchmark() {}

  /** Creates the scene for both threads. */
  @Setup
  public void setUp() {
    SharedSessions[] made = new SharedSessions[1];
    writing =
        mix.writer()
            .lanes(2, threadModel, config -> made[0] = design.create(config, NoTransport.INSTANCE))[
            1];
    reading = Operation.readerOf(made[0]);
  }

  /**
   * Queries.
   *
   * @return the result of {@link Lane#run}
   */
  @Benchmark
  @Group("mix")
  @GroupThreads(1)
  public int reader() {
    return reading.run();
  }

  /**
   * Changes.
   *
   * @return the result of {@link Lane#run}
   */
  @Benchmark
  @Group("mix")
  @GroupThreads(1)
  public int writer() {
    return writing.run();
  }
}
