package org.vlsverify.linearizability.lincheck;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.Implementation;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.spec.Budget;

/** The scenarios that the specification gives, as many as the budget allows. */
class ModelScenariosIT {

  static List<Arguments> sets() {
    Stream<ModelScenarioSet> sets =
        switch (Budget.current()) {
          case QUICK -> Stream.of();
          case STANDARD ->
              Stream.of(
                  ModelScenarioSet.TWO_WORKERS,
                  ModelScenarioSet.SCARCE,
                  ModelScenarioSet.THREE_WORKERS);
          case NIGHTLY ->
              Stream.of(
                  ModelScenarioSet.TWO_WORKERS,
                  ModelScenarioSet.SCARCE,
                  ModelScenarioSet.THREE_WORKERS_ALL,
                  ModelScenarioSet.TWO_SESSIONS,
                  ModelScenarioSet.THREE_LISTENERS);
        };
    return sets.flatMap(
            set -> LincheckCheck.multiThreaded().stream().map(made -> Arguments.of(set, made)))
        .toList();
  }

  @ParameterizedTest(name = "{1}: {0}", allowZeroInvocations = true)
  @MethodSource("sets")
  void modelChecking(ModelScenarioSet set, Implementation implementation) {
    LincheckCheck.check(
        "ModelScenariosIT#modelChecking",
        set.toString(),
        Strategy.MODEL_CHECKING,
        implementation,
        set.scenarios(),
        ModelScenarioSet.executions(implementation.design()),
        Specification.REFERENCE);
  }
}
