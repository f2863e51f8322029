package org.vlsverify.linearizability.stepping;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.spec.run.Budget;

/** The designs take every step of larger models, and some mutants do not. */
class EdgeCoverIT {
  private static final String COMMAND =
      "mvn -q -pl linearizability -am verify -Dtest=none -Dit.test=EdgeCoverIT";

  /** Defects are found in graphs that the design takes, too: each is explored once. */
  private static final Map<String, EdgeCover<?, ?>> COVERS = new HashMap<>();

  private static EdgeCover<?, ?> cover(String model) {
    return COVERS.computeIfAbsent(model, EdgeCoverCheck::cover);
  }

  @AfterAll
  static void close() {
    COVERS.values().forEach(EdgeCover::close);
    COVERS.clear();
  }

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
    EdgeCoverCheck.drive(cover(model.model()), model, COMMAND + Budget.options());
    if (found().stream().noneMatch(defect -> EdgeCoverCheck.model(defect).equals(model.model()))) {
      // The graphs of nightly are large.
      COVERS.remove(model.model()).close();
    }
  }

  static List<SteppingDefect> found() {
    return EdgeCoverCheck.defects(Budget.STANDARD);
  }

  @ParameterizedTest
  @MethodSource("found")
  void defectIsFound(SteppingDefect defect) {
    EdgeCoverCheck.find(cover(EdgeCoverCheck.model(defect)), defect, COMMAND);
  }
}
