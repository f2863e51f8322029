package org.vlsverify.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.Implementation;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.replay.ReplayModel;
import org.vlsverify.spec.ModelCatalog;

/** A sample of the scenarios that the specification gives, and what is known about all of them. */
class ModelScenariosTest {

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource(LincheckCheck.MULTI_THREADED)
  void modelChecking(Implementation implementation) {
    ModelScenarioSet set = ModelScenarioSet.TWO_WORKERS_ONCE;
    LincheckCheck.check(
        "ModelScenariosTest#modelChecking",
        set.toString(),
        Strategy.MODEL_CHECKING,
        implementation,
        set.scenarios(),
        set.executions(implementation.design()),
        Specification.REFERENCE);
  }

  @ParameterizedTest
  @EnumSource(
      value = ModelScenarioSet.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TWO_SESSIONS", "THREE_LISTENERS"})
  void thereAreAsManyAsExpected(ModelScenarioSet set) {
    assertThat(set.scenarios().size()).as("scenarios of %s", set).isEqualTo(set.expected());
  }

  /** A pair that nobody covers could be wrong without anybody noticing. */
  @Test
  void everyPairWhoseOrderMattersIsInAScenario() {
    ReplayModel model = ReplayModel.of(ModelCatalog.load().model("SharedData_2w1s"));
    Situations situations = new Situations(model);
    Set<Object> wanted = new HashSet<>();
    for (int state : situations.states()) {
      situations
          .pairs(state)
          .forEach(
              (pair, kind) -> {
                if (kind != Situations.Kind.ONE_LOOKS) {
                  wanted.add(
                      Set.of(
                          "state %d:".formatted(state),
                          situations.act(pair.one()).toString(),
                          " " + situations.act(pair.two())));
                }
              });
    }
    Set<Object> covered = new HashSet<>();
    for (Scenario scenario : ModelScenarioSet.TWO_WORKERS.scenarios()) {
      String state = scenario.name().replaceAll(".*(state \\d+:).*", "$1");
      for (Act act : scenario.threads().get(1)) {
        covered.add(Set.of(state, scenario.threads().get(0).get(0).toString(), " " + act));
      }
    }

    assertThat(covered).isEqualTo(wanted).hasSize(20_308);
  }

  /** From other roots the names would be wrong: a scenario begins with worker 0. */
  @Test
  void everyScenarioBeginsWithTheSameWorker() {
    for (String name : new String[] {"SharedData_2w1s", "SharedData_3w1s_live"}) {
      ReplayModel model = ReplayModel.of(ModelCatalog.load().model(name));
      for (int state : new Situations(model).states()) {
        assertThat(model.root(state)).isEqualTo(Scenario.ROOT);
      }
    }
  }
}
