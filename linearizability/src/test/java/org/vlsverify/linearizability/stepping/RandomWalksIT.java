package org.vlsverify.linearizability.stepping;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.Budget;

/** Many walks through a large model. */
class RandomWalksIT {
  private static final String COMMAND =
      "mvn -q -pl linearizability -am verify -Dtest=none -Dit.test=RandomWalksIT";

  static Set<Design> designs() {
    return RandomWalksCheck.MODELS.keySet();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void designTakesTheSteps(Design design) {
    int all = Budget.current().includes(Budget.NIGHTLY) ? 2_000 : 40;
    // With its finer steps a walk takes longer.
    int count = design == Design.OPTIMISTIC ? all / 4 : all;
    try (RandomWalks<?, ?> walks = RandomWalksCheck.open(design)) {
      RandomWalksCheck.drive(walks, "many random walks", count, COMMAND);
    }
  }
}
