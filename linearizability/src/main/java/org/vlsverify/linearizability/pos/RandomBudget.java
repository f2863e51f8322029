package org.vlsverify.linearizability.pos;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.vlsverify.linearizability.scenario.Combinations;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.linearizability.scenario.ScenarioSuite;
import org.vlsverify.spec.run.Budget;

/** How often scenarios run in random interleavings, in which budget; the same for each design. */
public final class RandomBudget {

  private static final int ALL = Integer.MAX_VALUE;

  /**
   * A suite, or a choice from it, and the number of executions of each scenario.
   *
   * @param suite not null
   * @param each the maximal number of scenarios of each combination of operations, at least 1
   * @param executions at least 1
   */
  public record Part(ScenarioSuite suite, int each, int executions) {
    /** All scenarios of a suite. */
    Part(ScenarioSuite suite, int executions) {
      this(suite, ALL, executions);
    }

    /** Whether the scenarios are all of the suite. */
    public boolean isWhole() {
      return each == ALL;
    }

    /** The scenarios, in the order of the suite. */
    public List<Scenario> scenarios() {
      return isWhole() ? suite.scenarios() : Combinations.firstOfEach(suite.scenarios(), each);
    }

    /** Suite and choice, with counts. Generates the scenarios. */
    public String words() {
      return isWhole()
          ? suite.words()
          : String.format(
              Locale.ROOT,
              "%s, %,d of them: at most %d of each combination of operations",
              suite.words(),
              scenarios().size(),
              each);
    }
  }

  private static final int NIGHTLY = 50;
  private static final int FEW_SCENARIOS = 1_000;

  /**
   * They find all seeded concurrent defects, each suite one that the others miss: see
   * schedulers.md.
   */
  private static final List<Part> STANDARD_PARTS =
      List.of(
          new Part(ScenarioSuite.COUNTEREXAMPLES, FEW_SCENARIOS),
          new Part(ScenarioSuite.SCARCE_ONCE, 50),
          new Part(ScenarioSuite.THREE_WORKERS, 20),
          new Part(ScenarioSuite.THREE_WORKERS_ENABLING, 20),
          new Part(ScenarioSuite.TWO_WORKERS_2X1, 10),
          new Part(ScenarioSuite.TWO_WORKERS, 10),
          new Part(ScenarioSuite.THREE_SCARCE_1X2, 5));

  private RandomBudget() {}

  /** The number of executions of each hand-written scenario, in the current budget. */
  public static int handWritten() {
    return Budget.current().includes(Budget.NIGHTLY) ? 10_000 : 300;
  }

  /** The number of executions of each scenario of the suite of the quick checks. */
  public static int quickSuite() {
    return Budget.current().includes(Budget.NIGHTLY) ? 1_000 : 30;
  }

  /**
   * The suites of a budget, without that of the quick checks.
   *
   * @param budget not null
   * @return the suites with their executions; none for {@code quick}
   */
  public static List<Part> parts(Budget budget) {
    return switch (budget) {
      case QUICK -> List.of();
      case STANDARD -> STANDARD_PARTS;
      case NIGHTLY ->
          Stream.of(ScenarioSuite.values())
              .map(
                  suite ->
                      new Part(
                          suite,
                          suite == ScenarioSuite.COUNTEREXAMPLES
                              ? NIGHTLY * FEW_SCENARIOS
                              : NIGHTLY))
              .toList();
    };
  }
}
