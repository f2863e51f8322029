package org.vlsverify.linearizability.tracevalidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vlsverify.linearizability.tracevalidation.ValidationReport.Rejection;
import org.vlsverify.sessions.design.Design;

/** A few recorded runs are behaviours of the specification; a changed one is none. */
class TraceValidationTest {
  private static final String COMMAND =
      "mvn -q -pl linearizability -am test -Dtest=TraceValidationTest";

  private static final int RUNS = 6;
  private static final int CALLS = 30;

  @ParameterizedTest
  @EnumSource(Design.class)
  void freeRunsAreAccepted(Design design) {
    TraceValidationCheck.validate(design, "recorded runs", RUNS, CALLS, COMMAND);
  }

  /** Runs in random interleavings: what a rejection says can be seen again. */
  @ParameterizedTest
  @EnumSource(Design.class)
  void runsInTurnsAreAccepted(Design design) {
    TraceValidationCheck.validateInTurns(
        design, "runs in random interleavings", RUNS / 3, CALLS, COMMAND);
  }

  @ParameterizedTest
  @EnumSource(Design.class)
  void sameSeedGivesTheSameRun(Design design, @TempDir Path folder) throws IOException {
    for (String name : List.of("one", "two")) {
      TraceValidationCheck.recordInTurns(design, CALLS, 3).write(folder.resolve(name));
    }

    assertThat(Files.readString(folder.resolve("one")))
        .isEqualTo(Files.readString(folder.resolve("two")));
  }

  @ParameterizedTest
  @EnumSource(Design.class)
  void everyChangeIsRejected(Design design, @TempDir Path folder) throws IOException {
    List<ChangedRuns.Change> changes = ChangedSteps.all(design);
    List<RecordedRun> runs = new ArrayList<>();
    runs.add(RecordedRun.read(ChangedSteps.stored(design)));
    if (design == Design.LOCKED) {
      runs.add(RecordedRun.read(ChangedRuns.REFUSALS));
    } else if (design == Design.OPTIMISTIC) {
      runs.add(ChangedSteps.addedMeanwhile().run(folder));
    }
    int unchanged = runs.size();
    for (ChangedRuns.Change change : changes) {
      runs.add(change.run(folder));
    }

    List<Rejection> rejections = TraceValidation.validate(runs).rejections();

    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < changes.size(); i++) {
      ChangedRuns.Change change = changes.get(i);
      int run = i + unchanged;
      List<Rejection> found = rejections.stream().filter(r -> r.run() == run).toList();
      TraceValidationCheck.recordControl(design, change, found, COMMAND);
      softly
          .assertThat(found)
          .as(change.name())
          .hasSize(1)
          .allSatisfy(
              rejection -> {
                assertThat(rejection.line()).isEqualTo(change.line());
                assertThat(rejection.sentence()).contains(change.sentence());
              });
    }
    softly
        .assertThat(rejections)
        .as("the stored runs themselves, and others that are right")
        .noneMatch(rejection -> rejection.run() < unchanged);
    softly.assertAll();
  }
}
