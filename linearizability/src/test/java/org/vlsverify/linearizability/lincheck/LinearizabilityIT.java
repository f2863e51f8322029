package org.vlsverify.linearizability.lincheck;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.scenario.HandWrittenScenarios;
import org.vlsverify.linearizability.scenario.HandWrittenScenariosTest;
import org.vlsverify.linearizability.scenario.RandomScenarios;
import org.vlsverify.spec.run.Budget;

/**
 * Random scenarios, and the hand-written ones with more executions than in the quick checks. All of
 * it in {@code nightly}.
 */
@EnabledIfSystemProperty(named = Budget.PROPERTY, matches = "nightly")
class LinearizabilityIT {

  static List<Arguments> families() {
    return LincheckCheck.atLength().stream()
        .flatMap(
            implementation ->
                Stream.of(HandWrittenScenarios.values())
                    .map(family -> Arguments.of(family, implementation)))
        .toList();
  }

  @ParameterizedTest(name = "{0} on {1}", allowZeroInvocations = true)
  @MethodSource("families")
  void modelChecking(HandWrittenScenarios family, Implementation implementation) {
    LincheckCheck.check(
        MavenTest.integration("LinearizabilityIT#modelChecking"),
        family + ", longer",
        Strategy.MODEL_CHECKING,
        implementation,
        family.scenarios());
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @ArgumentsSource(Implementations.SingleThreaded.class)
  void modelCheckingWithOneThreadPerWorker(Implementation implementation) {
    LincheckCheck.check(
        MavenTest.integration("LinearizabilityIT#modelCheckingWithOneThreadPerWorker"),
        "hand-written scenarios with one thread per worker, longer",
        Strategy.MODEL_CHECKING,
        implementation,
        HandWrittenScenariosTest.allWithOneThreadPerWorker());
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @ArgumentsSource(Implementations.AtLength.class)
  void randomScenarios(Implementation implementation) {
    LincheckCheck.check(
        MavenTest.integration("LinearizabilityIT#randomScenarios"),
        "random scenarios",
        Strategy.MODEL_CHECKING,
        implementation,
        RandomScenarios.of(200));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @ArgumentsSource(Implementations.AtLength.class)
  void stress(Implementation implementation) {
    LincheckCheck.check(
        MavenTest.integration("LinearizabilityIT#stress"),
        "hand-written scenarios, longer",
        Strategy.STRESS,
        implementation,
        HandWrittenScenariosTest.all().toList());
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @ArgumentsSource(Implementations.SingleThreaded.class)
  void stressWithOneThreadPerWorker(Implementation implementation) {
    LincheckCheck.check(
        MavenTest.integration("LinearizabilityIT#stressWithOneThreadPerWorker"),
        "hand-written scenarios with one thread per worker, longer",
        Strategy.STRESS,
        implementation,
        HandWrittenScenariosTest.allWithOneThreadPerWorker());
  }
}
