package org.vlsverify.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.Implementation;
import org.vlsverify.linearizability.replay.ReplayModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.Model;
import org.vlsverify.spec.ModelCatalog;

/**
 * The scenarios that the specification gives, on the default design, but for those of each pair in
 * each state.
 */
class ModelScenariosIT {

  static List<Arguments> sets() {
    return ModelScenarioSet.checkedOn(Design.DEFAULT::equals, set -> !set.isOfEveryState());
  }

  @ParameterizedTest(name = "{1}: {0}", allowZeroInvocations = true)
  @MethodSource("sets")
  void modelChecking(ModelScenarioSet set, Implementation implementation) {
    set.check("ModelScenariosIT#modelChecking", implementation);
  }

  /**
   * Nobody is left out, and nobody is there twice: TLC, with its symmetry, finds as many states.
   */
  @Test
  void statesUpToSymmetryAreThoseOfTlc() {
    Model plain = ModelCatalog.load().model("SharedData_3w1s_live");
    Model symmetric = ModelCatalog.load().model("SharedData_3w1s_nolisten_sym");

    assertThat(new Situations(ReplayModel.of(plain)).states())
        .hasSize(Math.toIntExact(symmetric.expected().distinct()));
  }
}
