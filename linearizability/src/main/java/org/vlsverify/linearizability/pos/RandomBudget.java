package org.vlsverify.linearizability.pos;

import java.util.List;
import java.util.stream.Stream;
import org.vlsverify.linearizability.scenario.ScenarioSuite;
import org.vlsverify.spec.run.Budget;

/** How often scenarios run in random interleavings, in which budget; the same for each design. */
public final class RandomBudget {

  /**
   * A suite, and the number of executions of each of its scenarios.
   *
   * @param suite not null
   * @param executions at least 1
   */
  public record Part(ScenarioSuite suite, int executions) {}

  private static final int NIGHTLY = 50;
  private static final int FEW_SCENARIOS = 1_000;

  /**
   * With the suite of the quick checks they find all seeded concurrent defects, each suite some
   * that the others miss: see schedulers.md, and mix.md for the suites that do not.
   */
  private static final List<Part> STANDARD_PARTS =
      List.of(
          new Part(ScenarioSuite.COUNTEREXAMPLES, FEW_SCENARIOS),
          new Part(ScenarioSuite.TWO_WORKERS_2X1, 10),
          new Part(ScenarioSuite.THREE_SCARCE_1X2, 3));

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
