package org.vlsverify.linearizability.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.lincheck.SequentialOrders;
import org.vlsverify.linearizability.replay.ReplayModel;
import org.vlsverify.spec.model.ModelCatalog;

/** Properties of the generated scenarios. */
class ConflictScenariosTest {
  private static final int EVERY_SO_MANY = 25;

  @ParameterizedTest
  @EnumSource(
      value = ScenarioSuite.class,
      names = {"TWO_WORKERS_ONCE", "SCARCE_ONCE", "THREE_WORKERS_ONCE", "TWO_WORKERS"})
  void numberOfScenariosIsExpected(ScenarioSuite set) {
    assertThat(set.scenarios().size()).as("scenarios of %s", set).isEqualTo(set.expected());
  }

  @Test
  void keyFindsScenarioAgain() {
    ScenarioSuite suite = ScenarioSuite.TWO_WORKERS_ONCE;
    for (Scenario scenario : suite.scenarios()) {
      assertThat(suite.scenario(suite.key(scenario))).isEqualTo(scenario);
    }
  }

  static List<ScenarioKey> unknownKeys() {
    return List.of(
        new ScenarioKey(491, List.of(List.of("die(worker 0)"), List.of("die(worker 1)"))),
        new ScenarioKey(-1, List.of(List.of("die(worker 0)"), List.of("die(worker 1)"))),
        new ScenarioKey(null, List.of(List.of("die(worker 0)"), List.of("die(worker 1)"))),
        new ScenarioKey(1, List.of(List.of("die(worker 0)"), List.of("die(worker 2)"))),
        new ScenarioKey(1, List.of(List.of("die(worker 0), die(worker 1)"), List.of(""))));
  }

  @ParameterizedTest
  @MethodSource("unknownKeys")
  void unknownKeyIsRejected(ScenarioKey key) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> ScenarioSuite.TWO_WORKERS_ONCE.scenario(key))
        .withMessageStartingWith("Model SharedData_2w1s has no ");
  }

  /** Without a scenario, a defect in a pair would not be found. */
  @Test
  void everyConflictingPairIsInAScenario() {
    ReplayModel model = ReplayModel.of(ModelCatalog.load().model("SharedData_2w1s"));
    ConflictAnalysis analysis = new ConflictAnalysis(model);
    Set<Object> wanted = new HashSet<>();
    for (int state : analysis.states()) {
      analysis
          .pairs(state)
          .forEach(
              (pair, kind) -> {
                if (kind != ConflictAnalysis.Kind.READ_WRITE) {
                  wanted.add(
                      Set.of(
                          "state %d:".formatted(state),
                          analysis.invocation(pair.one()).toString(),
                          " " + analysis.invocation(pair.two())));
                }
              });
    }
    Set<Object> covered = new HashSet<>();
    for (Scenario scenario : ScenarioSuite.TWO_WORKERS.scenarios()) {
      String state = scenario.name().replaceAll(".*(state \\d+:).*", "$1");
      for (Invocation invocation : scenario.threads().get(1)) {
        covered.add(Set.of(state, scenario.threads().get(0).get(0).toString(), " " + invocation));
      }
    }

    assertThat(covered).isEqualTo(wanted).hasSize(20_308);
  }

  /** The analysis of the state graph agrees with both orders of each pair on the reference. */
  @Test
  void conflictsMatchReference() {
    ReplayModel model = ReplayModel.of(ModelCatalog.load().model("SharedData_2w1s"));
    ConflictAnalysis analysis = new ConflictAnalysis(model);
    int[] states = analysis.states();
    Map<Boolean, Long> counts = new TreeMap<>();
    for (int at = 0; at < states.length; at += EVERY_SO_MANY) {
      int state = states[at];
      Map<ConflictAnalysis.Pair, ConflictAnalysis.Kind> pairs = analysis.pairs(state);
      for (int one = 0; one < analysis.invocations(); one++) {
        for (int two = one; two < analysis.invocations(); two++) {
          Scenario scenario = scenario(model, analysis, state, one, two);
          boolean matters =
              pairs.get(new ConflictAnalysis.Pair(state, one, two))
                      == ConflictAnalysis.Kind.NOT_COMMUTING
                  || pairs.get(new ConflictAnalysis.Pair(state, two, one))
                      == ConflictAnalysis.Kind.NOT_COMMUTING;
          assertThat(SequentialOrders.of(scenario).size() > 1)
              .as("conflict in\n%s", scenario.words())
              .isEqualTo(matters);
          counts.merge(matters, 1L, Long::sum);
        }
      }
    }

    assertThat(counts.get(true)).isGreaterThan(500);
    assertThat(counts.get(false)).isGreaterThan(5_000);
  }

  private static Scenario scenario(
      ReplayModel model, ConflictAnalysis analysis, int state, int one, int two) {
    return new Scenario(
        "state " + state,
        model.bounds(),
        Arrays.stream(model.path(state)).mapToObj(analysis::invocation).toList(),
        List.of(analysis.invocation(one)),
        List.of(analysis.invocation(two)));
  }

  /** Scenarios begin with worker 0; from other roots the workers would be wrong. */
  @Test
  void everyScenarioBeginsWithRootWorker() {
    for (String name : new String[] {"SharedData_2w1s", "SharedData_3w1s_live"}) {
      ReplayModel model = ReplayModel.of(ModelCatalog.load().model(name));
      for (int state : new ConflictAnalysis(model).states()) {
        assertThat(model.root(state)).isEqualTo(Scenario.ROOT);
      }
    }
  }
}
