package org.vlsverify.linearizability.stepping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.spec.run.Budget;

/** {@code locked} takes every step of a small model, and each of its mutants does not. */
class EdgeCoverTest {
  private static final String COMMAND = "mvn -q -pl linearizability -am test -Dtest=EdgeCoverTest";

  private static EdgeCoverCheck.Expected smallest;
  private static EdgeCover cover;

  @BeforeAll
  static void explore() {
    smallest = EdgeCoverCheck.all(Budget.QUICK).get(0);
    cover = EdgeCoverCheck.cover(smallest.model());
  }

  @AfterAll
  static void close() {
    cover.close();
  }

  @Test
  void lockedTakesEveryStep() {
    EdgeCoverCheck.drive(cover, smallest, COMMAND);
  }

  @Test
  void lockedTakesEveryStepWithTwoSessions() {
    EdgeCoverCheck.Expected twoSessions = EdgeCoverCheck.all(Budget.QUICK).get(1);
    try (EdgeCover larger = EdgeCoverCheck.cover(twoSessions.model())) {
      EdgeCoverCheck.drive(larger, twoSessions, COMMAND);
    }
  }

  @Test
  void everyConcurrentDefectIsFoundOrExcused() {
    Set<String> named =
        SteppingDefect.all().stream().map(SteppingDefect::name).collect(Collectors.toSet());
    assertThat(named).containsAll(SteppingDefect.concurrent().keySet());
    assertThat(SteppingDefect.all())
        .allSatisfy(
            defect ->
                assertThat(defect.step() == null ? defect.reason() : defect.step())
                    .as("the step at which %s is found, or why it is not", defect)
                    .isNotBlank());
  }

  static List<SteppingDefect> found() {
    return SteppingDefect.foundBy(SteppingDefect.EDGE_COVER);
  }

  @ParameterizedTest
  @MethodSource("found")
  void defectIsFound(SteppingDefect defect) {
    EdgeCoverCheck.find(cover, defect, COMMAND);
  }
}
