package org.vlsverify.spec.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class VerdictTableListenerTest {
  @TempDir Path root;
  private VerdictLog log;

  /** The examples cannot be given an argument: the platform creates them. */
  private static VerdictLog logOfExamples;

  static class Recording {
    @Test
    void records() {
      logOfExamples.add(Results.model());
    }
  }

  static class Failing {
    @Test
    void fails() {
      throw new AssertionError("\n\nThe owner is no subscriber.\nmore");
    }
  }

  private static boolean sometimesFails;

  static class Sometimes {
    @Test
    void fails() {
      assertThat(sometimesFails).isFalse();
    }
  }

  static class Idle {
    @Test
    void recordsNothing() {}
  }

  static class CutShort {
    @Test
    void looksAtTheVerdictInTheMiddle() {
      logOfExamples.add(Results.model());
      assertThat(logOfExamples.read().passed()).isFalse();
      assertThat(logOfExamples.read().problems())
          .singleElement()
          .asString()
          .startsWith("The tests of module ")
          .endsWith(" have not come to an end.");
    }
  }

  @BeforeEach
  void createLog() {
    log = new VerdictLog(root);
    logOfExamples = log;
  }

  @Test
  void tableIsPrintedAtTheEnd() {
    assertThat(run(Recording.class))
        .contains("two-workers")
        .endsWith("VERDICT: PASS  1 check, 1 as expected (budget " + Budget.current() + ")\n");
  }

  @Test
  void failedTestTurnsTheVerdictRed() {
    assertThat(run(Recording.class, Failing.class))
        .contains(
            "PROBLEM  "
                + Failing.class.getName()
                + ", fails() failed: The owner is no subscriber. more\n")
        .contains("VERDICT: FAIL  1 check, 1 as expected");
    assertThat(log.read().passed()).isFalse();
  }

  @Test
  void testThatPassesAgainTakesItsProblemBack() {
    sometimesFails = true;
    run(Sometimes.class);
    assertThat(log.read().problems()).hasSize(1);

    sometimesFails = false;
    run(Sometimes.class);
    assertThat(log.read().problems()).isEmpty();
  }

  @Test
  void verdictIsRedUntilTheRunHasEnded() {
    assertThat(run(CutShort.class)).contains("VERDICT: PASS");
    assertThat(log.read().passed()).isTrue();
  }

  @Test
  void runThatChecksNothingPrintsNothing() {
    log.add(Results.model());

    assertThat(run(Idle.class)).isEmpty();
  }

  @Test
  void folderThatCannotBeWrittenIsSaidInOneSentence() throws IOException {
    Files.writeString(root.resolve("target"), "a file where the folder should be");

    assertThat(run(Idle.class).lines())
        .hasSize(1)
        .allMatch(line -> line.startsWith("Cannot write"));
  }

  private String run(Class<?>... examples) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    LauncherConfig config =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestExecutionListeners(new VerdictTableListener(log, out))
            .build();
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    for (Class<?> example : examples) {
      request.selectors(selectClass(example));
    }
    LauncherFactory.create(config).execute(request.build());
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
