package org.vlsverify.linearizability.lincheck;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.scenario.ScenarioSuite;
import org.vlsverify.sessions.design.Design;

/**
 * Generated scenarios of each pair in each state, on the default design. It takes longest; so it is
 * a class of its own, which one process begins early.
 */
class ConflictScenariosInEveryStateIT {

  static List<Arguments> sets() {
    return ScenarioBudget.arguments(Design.DEFAULT::equals, ScenarioSuite::isOfEveryState);
  }

  @ParameterizedTest(name = "{1}: {0}", allowZeroInvocations = true)
  @MethodSource("sets")
  void modelChecking(ScenarioSuite set, Implementation implementation) {
    ScenarioBudget.check(
        MavenTest.integration("ConflictScenariosInEveryStateIT#modelChecking"),
        set,
        implementation);
  }
}
