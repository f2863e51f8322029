package org.vlsverify.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/** Runs JMH, and keeps the measurements. */
final class Runs {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final Effort effort;
  private final List<Design> designs;
  private final List<ThreadModel> threadModels;
  private final Map<Key, Samples> measured = new LinkedHashMap<>();

  /**
   * The effort of a measurement. Immutable.
   *
   * @param forks the number of JVMs, one after the other; 0 for a trial run in this JVM
   * @param warmups the number of warm-up iterations
   * @param iterations the number of measured iterations
   * @param milliseconds the length of an iteration
   */
  record Effort(int forks, int warmups, int iterations, int milliseconds) {}

  Runs(Effort effort, List<Design> designs, List<ThreadModel> threadModels) {
    this.effort = effort;
    this.designs = List.copyOf(designs);
    this.threadModels = List.copyOf(threadModels);
  }

  Map<Key, Samples> measured() {
    return measured;
  }

  void operations(Collection<Operation> operations, int threads) throws RunnerException {
    for (boolean prepared : new boolean[] {false, true}) {
      String[] names =
          operations.stream()
              .filter(operation -> operation.isPrepared() == prepared)
              .map(Enum::name)
              .toArray(String[]::new);
      if (names.length > 0) {
        String method = OperationBenchmark.class.getName() + (prepared ? ".runPrepared$" : ".run$");
        run(designsCompared(method, threads).param("operation", names));
      }
    }
  }

  void mixes() throws RunnerException {
    run(
        designsCompared(MixBenchmark.class.getName(), Mix.parts().size())
            .param("mix", names(Mix.values())));
  }

  void limits(int threads) throws RunnerException {
    run(options(LimitBenchmark.class.getName(), threads).param("limit", names(Limit.values())));
  }

  private static String[] names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
  }

  private ChainedOptionsBuilder designsCompared(String benchmark, int threads) {
    return options(benchmark, threads)
        .param("design", names(designs.toArray(new Design[0])))
        .param("threadModel", names(threadModels.toArray(new ThreadModel[0])));
  }

  private ChainedOptionsBuilder options(String benchmark, int threads) {
    TimeValue time = TimeValue.milliseconds(effort.milliseconds());
    return new OptionsBuilder()
        .include(benchmark)
        .mode(Mode.Throughput)
        .timeUnit(TimeUnit.MICROSECONDS)
        .threads(threads)
        .forks(effort.forks())
        .warmupIterations(effort.warmups())
        .warmupTime(time)
        .measurementIterations(effort.iterations())
        .measurementTime(time)
        // A concurrent collector would take a core from the benchmark.
        .jvmArgsAppend("-Xms2g", "-Xmx2g", "-XX:+UseParallelGC")
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true);
  }

  private void run(ChainedOptionsBuilder options) throws RunnerException {
    for (RunResult result : new Runner(options.build()).run()) {
      BenchmarkParams params = result.getParams();
      String mix = params.getParam("mix");
      if (mix != null) {
        Mix mixed = Mix.valueOf(mix);
        keep(mixed.readerTitle(), result, iterations -> part(iterations, "reader"), 1, false);
        keep(mixed.writerTitle(), result, iterations -> part(iterations, "writer"), 1, false);
      } else if (params.getParam("limit") != null) {
        String title = Limit.valueOf(params.getParam("limit")).title();
        keep(title, result, IterationResult::getPrimaryResult, 1, true);
      } else {
        Operation operation = Operation.valueOf(params.getParam("operation"));
        keep(
            operation.title(),
            result,
            IterationResult::getPrimaryResult,
            operation.perRun(),
            !operation.isPrepared());
      }
    }
  }

  private static Result<?> part(IterationResult iteration, String name) {
    return iteration.getSecondaryResults().get(name);
  }

  private void keep(
      String row,
      RunResult result,
      Function<IterationResult, Result<?>> score,
      int perRun,
      boolean bytesAreOfTheRow) {
    BenchmarkParams params = result.getParams();
    String threadModel = params.getParam("threadModel");
    String design = params.getParam("design");
    Key key =
        new Key(
            row,
            params.getThreads(),
            threadModel == null ? null : ThreadModel.valueOf(threadModel),
            design == null ? null : Design.valueOf(design).toString());
    List<Double> perMicrosecond =
        result.getBenchmarkResults().stream()
            .map(BenchmarkResult::getIterationResults)
            .flatMap(Collection::stream)
            .map(iteration -> score.apply(iteration).getScore() * perRun)
            .toList();
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    double bytes =
        allocated == null || !bytesAreOfTheRow ? Double.NaN : allocated.getScore() / perRun;
    measured.put(key, new Samples(perMicrosecond, bytes));
  }
}
