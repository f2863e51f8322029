package org.vlsverify.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.Implementation;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.replay.ReplayModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.Budget;
import org.vlsverify.spec.Model;
import org.vlsverify.spec.ModelCatalog;

/**
 * The scenarios that the specification gives. {@code standard} has all of them for the default
 * design, and each pair once for the others; {@code nightly} has larger models and longer threads,
 * for every design.
 */
class ModelScenariosIT {

  static List<Arguments> sets() {
    return LincheckCheck.multiThreaded().stream()
        .flatMap(made -> sets(made.design()).map(set -> Arguments.of(set, made)))
        .toList();
  }

  private static Stream<ModelScenarioSet> sets(Design design) {
    return switch (Budget.current()) {
      case QUICK -> Stream.of();
      case STANDARD ->
          design == Design.DEFAULT
              ? Stream.of(
                  ModelScenarioSet.TWO_WORKERS,
                  ModelScenarioSet.SCARCE,
                  ModelScenarioSet.THREE_WORKERS,
                  ModelScenarioSet.COUNTEREXAMPLES)
              : Stream.of(
                  ModelScenarioSet.SCARCE_ONCE,
                  ModelScenarioSet.THREE_WORKERS_ONCE,
                  ModelScenarioSet.COUNTEREXAMPLES);
      case NIGHTLY ->
          Stream.of(
              ModelScenarioSet.TWO_WORKERS,
              ModelScenarioSet.SCARCE,
              ModelScenarioSet.THREE_WORKERS_ALL,
              ModelScenarioSet.TWO_SESSIONS,
              ModelScenarioSet.THREE_LISTENERS,
              ModelScenarioSet.TWO_WORKERS_OUTCOMES,
              ModelScenarioSet.TWO_WORKERS_TRIPLES,
              ModelScenarioSet.SCARCE_TRIPLES,
              ModelScenarioSet.THREE_WORKERS_TRIPLES,
              ModelScenarioSet.THREE_SCARCE_TRIPLES,
              ModelScenarioSet.TWO_WORKERS_SIGHTS,
              ModelScenarioSet.THREE_SCARCE_SIGHTS,
              ModelScenarioSet.THREE_WORKERS_CHAINS,
              ModelScenarioSet.COUNTEREXAMPLES);
    };
  }

  @ParameterizedTest(name = "{1}: {0}", allowZeroInvocations = true)
  @MethodSource("sets")
  void modelChecking(ModelScenarioSet set, Implementation implementation) {
    assertThat(set.scenarios()).as("scenarios of %s", set).hasSize(set.expected());
    LincheckCheck.check(
        "ModelScenariosIT#modelChecking",
        set.toString(),
        Strategy.MODEL_CHECKING,
        implementation,
        set.scenarios(),
        set.executions(implementation.design()));
  }

  /**
   * Nobody is left out, and nobody is there twice: TLC, with its symmetry, finds as many states.
   */
  @Test
  void statesUpToSymmetryAreThoseOfTlc() {
    Model plain = ModelCatalog.load().model("SharedData_3w1s");
    Model symmetric = ModelCatalog.load().model("SharedData_3w1s_sym");

    assertThat(new Situations(ReplayModel.of(plain)).states())
        .hasSize(Math.toIntExact(symmetric.expected().distinct()));
  }
}
