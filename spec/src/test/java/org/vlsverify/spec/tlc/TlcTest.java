package org.vlsverify.spec.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vlsverify.spec.Fixtures;
import org.vlsverify.spec.model.CheckCommand;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.model.ModelCheck;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.trace.Trace;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class TlcTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path directory;

  private final Map<String, ModelRun> runs = new HashMap<>();
  private final KeptTlc kept = new KeptTlc();

  @AfterAll
  void endKept() {
    kept.close();
  }

  private static TlcOptions options() {
    return TlcOptions.defaults().withOutputDirectory(directory);
  }

  private ModelRun runAgain(String model) throws InterruptedException {
    return new Tlc(TlcJar.find(), options(), kept).run(Fixtures.model(model));
  }

  /** Runs each model only once. */
  private ModelRun run(String model) throws InterruptedException {
    ModelRun run = runs.get(model);
    if (run == null) {
      run = runAgain(model);
      runs.put(model, run);
    }
    return run;
  }

  static Stream<String> models() {
    return ModelCatalog.load(Fixtures.CATALOG).models().stream()
        .filter(model -> model.budget() != Budget.NIGHTLY)
        .map(Model::name);
  }

  @ParameterizedTest
  @MethodSource("models")
  void resultIsAsExpected(String name) throws InterruptedException, IOException {
    ModelRun run = run(name);
    assertThat(ModelCheck.of(run).differences()).as(run.toString()).isEmpty();
    assertThat(Files.readString(run.output())).contains("TLC2 Version");
    assertThat(run.trace().isPresent())
        .isEqualTo(run.verdict().isViolation() || name.equals("StepsEvaluation"));
  }

  @Test
  void stepsHaveArguments() throws InterruptedException {
    Trace trace = run("LendingQueueJump").trace().orElseThrow();
    assertThat(trace.problem())
        .isEqualTo(new Trace.Problem(Verdict.ACTION_PROPERTY, "FirstComeFirstServed"));
    assertThat(trace.steps())
        .extracting(step -> step.operation().toString())
        .containsExactly(
            "Borrow(r=r1, b=b1)",
            "Request(r=r2, b=b1)",
            "Request(r=r3, b=b1)",
            "Return(r=r1, b=b1)");
    assertThat(trace.state(4).get("holder")).hasToString("(b1 :> r3)");
    assertThat(trace.lasso()).isEmpty();
  }

  @Test
  void lassoReturnsToState() throws InterruptedException {
    Trace trace = run("LendingLasso").trace().orElseThrow();
    Trace.Lasso lasso = trace.lasso().orElseThrow();
    assertThat(lasso.start()).isEqualTo(1);
    assertThat(lasso.operation().map(Operation::action)).contains("Return");
  }

  @Test
  void lassoMayStutter() throws InterruptedException {
    assertThat(run("LendingStuttering").trace().orElseThrow().lasso())
        .contains(new Trace.Lasso(2, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LendingStuttering", "LendingLimitless"})
  void traceIsDeterministic(String model) throws InterruptedException {
    assertThat(runAgain(model).trace()).isEqualTo(run(model).trace());
  }

  @Test
  void lassoIsNotAttributedToTrueProperty() throws InterruptedException {
    Model model = Fixtures.model("LendingLasso");
    Model mistaken =
        new Model(
            model.name(),
            model.what(),
            model.specification(),
            model.module(),
            model.config(),
            model.generated(),
            model.budget(),
            model.seededDefect(),
            model.actionCoverage(),
            model.workers(),
            model.simulate(),
            new Model.Expectation(Verdict.LIVENESS, "Served", null, null, null, null));

    assertThat(new Tlc(TlcJar.find(), options()).run(mistaken).trace())
        .isEqualTo(run("LendingLasso").trace());
  }

  @Test
  void countsHowOftenEachActionIsTaken() throws InterruptedException {
    ModelRun lending =
        new Tlc(TlcJar.find(), options().withCoverage(true), kept).run(Fixtures.model("LendingOk"));
    assertThat(lending.coverage())
        .isEqualTo(
            Map.of(
                "Borrow", new ActionCoverage(2, 2),
                "Request", new ActionCoverage(2, 2),
                "Return", new ActionCoverage(0, 4)));
    ModelRun steps =
        new Tlc(TlcJar.find(), options().withCoverage(true), kept)
            .run(Fixtures.model("StepsConstrained"));
    assertThat(steps.coverage()).containsEntry("Blunder", new ActionCoverage(0, 0));
    assertThat(run("LendingOk").coverage()).isEmpty();
  }

  @Test
  void reportsProgress() throws InterruptedException {
    List<String> lines = new ArrayList<>();
    new Tlc(TlcJar.find(), options().withProgress(lines::add)).run(Fixtures.model("LendingOk"));
    assertThat(lines).anyMatch(line -> line.matches("Progress.*5 distinct states found.*"));
  }

  @Test
  void meaningOfPropertyIsShown() throws InterruptedException {
    assertThat(run("LendingLimitless").sentence())
        .isEqualTo(
            "The invariant OneLoan is false in the last state."
                + " It says: A reader has at most one book at a time.");
  }

  @Test
  void missingFilesAreNamed() {
    Model model = Fixtures.model("LendingOk");
    Path missing = Fixtures.SPECS.resolve("Missing.tla");
    Model wrong =
        new Model(
            "m",
            "What",
            model.specification(),
            missing,
            model.config(),
            null,
            model.budget(),
            null,
            false,
            1,
            null,
            model.expected());
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> new Tlc(TlcJar.find(), options()).run(wrong))
        .withMessage("There is no file " + missing + ".");
  }

  @Test
  void longRunIsStopped() throws Exception {
    Tlc tlc = new Tlc(TlcJar.find(), options().withTimeout(Duration.ofSeconds(2)));
    ModelRun run = tlc.run(Fixtures.model("Endless"));
    assertThat(run.verdict()).isEqualTo(Verdict.TIMEOUT);
    assertThat(ModelCheck.of(run).differences())
        .containsExactly("result: expected OK, found TIMEOUT");
    assertThat(endlessRuns(ProcessHandle.current())).isEmpty();
  }

  @Test
  void interruptedRunIsStopped() throws Exception {
    Tlc tlc = new Tlc(TlcJar.find(), options());
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                tlc.run(Fixtures.model("Endless"));
                end.complete(null);
              } catch (InterruptedException | RuntimeException e) {
                end.complete(e);
              }
            });
    thread.start();
    Child process = waitForTlc();
    thread.interrupt();
    assertThat(end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(InterruptedException.class);
    process.assertGone();
  }

  @Test
  void tlcStopsWithThisJvm() throws Exception {
    Process jvm = checkInAnotherJvm();
    Child process = waitForTlc(jvm.toHandle());
    jvm.destroy();
    assertThat(jvm.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    process.assertGone();
  }

  @Test
  void tlcEndsAfterThisJvmIsKilled() throws Exception {
    Process jvm = checkInAnotherJvm();
    Child process = waitForTlc(jvm.toHandle());
    jvm.destroyForcibly();
    assertThat(jvm.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    process.process().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    TemporaryDirectory.delete(process.directory());
  }

  private static Process checkInAnotherJvm() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-D" + ProjectRoot.PROPERTY + "=" + ProjectRoot.path(),
            "-cp",
            System.getProperty("java.class.path"),
            CheckCommand.class.getName(),
            "--catalog",
            Fixtures.CATALOG.toString(),
            "Endless")
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("out").toFile())
        .start();
  }

  /** A running JVM of TLC and its private directory. */
  private record Child(ProcessHandle process, Path directory) {
    void assertGone() throws Exception {
      process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(directory).doesNotExist();
    }
  }

  private static Child waitForTlc() {
    return waitForTlc(ProcessHandle.current());
  }

  private static Child waitForTlc(ProcessHandle parent) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      for (Child child : endlessRuns(parent)) {
        if (Files.exists(child.directory().resolve("states"))) {
          return child;
        }
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    throw new AssertionError("TLC was not started");
  }

  private static List<Child> endlessRuns(ProcessHandle parent) {
    Pattern arguments = Pattern.compile("-Djava\\.io\\.tmpdir=(\\S+).*Endless\\.cfg");
    List<Child> runs = new ArrayList<>();
    parent
        .children()
        .forEach(
            child -> {
              Matcher match = arguments.matcher(child.info().commandLine().orElse(""));
              if (match.find()) {
                runs.add(new Child(child, Path.of(match.group(1))));
              }
            });
    return runs;
  }
}
