package org.vlsverify.linearizability.lincheck;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.scenario.ScenarioSuite;
import org.vlsverify.sessions.design.Design;

/** Generated scenarios on the other designs; a class of its own, for a process of its own. */
class ConflictScenariosOnOtherDesignsIT {

  static List<Arguments> sets() {
    return ScenarioBudget.arguments(design -> design != Design.DEFAULT, set -> true);
  }

  @ParameterizedTest(name = "{1}: {0}", allowZeroInvocations = true)
  @MethodSource("sets")
  void modelChecking(ScenarioSuite set, Implementation implementation) {
    ScenarioBudget.check(
        MavenTest.integration("ConflictScenariosOnOtherDesignsIT#modelChecking"),
        set,
        implementation);
  }
}
