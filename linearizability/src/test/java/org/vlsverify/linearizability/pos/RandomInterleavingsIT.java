package org.vlsverify.linearizability.pos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.lincheck.LincheckCheck;
import org.vlsverify.linearizability.pos.RandomBudget.Part;
import org.vlsverify.linearizability.scenario.ScenarioSuite;
import org.vlsverify.spec.run.Budget;

/** Generated scenarios in random interleavings, on each design. */
class RandomInterleavingsIT {

  static List<Arguments> parts() {
    return RandomBudget.parts(Budget.current()).stream()
        .flatMap(
            part ->
                LincheckCheck.multiThreaded().stream()
                    .map(implementation -> Arguments.of(part, implementation)))
        .toList();
  }

  @ParameterizedTest(name = "{1}: {0}", allowZeroInvocations = true)
  @MethodSource("parts")
  void nothingIsFound(Part part, Implementation implementation) {
    ScenarioSuite suite = part.suite();
    assertThat(suite.scenarios()).as("scenarios of %s", suite).hasSize(suite.expected());
    assertThat(suite.selected()).as("pairs of %s", suite).isEqualTo(suite.expectedPairs());
    PosCheck.check(
        suite.words(),
        implementation,
        implementation.threadModel(),
        suite.scenarios(),
        part.executions(),
        MavenTest.integration("RandomInterleavingsIT").command());
  }
}
