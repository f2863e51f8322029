package org.vlsverify.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
      Step(t) ==
        CASE at = "a" -> Take(t)
          [] at = "b" -> Give(t)
      ====
      """;

  @TempDir Path directory;

  @Test
  void countsEachBranchOfEachStep() throws IOException {
    Files.writeString(directory.resolve("Steps.tla"), MODULE);
    Map<TlcOutput.Place, Long> evaluations =
        Map.of(
            new TlcOutput.Place("Steps", 5), 3L,
            new TlcOutput.Place("Steps", 10), 2L,
            new TlcOutput.Place("Naturals", 1), 9L);
    assertThat(StepCoverage.of(directory, evaluations))
        .isEqualTo(
            Map.of(
                "Take, branch 1", new ActionCoverage(0, 3),
                "Take, branch 2", new ActionCoverage(0, 0),
                "Give", new ActionCoverage(0, 2)));
  }
}
