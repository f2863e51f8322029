package org.vlsverify.spec.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.model.ModelCheck;
import org.vlsverify.spec.model.StoredTrace;
import org.vlsverify.spec.model.WriteCommand;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.tlc.ModelRun;
import org.vlsverify.spec.tlc.TlcOptions;
import org.vlsverify.spec.trace.FailingTrace;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;
import org.vlsverify.spec.trace.TracePrinter;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * Models as tests of JUnit 5, one for each:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> models() {
 *   return ModelTests.of(Path.of("src/test/tla/manifest.json")).tests();
 * }
 * }</pre>
 *
 * <p>A test passes if TLC's verdict, the violated property, the numbers of states, the depth, the
 * length of the counterexample and the warnings are the expected ones. Otherwise its message has
 * the differences, the counterexample and the command that repeats it. Each check is also a line of
 * the verdict table, and each counterexample a file in {@code target/verification/traces}; that of
 * a failed test is there as a page, too.
 *
 * <p>The first call of {@link #tests} or {@link #run} starts TLC on all models, several at a time.
 * Not safe for use by several threads, but for {@link #run}.
 */
public final class ModelTests implements AutoCloseable {
  /** The system property with the names of the only models to check, separated by commas. */
  public static final String ONLY_PROPERTY = "vls.model";

  /** The system property with which the tests of a manifest store the numbers. */
  public static final String UPDATE_PROPERTY = "vls.models.update";

  private final String testClass;

  /** The manifest of another project; null for models of this one, and for declared ones. */
  private final Path manifest;

  private final boolean ownProject;
  private List<Model> models;
  private Duration timeout = TlcOptions.defaults().timeout();
  private UnaryOperator<List<Model>> part = all -> all;
  private ModelRuns runs;
  private final List<ModelRun> finished = new ArrayList<>();

  private ModelTests(String testClass, Path manifest, boolean ownProject, List<Model> models) {
    this.testClass = testClass;
    this.manifest = manifest;
    this.ownProject = ownProject;
    this.models = models;
  }

  /**
   * The models of a manifest, up to the budget of the run. The class that calls this method is
   * named by the commands that repeat a test.
   *
   * @param manifest the file, from the working directory, which with Maven is the module's folder;
   *     its modules are in its folder or in one above
   * @return the tests, not started
   * @throws BadInputException if the manifest cannot be read or is not consistent
   */
  public static ModelTests of(Path manifest) {
    List<Model> models =
        ModelCatalog.load(manifest).models().stream()
            .filter(model -> Budget.current().includes(model.budget()))
            .toList();
    return new ModelTests(caller(), manifest, false, models);
  }

  /**
   * Models without a manifest. The class that calls this method is named by the commands that
   * repeat a test.
   *
   * @param models at least one; see {@link org.vlsverify.spec.model.DeclaredModel}
   * @return the tests, not started
   */
  public static ModelTests of(Model... models) {
    return new ModelTests(caller(), null, false, List.of(models));
  }

  /**
   * Models of this project, whose counterexamples have to be the stored ones.
   *
   * @param models some of {@link ModelCatalog#load()}, not null
   * @return the tests, not started
   */
  public static ModelTests ofProject(List<Model> models) {
    return new ModelTests(caller(), null, true, models);
  }

  /** The class that uses this one: the name of a nested class begins with that of its file. */
  private static String caller() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .map(StackWalker.StackFrame::getClassName)
                    .filter(name -> !name.equals(ModelTests.class.getName()))
                    .findFirst())
        .map(name -> name.substring(name.lastIndexOf('.') + 1).replaceFirst("\\$.*", ""))
        .orElseThrow();
  }

  /**
   * @param limit the time after which TLC is stopped, for each model; an hour by default
   * @return this
   */
  public ModelTests withTimeout(Duration limit) {
    timeout = limit;
    return this;
  }

  /**
   * @param selection chooses a part of the models, the longest of which come first
   * @return this
   */
  public ModelTests withPart(UnaryOperator<List<Model>> selection) {
    part = selection;
    return this;
  }

  /**
   * Starts TLC, unless it has been started.
   *
   * @return one test for each model, named like it; closing the stream, as JUnit does, stops TLC
   * @throws BadInputException if the system property {@value #ONLY_PROPERTY} names no model
   */
  public Stream<DynamicTest> tests() {
    if (manifest != null && Boolean.getBoolean(UPDATE_PROPERTY)) {
      return Stream.of(DynamicTest.dynamicTest("numbers are stored", this::update));
    }
    List<DynamicTest> tests =
        started().models().stream()
            .map(model -> DynamicTest.dynamicTest(model.name(), () -> check(model)))
            .toList();
    return tests.stream().onClose(this::closeUnlessOfProject);
  }

  /** The project's tests ask for runs after the last test. */
  private void closeUnlessOfProject() {
    if (!ownProject) {
      close();
    }
  }

  private void update() {
    int exitCode =
        WriteCommand.run("--catalog", manifest.toString(), "--budget", Budget.current().toString());
    if (exitCode != 0) {
      throw new AssertionError("The numbers are not stored: see the output.");
    }
  }

  private ModelRuns started() {
    if (runs == null) {
      runs = ModelRuns.start(part.apply(ModelRuns.largestFirst(selected())), timeout);
    }
    return runs;
  }

  private List<Model> selected() {
    String only = System.getProperty(ONLY_PROPERTY, "").strip();
    if (only.isEmpty()) {
      return models;
    }
    List<String> names = Arrays.stream(only.split("\\s*,\\s*")).toList();
    List<String> known = models.stream().map(Model::name).toList();
    if (!ownProject && !known.containsAll(names)) {
      throw new BadInputException(
          "-D%s=%s: %s has the models %s."
              .formatted(ONLY_PROPERTY, only, testClass, String.join(", ", known)));
    }
    return models.stream().filter(model -> names.contains(model.name())).toList();
  }

  /**
   * Waits for a run.
   *
   * @param model one of the models, not null
   * @return its run
   * @throws InterruptedException if this thread is interrupted
   */
  public ModelRun run(Model model) throws InterruptedException {
    return started().of(model);
  }

  /**
   * @return the models in the order of their tests; starts TLC, unless it has been started
   */
  public List<Model> models() {
    return started().models();
  }

  /**
   * @return the runs whose tests have ended; a copy
   */
  public List<ModelRun> finished() {
    return List.copyOf(finished);
  }

  private void check(Model model) throws InterruptedException {
    ModelRun run = run(model);
    finished.add(run);
    ModelCheck check = compared(run);
    String reproduce = command(model);
    VerdictLog.record(check.result(run.trace().map(ModelTests::report).orElse(null), reproduce));
    if (!check.passed()) {
      throw new AssertionError(message(check, reproduce, storeCommand(model)));
    }
  }

  private ModelCheck compared(ModelRun run) {
    ModelCheck check = ModelCheck.of(run);
    Model model = run.model();
    if (model.expected().traceLength() == null || !check.passed()) {
      return check;
    }
    StoredTrace stored = StoredTrace.of(model);
    if (!ownProject && !Files.exists(stored.file())) {
      return check;
    }
    Optional<String> difference = stored.compare(run.trace().orElseThrow(), storeCommand(model));
    return difference.map(check::and).orElse(check);
  }

  private String command(Model model) {
    return ownProject
        ? model.command()
        : "mvn test -Dtest=%s -D%s=%s".formatted(testClass, ONLY_PROPERTY, model.name());
  }

  private String storeCommand(Model model) {
    if (ownProject) {
      return model.writeCommand();
    }
    return manifest == null
        ? "change the numbers in " + testClass
        : "mvn test -Dtest=%s -D%s=true".formatted(testClass, UPDATE_PROPERTY);
  }

  /** The differences, with the commands for the stored counterexample. */
  static String message(ModelCheck check, String reproduce, String store) {
    return check.message(reproduce, store)
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

  /** Stops TLC. */
  @Override
  public void close() {
    if (runs != null) {
      runs.close();
    }
  }

  @Override
  public String toString() {
    return models.stream().map(Model::name).collect(Collectors.joining(", "));
  }
}
