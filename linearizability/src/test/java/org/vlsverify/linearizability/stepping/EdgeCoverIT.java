package org.vlsverify.linearizability.stepping;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.spec.run.Budget;

/** The designs take every step of larger models, and some mutants do not. */
class EdgeCoverIT {
  private static final String COMMAND =
      "mvn -q -pl linearizability -am verify -Dtest=none -Dit.test=EdgeCoverIT";

  static List<EdgeCoverCheck.Expected> models() {
    return Arrays.stream(Budget.values())
        .filter(budget -> budget != Budget.QUICK)
        .filter(budget -> budget == Budget.STANDARD || Budget.current().includes(Budget.NIGHTLY))
        .flatMap(budget -> EdgeCoverCheck.all(budget).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("models")
  void designTakesEveryStep(EdgeCoverCheck.Expected model) {
    try (EdgeCover<?, ?> cover = EdgeCoverCheck.cover(model.model())) {
      EdgeCoverCheck.drive(cover, model, COMMAND);
    }
  }

  static List<SteppingDefect> found() {
    return EdgeCoverCheck.defects(Budget.STANDARD);
  }

  @ParameterizedTest
  @MethodSource("found")
  void defectIsFound(SteppingDefect defect) {
    try (EdgeCover<?, ?> cover = EdgeCoverCheck.cover(EdgeCoverCheck.model(defect))) {
      EdgeCoverCheck.find(cover, defect, COMMAND);
    }
  }
}
