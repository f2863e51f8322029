package org.vlsverify.spec.junit;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tlc.KeptTlc;
import org.vlsverify.spec.tlc.ModelRun;
import org.vlsverify.spec.tlc.Tlc;
import org.vlsverify.spec.tlc.TlcJar;
import org.vlsverify.spec.tlc.TlcOptions;

/** Runs TLC on models, several at a time. Safe for use by several threads once started. */
final class ModelRuns implements AutoCloseable {
  /** TLC runs with one thread, to be deterministic; so two models keep two cores busy. */
  private static final int MODELS_AT_A_TIME = 2;

  /** First those that count actions, since these need other JVMs. */
  private static final Comparator<Model> BY_KIND_AND_SIZE =
      Comparator.comparing(Model::actionCoverage)
          .reversed()
          .thenComparing(
              model -> model.expected().generated(),
              Comparator.nullsFirst(Comparator.reverseOrder()));

  private final ExecutorService threads = Executors.newFixedThreadPool(MODELS_AT_A_TIME);
  private final KeptTlc kept = new KeptTlc();
  private final Map<Model, Future<ModelRun>> runs = new LinkedHashMap<>();

  private ModelRuns() {}

  /** The longest models first in each kind, so that all cores finish at about the same time. */
  static List<Model> largestFirst(List<Model> models) {
    return models.stream().map(Model::asAsked).sorted(BY_KIND_AND_SIZE).toList();
  }

  /** Starts TLC on models in their order. */
  static ModelRuns start(List<Model> models, Duration timeout) {
    ModelRuns started = new ModelRuns();
    TlcJar jar = TlcJar.find();
    TlcOptions options = TlcOptions.defaults().withTimeout(timeout);
    Queue<FutureTask<ModelRun>> counting = new ConcurrentLinkedQueue<>();
    Queue<FutureTask<ModelRun>> others = new ConcurrentLinkedQueue<>();
    for (Model model : models) {
      Tlc tlc = new Tlc(jar, options.withCoverage(model.actionCoverage()), started.kept);
      FutureTask<ModelRun> run = new FutureTask<>(() -> tlc.run(model));
      started.runs.put(model, run);
      (model.actionCoverage() ? counting : others).add(run);
    }
    started.threads.execute(() -> runAll(counting, others));
    started.threads.execute(() -> runAll(others, counting));
    started.threads.shutdown();
    return started;
  }

  /** Each kind in one JVM for as long as possible: the start of another one takes seconds. */
  private static void runAll(
      Queue<FutureTask<ModelRun>> first, Queue<FutureTask<ModelRun>> afterwards) {
    for (Queue<FutureTask<ModelRun>> runs : List.of(first, afterwards)) {
      for (FutureTask<ModelRun> run = runs.poll();
          run != null && !Thread.currentThread().isInterrupted();
          run = runs.poll()) {
        run.run();
      }
    }
  }

  List<Model> models() {
    return List.copyOf(runs.keySet());
  }

  /** Waits for the run of a model. */
  ModelRun of(Model model) throws InterruptedException {
    try {
      return runs.get(model).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BadInputException bad) {
        throw bad;
      }
      throw new IllegalStateException(model.name() + ": " + e.getCause().getMessage(), e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    boolean interrupted = Thread.interrupted();
    // The interrupt ends TLC, and with it the use of its JVMs.
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    kept.close();
  }
}
