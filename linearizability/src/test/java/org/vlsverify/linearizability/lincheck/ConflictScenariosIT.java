package org.vlsverify.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.replay.ReplayModel;
import org.vlsverify.linearizability.scenario.ConflictAnalysis;
import org.vlsverify.linearizability.scenario.ScenarioSuite;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;

/** Generated scenarios on the default design, without those of each pair in each state. */
class ConflictScenariosIT {

  static List<Arguments> sets() {
    return ScenarioBudget.arguments(Design.DEFAULT::equals, set -> !set.isOfEveryState());
  }

  @ParameterizedTest(name = "{1}: {0}", allowZeroInvocations = true)
  @MethodSource("sets")
  void modelChecking(ScenarioSuite set, Implementation implementation) {
    ScenarioBudget.check(
        MavenTest.integration("ConflictScenariosIT#modelChecking"), set, implementation);
  }

  /** The symmetry reduction is complete and exact: TLC, with its own, has as many states. */
  @Test
  void statesUpToSymmetryMatchTlc() {
    Model plain = ModelCatalog.load().model("SharedData_3w1s_live");
    Model symmetric = ModelCatalog.load().model("SharedData_3w1s_nolisten_sym");

    assertThat(new ConflictAnalysis(ReplayModel.of(plain)).states())
        .hasSize(Math.toIntExact(symmetric.expected().distinct()));
  }
}
