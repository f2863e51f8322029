package org.vlsverify.linearizability.lincheck;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.scenario.HandWrittenScenarios;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.linearizability.scenario.ScenarioSuite;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.Transport;

/**
 * The quick Lincheck checks of one implementation.
 *
 * @param name of the implementation, in reports
 * @param factory makes it
 * @param threads the number of threads per worker
 * @param executions the number of executions of each scenario, from what the budget allows
 * @param command the command that repeats the check
 */
public record Linearizability(
    String name,
    SharedSessionsFactory factory,
    ThreadModel threads,
    IntUnaryOperator executions,
    String command) {

  /** The suite of the quick check. */
  static final ScenarioSuite SUITE = ScenarioSuite.TWO_WORKERS_ONCE;

  /** A factory with a name, for reports. */
  private record Named(String name, SharedSessionsFactory factory)
      implements SharedSessionsFactory {
    @Override
    public SharedSessions create(Bounds bounds, int root, Transport transport) {
      return factory.create(bounds, root, transport);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Model checking of the hand-written scenarios.
   *
   * @throws AssertionError with the explanation, if anything is found
   */
  public void modelChecking() {
    check("hand-written scenarios", Strategy.MODEL_CHECKING, HandWrittenScenarios.all(), 1);
  }

  /**
   * Model checking of the scenarios generated from the smallest model, with a quarter of the
   * executions of the hand-written ones.
   *
   * @throws AssertionError with the explanation, if anything is found
   */
  public void modelCheckingOfTheScenariosOfAModel() {
    check(SUITE.words(), Strategy.MODEL_CHECKING, SUITE.scenarios(), 4);
  }

  /**
   * Stress of the hand-written scenarios.
   *
   * @throws AssertionError with the explanation, if anything is found
   */
  public void stress() {
    check("hand-written scenarios", Strategy.STRESS, HandWrittenScenarios.all(), 1);
  }

  private void check(String what, Strategy strategy, List<Scenario> scenarios, int divisor) {
    boolean several = threads == ThreadModel.MULTI_THREADED;
    LincheckCheck.check(
        what + (several ? "" : " with one thread per worker"),
        strategy,
        new Named(name, factory),
        several ? scenarios : scenarios.stream().filter(Scenario::hasOneThreadPerWorker).toList(),
        executions.applyAsInt(Math.max(1, LincheckCheck.ofBudget(strategy) / divisor)),
        command);
  }
}
