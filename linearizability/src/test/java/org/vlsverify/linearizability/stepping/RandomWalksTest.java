package org.vlsverify.linearizability.stepping;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.sessions.design.Design;

/** Some walks through a large model, and the mutants that need three workers. */
class RandomWalksTest {
  private static final String COMMAND =
      "mvn -q -pl linearizability -am test -Dtest=RandomWalksTest";

  private static final int WALKS = 20;

  private static final Map<Design, RandomWalks<?, ?>> WALKS_OF = new EnumMap<>(Design.class);

  private static RandomWalks<?, ?> walks(Design design) {
    return WALKS_OF.computeIfAbsent(design, RandomWalksCheck::open);
  }

  @AfterAll
  static void close() {
    WALKS_OF.values().forEach(RandomWalks::close);
    WALKS_OF.clear();
  }

  @Test
  void lockedTakesTheSteps() {
    RandomWalksCheck.drive(walks(Design.LOCKED), "random walks", WALKS, COMMAND);
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
            walks(defect.design())
                .drive(
                    name, mutant, WALKS, RandomWalksCheck.LONGEST, RandomWalksCheck.SEED, COMMAND));
  }
}
