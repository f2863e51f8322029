package org.vlsverify.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.params.provider.Arguments;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.scenario.ScenarioSuite;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.Budget;

/**
 * Which suites of generated scenarios Lincheck runs in which budget, on which design, how often.
 */
public final class ScenarioBudget {
  /** A sample: random interleavings have found all that the other suites found, see mix.md. */
  private static final List<ScenarioSuite> STANDARD = List.of(ScenarioSuite.COUNTEREXAMPLES);

  private static final List<ScenarioSuite> NIGHTLY_ON_DEFAULT =
      List.of(
          ScenarioSuite.TWO_WORKERS,
          ScenarioSuite.SCARCE,
          ScenarioSuite.THREE_WORKERS_ONCE,
          ScenarioSuite.THREE_WORKERS,
          ScenarioSuite.TWO_WORKERS_OUTCOMES,
          ScenarioSuite.TWO_WORKERS_1X2,
          ScenarioSuite.SCARCE_1X2,
          ScenarioSuite.THREE_WORKERS_1X2,
          ScenarioSuite.THREE_SCARCE_1X2,
          ScenarioSuite.TWO_WORKERS_2X1,
          ScenarioSuite.THREE_SCARCE_2X1,
          ScenarioSuite.THREE_WORKERS_ENABLING,
          ScenarioSuite.COUNTEREXAMPLES);

  private static final List<ScenarioSuite> NIGHTLY_ON_OTHERS =
      List.of(
          ScenarioSuite.TWO_WORKERS,
          ScenarioSuite.SCARCE,
          ScenarioSuite.THREE_WORKERS_ONCE,
          ScenarioSuite.THREE_WORKERS,
          ScenarioSuite.TWO_WORKERS_OUTCOMES,
          ScenarioSuite.THREE_WORKERS_ENABLING,
          ScenarioSuite.COUNTEREXAMPLES);

  /** Below 20 Lincheck finds few of the seeded defects in any scenario: see docs/schedulers.md. */
  static final int LEAST = 20;

  private static final int EXECUTIONS = 30;

  /** Few scenarios, with long threads. On other designs than that of the trace in nightly only. */
  private static final int OF_COUNTEREXAMPLES = 100;

  private ScenarioBudget() {}

  /**
   * The suites of a budget: few scenarios with enough executions each. Breadth is the matter of
   * random interleavings, see {@link org.vlsverify.linearizability.pos.RandomBudget}.
   *
   * @param budget not null
   * @param design not null
   * @return the suites, without those of the quick checks of a design
   */
  public static List<ScenarioSuite> suites(Budget budget, Design design) {
    return switch (budget) {
      case QUICK -> List.of();
      case STANDARD -> STANDARD;
      case NIGHTLY -> design == Design.DEFAULT ? NIGHTLY_ON_DEFAULT : NIGHTLY_ON_OTHERS;
    };
  }

  /** The suites of the current budget, with each of some designs for any number of threads. */
  static List<Arguments> arguments(
      Predicate<Design> designs, Predicate<ScenarioSuite> whichSuites) {
    return LincheckCheck.multiThreaded().stream()
        .filter(made -> designs.test(made.design()))
        .flatMap(
            made ->
                suites(Budget.current(), made.design()).stream()
                    .filter(whichSuites)
                    .map(suite -> Arguments.of(suite, made)))
        .toList();
  }

  /**
   * The maximal number of executions of each scenario. Interleavings are tried in the same order in
   * all scenarios; so a bug that needs a later one is missed whatever the number of scenarios.
   *
   * @param suite not null
   * @param design not null
   * @return at least 1
   */
  public static int executions(ScenarioSuite suite, Design design) {
    // With one lock for everything, executions differ only in the order in which it is taken.
    int share = design == Design.GLOBAL_LOCK ? LEAST : EXECUTIONS;
    if (suite == ScenarioSuite.COUNTEREXAMPLES
        && (design == Design.OPTIMISTIC || Budget.current().includes(Budget.NIGHTLY))) {
      share = OF_COUNTEREXAMPLES;
    }
    return LincheckCheck.executionsOr(share);
  }

  /** Checks that a design is linearizable in all scenarios of a suite. */
  static void check(MavenTest test, ScenarioSuite suite, Implementation implementation) {
    assertThat(suite.scenarios()).as("scenarios of %s", suite).hasSize(suite.expected());
    assertThat(suite.selected()).as("pairs of %s", suite).isEqualTo(suite.expectedPairs());
    LincheckCheck.check(
        test,
        suite.words(),
        Strategy.MODEL_CHECKING,
        implementation,
        suite.scenarios(),
        executions(suite, implementation.design()));
  }
}
