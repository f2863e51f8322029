package org.vlsverify.spec.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.run.BadInputException;

class StepCoverageTest {
  private static final String MODULE =
      """
      ---- MODULE Steps ----
      Take(t) ==
        IF free
          THEN /\\ free' = FALSE
               /\\ UNCHANGED <<x>>
          ELSE /\\ x' = t
               /\\ UNCHANGED <<free>>
      Give(t) ==
        /\\ free' = TRUE
        /\\ UNCHANGED <<x>>
      Other(t) ==
        /\\ UNCHANGED <<x>>
      Enter(t) == Give(t) /\\ UNCHANGED <<x>>
      Leave(t, next) ==
        /\\ IF next
             THEN Other(t) /\\ UNCHANGED free
             ELSE /\\ UNCHANGED free
                  /\\ Other(t)
        /\\ UNCHANGED x
      Allowed(op) == op # "none"
      Begin(t) == \\/ Allowed("enter") /\\ Enter(t) \\/ Other(t)
      Step(t) ==
        CASE at = "a" -> Take(t)
          [] at = "b" -> Give(t)
          [] at = "c" -> Leave(t, TRUE)
          [] at = "d" -> Begin(t)
      ====
      """;

  @TempDir Path directory;

  @Test
  void countsEachBranchOfEachStep() throws IOException {
    Files.writeString(directory.resolve("Steps.tla"), MODULE);
    Map<TlcOutput.Place, Long> evaluations =
        Map.of(
            new TlcOutput.Place("Steps", 5, 13), 3L,
            new TlcOutput.Place("Steps", 10, 6), 2L,
            new TlcOutput.Place("Steps", 13, 13), 5L,
            new TlcOutput.Place("Steps", 19, 6), 4L,
            new TlcOutput.Place("Naturals", 1, 1), 9L);
    assertThat(StepCoverage.of(directory, evaluations))
        .isEqualTo(
            Map.of(
                "Take, branch 1", new ActionCoverage(0, 3),
                "Take, branch 2", new ActionCoverage(0, 0),
                "Give", new ActionCoverage(0, 2),
                "Enter", new ActionCoverage(0, 0),
                "Other", new ActionCoverage(0, 0),
                "Leave, branch 1", new ActionCoverage(0, 0),
                "Leave, branch 2", new ActionCoverage(0, 4)));
  }

  @Test
  void stepWithoutUnchangedIsRejected() throws IOException {
    Files.writeString(
        directory.resolve("Steps.tla"), MODULE.replaceAll("UNCHANGED (free|x)\n", "$1' = $1\n"));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(
            () -> StepCoverage.of(directory, Map.of(new TlcOutput.Place("Steps", 5, 13), 3L)))
        .withMessage(
            "The coverage of the step Leave of Steps is unknown: it does not end with UNCHANGED.");
  }
}
