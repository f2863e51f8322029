package org.vlsverify.linearizability.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.sessions.design.Design;

/**
 * Negative controls: model checking finds each concurrent defect of the default design in its
 * hand-written scenario.
 */
class ConcurrentDefectsTest {
  private static final String COMMAND = MavenTest.unit("ConcurrentDefectsTest").command();

  @Test
  void everyDesignHasDefects() {
    assertThat(ConcurrentDefects.all())
        .extracting(expected -> expected.defect().design())
        .contains(Design.values());
  }

  static List<ConcurrentDefects.Expected> defects() {
    return ConcurrentDefects.all().stream()
        .filter(expected -> expected.defect().design() == Design.DEFAULT)
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void isFound(ConcurrentDefects.Expected expected) {
    ConcurrentDefectCheck.isFound(expected, COMMAND);
  }
}
