package org.vlsverify.linearizability.stepping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.Budget;

/** Each design takes every step of a small model, and each of its mutants does not. */
class EdgeCoverTest {
  private static final String COMMAND = "mvn -q -pl linearizability -am test -Dtest=EdgeCoverTest";

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
    return EdgeCoverCheck.all(Budget.QUICK);
  }

  @ParameterizedTest
  @MethodSource("models")
  void designTakesEveryStep(EdgeCoverCheck.Expected model) {
    EdgeCoverCheck.drive(cover(model.model()), model, COMMAND);
  }

  @Test
  void everyDefectIsFoundOrExcused() {
    assertThat(SteppingDefect.all())
        .allSatisfy(
            defect ->
                assertThat(defect.step() == null ? defect.reason() : defect.step())
                    .as("the step at which %s is found, or why it is not", defect)
                    .isNotBlank());
  }

  @ParameterizedTest
  @EnumSource
  void everyConcurrentDefectIsTried(Design design) {
    Set<String> named =
        SteppingDefect.all(design).stream().map(SteppingDefect::name).collect(Collectors.toSet());
    assertThat(named).containsAll(SteppingDefect.concurrent(design).keySet());
  }

  static List<SteppingDefect> found() {
    return EdgeCoverCheck.defects(Budget.QUICK);
  }

  @ParameterizedTest
  @MethodSource("found")
  void defectIsFound(SteppingDefect defect) {
    EdgeCoverCheck.find(cover(EdgeCoverCheck.model(defect)), defect, COMMAND);
  }
}
