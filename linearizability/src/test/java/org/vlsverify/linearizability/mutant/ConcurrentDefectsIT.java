package org.vlsverify.linearizability.mutant;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.sessions.design.Design;

/**
 * Negative controls: model checking finds each concurrent defect of the other designs, whose
 * Lincheck runs are in {@code mvn verify}, in its hand-written scenario.
 */
class ConcurrentDefectsIT {
  private static final String COMMAND = MavenTest.integration("ConcurrentDefectsIT").command();

  static List<ConcurrentDefects.Expected> defects() {
    return ConcurrentDefects.all().stream()
        .filter(expected -> expected.defect().design() != Design.DEFAULT)
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void isFound(ConcurrentDefects.Expected expected) {
    ConcurrentDefectCheck.isFound(expected, COMMAND);
  }
}
