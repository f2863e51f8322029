package org.vlsverify.linearizability.stepping;

import org.junit.jupiter.api.Test;
import org.vlsverify.spec.run.Budget;

/** Many walks through a large model. */
class RandomWalksIT {
  private static final String COMMAND =
      "mvn -q -pl linearizability -am verify -Dtest=none -Dit.test=RandomWalksIT";

  @Test
  void lockedTakesTheSteps() {
    int count = Budget.current().includes(Budget.NIGHTLY) ? 2_000 : 200;
    try (RandomWalks<?, ?> walks = RandomWalksCheck.open()) {
      RandomWalksCheck.drive(walks, "many random walks", count, COMMAND);
    }
  }
}
