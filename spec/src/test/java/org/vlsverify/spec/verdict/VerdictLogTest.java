package org.vlsverify.spec.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.run.Budget;

class VerdictLogTest {
  @TempDir Path root;
  private VerdictLog log;

  @BeforeEach
  void createLog() {
    log = new VerdictLog(root);
  }

  @Test
  void verdictIsWrittenWithEachResult() throws IOException {
    log.add(Results.model());
    assertThat(verdict().at("/verdict").asText()).isEqualTo("pass");

    log.add(Results.failing());
    assertThat(verdict().at("/verdict").asText()).isEqualTo("fail");
    assertThat(verdict().at("/checks")).hasSize(2);
  }

  @Test
  void jsonHasEveryFieldOfEachCheck() throws IOException {
    log.add(Results.foundDefect());

    String budget = Budget.current().toString();
    assertThat(verdict())
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {
                      "schema": 2,
                      "budget": "%s",
                      "java": "%s",
                      "verdict": "pass",
                      "checks": [{
                        "method": "linearizability",
                        "check": "unshare-against-unshare",
                        "variant": "LockedSharedSessions",
                        "defect": "notify-twice",
                        "expected": "not linearizable",
                        "actual": "not linearizable",
                        "passed": true,
                        "skipped": null,
                        "distinctStates": null,
                        "generatedStates": null,
                        "depth": null,
                        "edges": null,
                        "executions": 26,
                        "seconds": 1.04,
                        "trace": "target/verification/traces/notify-twice.txt",
                        "reproduce": "mvn test -Dtest=UnshareTest",
                        "budget": "%s"
                      }],
                      "problems": []
                    }
                    """
                        .formatted(budget, System.getProperty("java.version"), budget)));
  }

  @Test
  void summaryIsWrittenWithEachResult() {
    log.add(Results.model());
    assertThat(root.resolve("target/verification/summary.md"))
        .content()
        .startsWith("## VERDICT: PASS  1 check");

    log.add(Results.failing());
    assertThat(root.resolve("target/verification/summary.md"))
        .content()
        .startsWith("## VERDICT: FAIL  2 checks, 1 as expected")
        .contains("reproduce: `mvn test -Dtest=owner-is-subscriber`");
  }

  @Test
  void resultsAreReadBackAsTheyWereAdded() {
    log.add(Results.model());
    log.add(Results.foundDefect());
    log.add(Results.skipped("Mermaid"));

    assertThat(log.read().checks())
        .containsExactly(Results.model(), Results.foundDefect(), Results.skipped("Mermaid"));
  }

  @Test
  void orderDoesNotDependOnTheOrderOfAdding() throws IOException {
    log.add(Results.foundDefect());
    log.add(Results.passing("b").build());
    log.add(Results.passing("a").defect("listener-bit-lost").build());
    log.add(Results.passing("a").build());

    assertThat(log.read().checks().stream().map(check -> check.check() + " " + check.defect()))
        .containsExactly(
            "a null", "a listener-bit-lost", "b null", "unshare-against-unshare notify-twice");
  }

  @Test
  void sameCheckAgainReplacesTheEarlierResult() {
    log.add(Results.passing("a").outcome("holds", "violated").build());
    log.add(Results.passing("a").outcome("holds", "holds").build());

    assertThat(log.read().checks()).singleElement().matches(CheckResult::passed);
  }

  @Test
  void namesThatDifferOnlyInPunctuationAreKeptApart() {
    log.add(Results.passing("a b").build());
    log.add(Results.passing("a-b").build());

    assertThat(log.read().checks()).hasSize(2);
  }

  @Test
  void absoluteTraceIsStoredRelativeToTheRoot() {
    Path trace = root.resolve("target").resolve("verification").resolve("traces").resolve("t.txt");
    log.add(Results.passing("a").trace(trace).build());

    assertThat(log.read().checks().get(0).trace()).isEqualTo("target/verification/traces/t.txt");
  }

  @Test
  void problemKeepsVerdictRedUntilResolved() throws IOException {
    log.add(Results.model());
    log.addProblem("a test", "A test ended early.");
    assertThat(verdict().at("/verdict").asText()).isEqualTo("fail");
    assertThat(verdict().at("/problems/0").asText()).isEqualTo("A test ended early.");

    log.removeProblem("a test");
    assertThat(verdict().at("/verdict").asText()).isEqualTo("pass");
  }

  @Test
  void damagedResultBecomesOneSentenceAndTurnsTheVerdictRed() throws IOException {
    Path checks = Files.createDirectories(root.resolve("target/verification/checks"));
    Files.writeString(checks.resolve("damaged.json"), "{ \"method\": \"conformance\",\n  \"check");
    Files.writeString(checks.resolve("empty.json"), "");
    Files.writeString(checks.resolve("incomplete.json"), "{ \"method\": \"conformance\" }");
    log.add(Results.model());

    RunVerdict verdict = log.read();
    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.checks()).containsExactly(Results.model());
    assertThat(verdict.problems())
        .hasSize(3)
        .allMatch(sentence -> sentence.lines().count() == 1)
        .allMatch(
            sentence -> sentence.endsWith("; delete the folder target/verification and run again."))
        .first()
        .asString()
        .startsWith(
            "target/verification/checks/damaged.json is not a check's result (line 2, column ");
    assertThat(verdict().at("/problems")).hasSize(3);
  }

  @Test
  void unwritableFolderIsOneSentence() throws IOException {
    Path target = Files.writeString(root.resolve("target"), "a file where the folder should be");

    assertThatThrownBy(() -> log.add(Results.model()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("Cannot write to " + target.resolve("verification") + ": ")
        .hasMessageEndingWith(
            "; make sure that the disk has space and that the folder is writable.")
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @Test
  @Timeout(60)
  void concurrentThreadsLoseNothing() throws Exception {
    int threads = 8;
    int each = 10;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        String name = "thread-" + thread;
        all.add(executor.submit(() -> addMany(root, name, each)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      executor.shutdownNow();
    }

    assertThat(verdict().at("/checks")).hasSize(threads * each);
    assertNothingUnfinishedIsLeft();
  }

  @Test
  @Timeout(60)
  void concurrentProcessesLoseNothing() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (String name : List.of("first", "second")) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Recorder.class.getName(),
                  root.toString(),
                  name)
              .inheritIO()
              .start());
    }
    for (Process process : processes) {
      assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }

    assertThat(verdict().at("/checks")).hasSize(2 * Recorder.RESULTS);
    assertNothingUnfinishedIsLeft();
  }

  /** The program of the other processes. */
  static final class Recorder {
    static final int RESULTS = 30;

    private Recorder() {}

    public static void main(String[] args) {
      addMany(Path.of(args[0]), args[1], RESULTS);
    }
  }

  private static void addMany(Path root, String name, int count) {
    for (int i = 0; i < count; i++) {
      new VerdictLog(root).add(Results.passing(name + "-" + i).build());
    }
  }

  private void assertNothingUnfinishedIsLeft() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
    }
  }

  private JsonNode verdict() throws IOException {
    return new ObjectMapper().readTree(root.resolve("target/verification/verdict.json").toFile());
  }

  @Test
  void resultsOfAnotherBuildAreForgotten() throws IOException {
    log.forgetOtherBuilds("one");
    log.add(Results.failing());
    log.forgetOtherBuilds("one");
    assertThat(verdict().at("/checks")).hasSize(1);

    log.forgetOtherBuilds("two");
    assertThat(verdict().at("/checks")).isEmpty();
  }
}
