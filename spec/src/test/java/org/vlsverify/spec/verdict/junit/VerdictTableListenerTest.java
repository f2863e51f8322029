package org.vlsverify.spec.verdict.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;
import org.vlsverify.spec.verdict.Results;
import org.vlsverify.spec.verdict.VerdictLog;

class VerdictTableListenerTest {
  private static final Path STORED =
      ProjectRoot.path()
          .resolve(
              Path.of(
                  "spec", "counterexamples", "SharedData", "invariants", "NoticesAreForOwners"));

  private static final ModuleRun THIS =
      new ModuleRun("example", "today", ProcessHandle.current().pid());

  @TempDir Path root;
  private VerdictLog log;
  private ByteArrayOutputStream printed;
  private VerdictTableListener listener;
  private boolean lastModule;

  @BeforeEach
  void createListener() {
    log = new VerdictLog(root);
    printed = new ByteArrayOutputStream();
    listener = listener(THIS);
  }

  @Test
  void tableIsPrintedAtTheEnd() {
    start();
    log.add(Results.model());
    pass();
    assertThat(printed()).isEmpty();

    end();
    assertThat(printed())
        .contains("two-workers")
        .endsWith("VERDICT: PASS  1 check, 1 as expected (budget " + Budget.current() + ")\n");
  }

  @Test
  void failedTestTurnsTheVerdictRed() {
    start();
    log.add(Results.model());
    fail(new AssertionError("\n\nThe owner is\nno subscriber."));
    end();

    assertThat(log.read().passed()).isFalse();
    assertThat(printed())
        .contains(
            "PROBLEM  org.vlsverify.OwnerTest, ownerChange() failed: The owner is no subscriber.\n")
        .contains("VERDICT: FAIL  1 check, 1 as expected");
  }

  @Test
  void failureWithoutMessageIsShownToo() {
    start();
    fail(new IllegalStateException());
    end();

    assertThat(printed()).contains("ownerChange() failed: IllegalStateException\n");
  }

  @Test
  void passingTestResolvesItsProblem() {
    start();
    fail(new AssertionError("The owner is no subscriber."));
    end();
    assertThat(log.read().problems()).hasSize(1);

    start();
    pass();
    end();
    assertThat(log.read().problems()).isEmpty();
  }

  @Test
  void verdictIsRedUntilTheRunHasEnded() {
    start();
    log.add(Results.model());
    assertThat(log.read().passed()).isFalse();
    assertThat(log.read().problems())
        .singleElement()
        .asString()
        .startsWith("The tests of module ")
        .endsWith(" did not finish.");

    end();
    assertThat(log.read().passed()).isTrue();
  }

  @Test
  void runWithoutChecksPrintsNothing() {
    log.add(Results.model());
    start();
    pass();
    end();

    assertThat(printed()).isEmpty();
  }

  @Test
  void lastModuleRepeatsTheVerdict() {
    log.add(Results.model());
    lastModule = true;
    listener = listener(THIS);
    start();
    pass();
    end();

    assertThat(printed())
        .isEqualTo("\nVERDICT: PASS  1 check, 1 as expected (budget " + Budget.current() + ")\n");
  }

  @Test
  void withoutAnyCheckThereIsNoVerdict() {
    start();
    pass();
    end();

    assertThat(printed())
        .isEqualTo("\nVERDICT: NONE, no check ran (budget " + Budget.current() + ")\n");
  }

  @Test
  void withoutAnyTestNothingIsPrinted() {
    start();
    end();

    assertThat(printed()).isEmpty();
  }

  @Test
  void failingCheckGetsThePageOfItsTrace() throws IOException {
    Path traces = root.resolve("target").resolve("verification").resolve("traces");
    Trace trace = TraceJson.read(STORED.resolve("Defect_notice-twice.json"));
    TraceJson.write(trace, traces.resolve("owner.itf.json"));
    start();
    log.add(Results.failing(traces.resolve("owner.txt")));
    fail(new AssertionError("The owner is no subscriber."));

    assertThat(traces.resolve("owner.html")).content().contains("NoticesAreForOwners");
    assertThat(log.folder().resolve("first-failing-trace.html"))
        .hasSameTextualContentAs(traces.resolve("owner.html"));
    end();
    assertThat(log.folder().resolve("summary.md"))
        .content()
        .contains("Page of the first failing trace: `target/verification/traces/owner.html`");
  }

  @Test
  void unreadableTraceIsOneSentence() throws IOException {
    Path traces =
        Files.createDirectories(root.resolve("target").resolve("verification").resolve("traces"));
    Files.writeString(traces.resolve("owner.itf.json"), "{");
    start();
    log.add(Results.failing(traces.resolve("owner.itf.json")));
    fail(new AssertionError("The owner is no subscriber."));

    assertThat(printed().lines())
        .singleElement()
        .asString()
        .startsWith("The file " + traces.resolve("owner.itf.json"));
    assertThat(log.read().problems()).hasSize(2);
  }

  @Test
  void unwritableFolderIsOneSentence() throws IOException {
    Files.writeString(root.resolve("target"), "a file where the folder should be");
    start();
    pass();
    end();

    assertThat(printed().lines()).singleElement().asString().startsWith("Cannot write to ");
  }

  /** As the JUnit platform makes it: in a process of its own, with a root that is none. */
  @Test
  void wrongRootIsOneSentence() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dvls.root=" + root,
                SessionWithoutTests.class.getName())
            .directory(root.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output.lines())
        .singleElement()
        .asString()
        .isEqualTo("-Dvls.root=" + root + " names a directory without spec/tla.");
  }

  /** Opens a session of the platform with this listener, and runs no test. */
  static final class SessionWithoutTests {
    private SessionWithoutTests() {}

    public static void main(String[] arguments) {
      try (LauncherSession session = LauncherFactory.openSession()) {
        session.getLauncher().discover(LauncherDiscoveryRequestBuilder.request().build());
      }
    }
  }

  @Test
  void onlyTheLastProcessOfAModulePrints() {
    ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
    VerdictTableListener other = listener(new ModuleRun(THIS.module(), THIS.build(), parent.pid()));
    start();
    other.begin();
    log.add(Results.model());
    end();
    assertThat(printed()).isEmpty();
    assertThat(log.read().passed()).isFalse();

    other.end();
    assertThat(printed())
        .endsWith("VERDICT: PASS  1 check, 1 as expected (budget " + Budget.current() + ")\n");
  }

  @Test
  void deadProcessKeepsVerdictRed() {
    listener(new ModuleRun(THIS.module(), THIS.build(), Long.MAX_VALUE)).begin();
    start();
    log.add(Results.model());
    end();

    assertThat(printed())
        .contains(", process 9223372036854775807) did not finish.")
        .contains("VERDICT: FAIL");
  }

  @Test
  void deadEarlierBuildIsIgnored() {
    listener(new ModuleRun(THIS.module(), "yesterday", Long.MAX_VALUE)).begin();
    start();
    log.add(Results.model());
    end();

    assertThat(log.read().passed()).isTrue();
  }

  private VerdictTableListener listener(ModuleRun run) {
    return new VerdictTableListener(
        () -> log, new PrintStream(printed, true, StandardCharsets.UTF_8), run, lastModule);
  }

  private void start() {
    listener.begin();
  }

  private void end() {
    listener.end();
  }

  private void pass() {
    listener.executionFinished(test(), TestExecutionResult.successful());
  }

  private void fail(Throwable cause) {
    listener.executionFinished(test(), TestExecutionResult.failed(cause));
  }

  private static TestIdentifier test() {
    return TestIdentifier.from(
        new AbstractTestDescriptor(
            UniqueId.forEngine("example"),
            "ownerChange()",
            MethodSource.from("org.vlsverify.OwnerTest", "ownerChange")) {
          @Override
          public Type getType() {
            return TestDescriptor.Type.TEST;
          }
        });
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
