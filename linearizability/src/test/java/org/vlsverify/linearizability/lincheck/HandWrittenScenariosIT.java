package org.vlsverify.linearizability.lincheck;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.sessions.design.Design;

/**
 * Lincheck's model checking of the hand-written scenarios on all implementations but the default
 * one, which has it in the quick checks.
 */
class HandWrittenScenariosIT {
  static List<Implementation> others() {
    return Stream.concat(
            LincheckCheck.multiThreaded().stream()
                .filter(implementation -> implementation.design() != Design.DEFAULT),
            LincheckCheck.singleThreaded().stream())
        .toList();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("others")
  void modelChecking(Implementation implementation) {
    new Linearizability(
            implementation.toString(),
            implementation,
            implementation.threadModel(),
            ofBudget -> Math.max(ScenarioBudget.LEAST, ofBudget / 2),
            MavenTest.integration("HandWrittenScenariosIT").command())
        .modelChecking();
  }
}
