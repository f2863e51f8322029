package org.vlsverify.linearizability.stepping;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some walks through a large model, and the mutants that need three workers. */
class RandomWalksTest {
  private static final String COMMAND =
      "mvn -q -pl linearizability -am test -Dtest=RandomWalksTest";

  private static final int WALKS = 20;

  private static RandomWalks<?, ?> walks;

  @BeforeAll
  static void open() {
    walks = RandomWalksCheck.open();
  }

  @AfterAll
  static void close() {
    walks.close();
  }

  @Test
  void lockedTakesTheSteps() {
    RandomWalksCheck.drive(walks, "random walks", WALKS, COMMAND);
  }

  static List<SteppingDefect> found() {
    return SteppingDefect.foundBy(SteppingDefect.RANDOM_WALKS);
  }

  @ParameterizedTest
  @MethodSource("found")
  void defectIsFound(SteppingDefect defect) {
    EdgeCoverCheck.find(
        defect,
        COMMAND,
        (name, mutant) ->
            walks.drive(
                name, mutant, WALKS, RandomWalksCheck.LONGEST, RandomWalksCheck.SEED, COMMAND));
  }
}
