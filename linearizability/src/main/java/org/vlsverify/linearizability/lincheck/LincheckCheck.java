package org.vlsverify.linearizability.lincheck;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.call.NumberProperty;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Report;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.Shard;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * A run of Lincheck as a check, and the number of executions in each budget. The limit is the
 * number of executions, not the time; so a slow machine runs the same ones.
 */
public final class LincheckCheck {
  /** Overrides the maximal number of executions of each scenario. */
  static final String EXECUTIONS_PROPERTY = "vls.lincheck.executions";

  /** Selects one implementation. */
  static final String VARIANT_PROPERTY = "vls.lincheck.variant";

  private static final String NOTHING = FindingReport.NOTHING;

  private LincheckCheck() {}

  /**
   * The maximal number of executions of each scenario: that of the budget for a design of many
   * steps, a share of it for others.
   */
  static int executions(Strategy strategy, Design design) {
    int ofBudget = ofBudget(strategy);
    int share = design == Design.GLOBAL_LOCK ? shareOfOneLock(ofBudget) : ofBudget;
    return executionsOr(share);
  }

  /** The number of executions of each scenario in the budget. */
  static int ofBudget(Strategy strategy) {
    int ofBudget =
        switch (Budget.current()) {
          case QUICK -> strategy == Strategy.MODEL_CHECKING ? 20 : 50;
          case STANDARD -> strategy == Strategy.MODEL_CHECKING ? 40 : 100;
          case NIGHTLY -> strategy == Strategy.MODEL_CHECKING ? 5_000 : 50_000;
        };
    return executionsOr(ofBudget);
  }

  /** The number given on the command line, or else the other one. */
  public static int executionsOr(int otherwise) {
    return Math.toIntExact(
        NumberProperty.of(EXECUTIONS_PROPERTY, 1, Integer.MAX_VALUE).orElse(otherwise));
  }

  /** With one lock for everything, executions differ only in the order of the operations. */
  static int shareOfOneLock(int ofBudget) {
    return Math.min(ofBudget, Math.max(ScenarioBudget.LEAST, ofBudget / 5));
  }

  /** The implementations for several threads per worker. */
  public static List<Implementation> multiThreaded() {
    return implementations(ThreadModel.MULTI_THREADED);
  }

  /**
   * The implementations of long tests, for several threads per worker: the default design, or the
   * selected one; {@code nightly} has all.
   */
  static List<Implementation> atLength() {
    List<Implementation> all = multiThreaded();
    return all.stream()
        .filter(
            implementation ->
                all.size() == 1
                    || implementation.design() == Design.DEFAULT
                    || Budget.current().includes(Budget.NIGHTLY))
        .toList();
  }

  /** The implementations for one thread per worker. */
  static List<Implementation> singleThreaded() {
    return implementations(ThreadModel.SINGLE_THREADED);
  }

  /** Each design with this thread model, or the selected one only. */
  private static List<Implementation> implementations(ThreadModel threadModel) {
    String only = System.getProperty(VARIANT_PROPERTY, "");
    return Implementation.all(threadModel).stream()
        .filter(implementation -> only.isEmpty() || only.equals(implementation.toString()))
        .toList();
  }

  /**
   * Runs scenarios on an implementation, and records the verdict.
   *
   * @throws AssertionError with the explanation, if anything is found
   */
  static void check(
      MavenTest test,
      String name,
      Strategy strategy,
      Implementation implementation,
      List<Scenario> scenarios) {
    check(
        test,
        name,
        strategy,
        implementation,
        scenarios,
        executions(strategy, implementation.design()));
  }

  /**
   * Runs scenarios, or the current {@link Shard} of them, and records the verdict.
   *
   * @throws AssertionError with the explanation, if anything is found
   */
  static void check(
      MavenTest test,
      String name,
      Strategy strategy,
      Implementation implementation,
      List<Scenario> scenarios,
      int executions) {
    Shard shard = Shard.current();
    String command =
        "%s -D%s=%s -D%s=%d"
            .formatted(
                test.command(), VARIANT_PROPERTY, implementation, EXECUTIONS_PROPERTY, executions);
    List<Scenario> ofShard = shard.of(scenarios);
    assumeFalse(ofShard.isEmpty(), "The scenarios are in other shards.");
    // Without the budget, the test would be disabled or have other scenarios.
    check(
        shard.isAll() ? name : "%s, shard %s".formatted(name, shard),
        strategy,
        implementation,
        ofShard,
        executions,
        command + Budget.options());
  }

  /**
   * Runs scenarios on an implementation whose {@code toString} is its name, and records the
   * verdict.
   *
   * @param command the command that repeats the check
   * @throws AssertionError with the explanation, if anything is found
   */
  static void check(
      String name,
      Strategy strategy,
      SharedSessionsFactory implementation,
      List<Scenario> scenarios,
      int executions,
      String command) {
    CheckResult.Builder result =
        CheckResult.of(
                CheckMethod.LINEARIZABILITY,
                "Lincheck, %s: %s".formatted(strategy, name),
                implementation.toString())
            .reproduce(command);
    long start = System.nanoTime();
    Report report = LincheckRunner.run(strategy, scenarios, executions, implementation);
    result.executions(report.allExecutions()).seconds((System.nanoTime() - start) / 1e9);
    if (report.finding().isEmpty()) {
      long exhausted = strategy == Strategy.STRESS ? 0 : report.exhausted(executions);
      VerdictLog.record(
          result
              .outcome(
                  NOTHING,
                  exhausted == 0
                      ? NOTHING
                      : "nothing found, %,d of %,d scenarios exhausted"
                          .formatted(exhausted, scenarios.size()),
                  true)
              .build());
      return;
    }
    FindingReport.fail(
        report.finding().get(),
        FindingReport.name("lincheck", name, implementation.toString()),
        implementation.toString(),
        "of at most %d, %s".formatted(executions, strategy),
        command,
        result);
  }
}
