package org.vlsverify.linearizability.lincheck;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.pos.PosCheck;
import org.vlsverify.linearizability.pos.PosRunner;
import org.vlsverify.linearizability.pos.RandomBudget;
import org.vlsverify.linearizability.scenario.HandWrittenScenarios;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.linearizability.scenario.ScenarioSuite;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.Transport;

/**
 * The quick checks of one implementation for linearizability.
 *
 * @param name of the implementation, in reports
 * @param factory makes it
 * @param threads the number of threads per worker
 * @param executions the number of executions of each scenario under Lincheck, from what the budget
 *     allows
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

  private static final String HAND_WRITTEN = "hand-written scenarios";

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
    check(HAND_WRITTEN, Strategy.MODEL_CHECKING, HandWrittenScenarios.all());
  }

  /**
   * Random interleavings of the hand-written scenarios; nothing, if they are not possible for this
   * implementation.
   *
   * @throws AssertionError with the explanation, if anything is found
   */
  public void randomInterleavings() {
    if (!PosRunner.canRun(factory)) {
      return;
    }
    random(HAND_WRITTEN, HandWrittenScenarios.all(), RandomBudget.handWritten());
  }

  /**
   * The scenarios generated from the smallest model, in random interleavings; under Lincheck, if
   * they are not possible for this implementation.
   *
   * @throws AssertionError with the explanation, if anything is found
   */
  public void scenariosOfAModel() {
    if (PosRunner.canRun(factory)) {
      random(SUITE.words(), SUITE.scenarios(), RandomBudget.quickSuite());
    } else {
      check(SUITE.words(), Strategy.MODEL_CHECKING, SUITE.scenarios());
    }
  }

  /**
   * Stress of the hand-written scenarios.
   *
   * @throws AssertionError with the explanation, if anything is found
   */
  public void stress() {
    check(HAND_WRITTEN, Strategy.STRESS, HandWrittenScenarios.all());
  }

  private void check(String what, Strategy strategy, List<Scenario> scenarios) {
    LincheckCheck.check(
        title(what),
        strategy,
        new Named(name, factory),
        possible(scenarios),
        executions.applyAsInt(LincheckCheck.ofBudget(strategy)),
        command);
  }

  private void random(String what, List<Scenario> scenarios, int most) {
    PosCheck.check(
        title(what), new Named(name, factory), threads, possible(scenarios), most, command);
  }

  private String title(String what) {
    return isForSeveral() ? what : what + " with one thread per worker";
  }

  private List<Scenario> possible(List<Scenario> scenarios) {
    return isForSeveral()
        ? scenarios
        : scenarios.stream().filter(Scenario::hasOneThreadPerWorker).toList();
  }

  private boolean isForSeveral() {
    return threads == ThreadModel.MULTI_THREADED;
  }
}
