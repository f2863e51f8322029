package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.tlc.ModelRun;
import org.vlsverify.spec.tlc.Tlc;
import org.vlsverify.spec.tlc.TlcJar;
import org.vlsverify.spec.tlc.TlcOptions;
import org.vlsverify.spec.trace.FailingTrace;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;
import org.vlsverify.spec.trace.TracePrinter;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * Checks models of the catalog with TLC, one test each. The counterexamples of seeded defects must
 * be the stored ones, see {@link StoredTrace}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ModelChecks {
  /** TLC runs with one thread, to be deterministic; so two models keep two cores busy. */
  private static final int MODELS_AT_A_TIME = 2;

  /** The JVM would warn about classes that cannot be archived. */
  private static final String NO_WARNINGS = "-Xlog:disable";

  /** The longest models first, so that both cores finish at about the same time. */
  private static final Comparator<Model> LARGEST_FIRST =
      Comparator.comparing(
          model -> model.expected().generated(), Comparator.nullsFirst(Comparator.reverseOrder()));

  private final ModelCatalog catalog = ModelCatalog.load();
  private final ExecutorService threads = Executors.newFixedThreadPool(MODELS_AT_A_TIME);
  private final List<ModelRun> finished = new ArrayList<>();
  private final Map<Model, Future<ModelRun>> runs = new LinkedHashMap<>();

  /** The models of this class. */
  abstract boolean checks(Model model);

  /** The time limit of a model, so that a mistake in a specification does not block a run. */
  abstract Duration patience();

  /** The models of this run. */
  List<Model> part(List<Model> models) {
    return models;
  }

  ModelCatalog catalog() {
    return catalog;
  }

  @BeforeAll
  void startAll(@TempDir Path directory) throws InterruptedException {
    TlcJar jar = TlcJar.find();
    TlcOptions options = quickToStart(jar, directory).withTimeout(patience());
    List<Model> largestFirst =
        catalog.models().stream()
            .filter(this::checks)
            .map(Model::asAsked)
            .sorted(LARGEST_FIRST)
            .toList();
    part(largestFirst)
        .forEach(
            model -> {
              Tlc tlc = new Tlc(jar, options.withCoverage(model.actionCoverage()));
              runs.put(model, threads.submit(() -> tlc.run(model)));
            });
  }

  /**
   * Most runs take a second, a fifth of which is loading TLC's classes: one JVM archives them for
   * the others.
   */
  private TlcOptions quickToStart(TlcJar jar, Path directory) throws InterruptedException {
    Path classes = directory.resolve("tlc.jsa");
    Model any =
        catalog.models().stream()
            .filter(model -> model.budget() == Budget.QUICK && model.seededDefect() != null)
            .findFirst()
            .orElseThrow();
    TlcOptions first =
        TlcOptions.defaults()
            .withOutputDirectory(directory)
            .withJvmOptions(List.of(NO_WARNINGS, "-XX:ArchiveClassesAtExit=" + classes));
    new Tlc(jar, first).run(any);
    return Files.exists(classes)
        ? TlcOptions.defaults()
            .withJvmOptions(List.of(NO_WARNINGS, "-XX:SharedArchiveFile=" + classes))
        : TlcOptions.defaults();
  }

  @AfterAll
  void stopAll() throws IOException {
    threads.shutdownNow();
    Path table =
        ProjectRoot.path()
            .resolve(Path.of("target", "verification", getClass().getSimpleName() + ".md"));
    Files.createDirectories(table.getParent());
    Files.writeString(table, ModelTable.of(finished));
  }

  ModelRun run(Model model) throws InterruptedException {
    try {
      return runs.get(model).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(model.name() + ": " + e.getCause().getMessage(), e);
    }
  }

  Stream<Named<Model>> models() {
    return runs.keySet().stream().map(model -> Named.of(model.name(), model));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("models")
  void isAsExpected(Model model) throws InterruptedException {
    ModelRun run = run(model);
    finished.add(run);
    ModelCheck check = ModelCheck.of(run);
    if (model.expected().traceLength() != null && check.passed()) {
      Optional<String> difference =
          StoredTrace.of(model).compare(run.trace().orElseThrow(), model.writeCommand());
      if (difference.isPresent()) {
        check = check.and(difference.get());
      }
    }
    VerdictLog.record(check.result(run.trace().map(ModelChecks::report).orElse(null)));
    assertThat(check.differences()).withFailMessage(message(check)).isEmpty();
  }

  /** The differences, with the commands for the stored counterexample. */
  static String message(ModelCheck check) {
    return check.message()
        + check
            .run()
            .trace()
            .map(trace -> FailingTrace.commands(trace, file(trace), ""))
            .orElse("");
  }

  private static Path file(Trace trace) {
    return FailingTrace.folder().resolve(trace.model() + ".json");
  }

  /** Writes a counterexample as a file. */
  static Path report(Trace trace) {
    Path json = file(trace);
    TraceJson.write(trace, json);
    try {
      Files.writeString(
          FailingTrace.folder().resolve(trace.model() + ".txt"), TracePrinter.print(trace));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return json;
  }
}
