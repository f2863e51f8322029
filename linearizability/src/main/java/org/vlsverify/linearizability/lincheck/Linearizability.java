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
 * The quick checks with Lincheck of one implementation.
 *
 * @param name of the implementation, in reports
 * @param factory makes it
 * @param threads who may act for a worker
 * @param executions how many of what the budget allows, of each scenario
 * @param command repeats the check
 */
public record Linearizability(
    String name,
    SharedSessionsFactory factory,
    ThreadModel threads,
    IntUnaryOperator executions,
    String command) {

  /** Named, as reports want it. */
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
   * Model checking of the scenarios made by hand.
   *
   * @throws AssertionError with everything there is to say, if anything is found
   */
  public void modelChecking() {
    check("all scenarios", Strategy.MODEL_CHECKING, HandWrittenScenarios.all(), 1);
  }

  /**
   * Model checking of the scenarios that the smallest model gives, with a quarter of the executions
   * that those made by hand have.
   *
   * @throws AssertionError with everything there is to say, if anything is found
   */
  public void modelCheckingOfTheScenariosOfAModel() {
    ScenarioSuite set = ScenarioSuite.TWO_WORKERS_ONCE;
    check(set.words(), Strategy.MODEL_CHECKING, set.scenarios(), 4);
  }

  /**
   * The scenarios made by hand, with threads at full speed.
   *
   * @throws AssertionError with everything there is to say, if anything is found
   */
  public void stress() {
    check("all scenarios", Strategy.STRESS, HandWrittenScenarios.all(), 1);
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
