package org.vlsverify.linearizability.stepping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/** Many walks through a large model of each design, and the mutants that they must find. */
class RandomWalksIT {
  private static final String COMMAND =
      "mvn -q -pl linearizability -am verify -Dtest=none -Dit.test=RandomWalksIT";

  private static final String DIFFERENCE = "a difference";
  private static final int WALKS = 40;
  private static final int WALKS_OF_NIGHTLY = 2_000;

  /** Mutants of the two designs that only edge covers find. */
  private static final Set<String> NOT_FOUND =
      Set.of(
          "global-lock with question-without-lock",
          "optimistic with generation-not-compared",
          "optimistic with index-stack-without-version",
          "optimistic with no-room-while-released");

  private static final Map<Design, RandomWalks<?, ?>> WALKS_OF = new EnumMap<>(Design.class);

  private static RandomWalks<?, ?> walks(Design design) {
    return WALKS_OF.computeIfAbsent(design, RandomWalksCheck::open);
  }

  /** With its finer steps a walk of {@code optimistic} takes longer. */
  private static int count(Design design, int all) {
    return design == Design.OPTIMISTIC ? all / 4 : all;
  }

  @AfterAll
  static void close() {
    WALKS_OF.values().forEach(RandomWalks::close);
    WALKS_OF.clear();
  }

  static Set<Design> designs() {
    return RandomWalksCheck.MODELS.keySet();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void designTakesTheSteps(Design design) {
    int all = Budget.current().includes(Budget.NIGHTLY) ? WALKS_OF_NIGHTLY : WALKS;
    RandomWalksCheck.drive(walks(design), "many random walks", count(design, all), COMMAND);
  }

  static List<SteppingDefect> found() {
    return SteppingDefect.foundBy(SteppingDefect.EDGE_COVER).stream()
        .filter(defect -> defect.design() != Design.LOCKED)
        .filter(defect -> !NOT_FOUND.contains(defect.toString()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("found")
  void defectIsFound(SteppingDefect defect) {
    Design design = defect.design();
    String actual = "nothing";
    long start = System.nanoTime();
    CheckResult.Builder result =
        CheckResult.of(
                CheckMethod.TRACE_VALIDATION,
                "many random walks find defect",
                defect.defect().implementation().toString())
            .defect(defect.name())
            .reproduce(COMMAND);
    try {
      walks(design)
          .drive(
              defect.toString(),
              new MutatedImplementation(defect.defect()),
              count(design, WALKS),
              RandomWalksCheck.LONGEST,
              RandomWalksCheck.SEED,
              COMMAND);
    } catch (StepDivergence divergence) {
      actual = DIFFERENCE;
      result.edges(divergence.steps());
    }
    VerdictLog.record(
        result.outcome(DIFFERENCE, actual).seconds(EdgeCoverCheck.seconds(start)).build());
    assertThat(actual)
        .as("what is found in %s: %s", defect, defect.defect().what())
        .isEqualTo(DIFFERENCE);
  }
}
