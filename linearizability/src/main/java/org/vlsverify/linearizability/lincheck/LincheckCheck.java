package org.vlsverify.linearizability.lincheck;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.call.NumberProperty;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Report;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.run.Shard;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * One run of Lincheck as a check of the main job, and how much each budget allows. How many
 * executions there are is limited, and not the time: the same ones are run on a slow machine.
 */
public final class LincheckCheck {
  /** Overrides how many executions of each scenario there are at most. */
  static final String EXECUTIONS_PROPERTY = "vls.lincheck.executions";

  /** Names the only implementation to run on. */
  static final String VARIANT_PROPERTY = "vls.lincheck.variant";

  private static final String NOTHING = "nothing found";

  private LincheckCheck() {}

  /**
   * How many executions of each scenario there are at most. What the budget allows is for a design
   * of many steps; another one has a share of it.
   */
  static int executions(Strategy strategy, Design design) {
    int ofBudget = ofBudget(strategy);
    int share = design == Design.GLOBAL_LOCK ? shareOfOneLock(ofBudget) : ofBudget;
    return executionsOr(share);
  }

  /** How many executions of each scenario the budget allows. */
  static int ofBudget(Strategy strategy) {
    int ofBudget =
        switch (Budget.current()) {
          case QUICK -> strategy == Strategy.MODEL_CHECKING ? 20 : 50;
          case STANDARD -> strategy == Strategy.MODEL_CHECKING ? 40 : 100;
          case NIGHTLY -> strategy == Strategy.MODEL_CHECKING ? 5_000 : 50_000;
        };
    return executionsOr(ofBudget);
  }

  /** What the command line says, or else that. */
  public static int executionsOr(int otherwise) {
    return Math.toIntExact(
        NumberProperty.of(EXECUTIONS_PROPERTY, 1, Integer.MAX_VALUE).orElse(otherwise));
  }

  /**
   * With everything under one lock, who comes first is all that executions differ in. The least is
   * as many as it takes to find most of its seeded defects.
   */
  static int shareOfOneLock(int ofBudget) {
    return Math.min(ofBudget, Math.max(10, ofBudget / 5));
  }

  /** What is run by any threads. */
  public static List<Implementation> multiThreaded() {
    return implementations(ThreadModel.MULTI_THREADED);
  }

  /**
   * What is run by any threads, and at length: the default design, or the one that a property
   * names; {@code nightly} has all.
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

  /** What is run by one thread per worker. */
  static List<Implementation> singleThreaded() {
    return implementations(ThreadModel.SINGLE_THREADED);
  }

  /** Each design with this thread model, unless a property of the system names one of them. */
  private static List<Implementation> implementations(ThreadModel threadModel) {
    String only = System.getProperty(VARIANT_PROPERTY, "");
    return Implementation.all(threadModel).stream()
        .filter(implementation -> only.isEmpty() || only.equals(implementation.toString()))
        .toList();
  }

  /**
   * Runs scenarios on the implementation, and puts the result into the verdict.
   *
   * @throws AssertionError with everything there is to say, if anything is found
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
   * The same with as many executions. Of scenarios that several runs divide, it has its {@link
   * Part}.
   *
   * @throws AssertionError with everything there is to say, if anything is found
   */
  static void check(
      MavenTest test,
      String name,
      Strategy strategy,
      Implementation implementation,
      List<Scenario> scenarios,
      int executions) {
    Shard part = Shard.current();
    String command =
        "%s -D%s=%s -D%s=%d"
            .formatted(
                test.command(), VARIANT_PROPERTY, implementation, EXECUTIONS_PROPERTY, executions);
    List<Scenario> ofPart = part.of(scenarios);
    assumeFalse(ofPart.isEmpty(), "Another part has the few scenarios there are.");
    // Without the budget, what belongs to nightly is left out.
    check(
        part.isAll() ? name : "%s, part %s".formatted(name, part),
        strategy,
        implementation,
        ofPart,
        executions,
        command + Budget.options());
  }

  /**
   * The same for anything that has a name, which {@code toString} gives.
   *
   * @param command repeats the check
   * @throws AssertionError with everything there is to say, if anything is found
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
    Finding finding = report.finding().get();
    Path trace = LincheckTrace.file(name, implementation.toString());
    String message =
        "%sFound in execution %d of at most %d, %s, %s.\n%s%sReproduce with: %s\n"
            .formatted(
                Explanation.of(finding),
                finding.execution(),
                executions,
                strategy,
                implementation,
                finding.interleaving().isEmpty()
                    ? ""
                    : "How the threads took turns:\n" + finding.interleaving(),
                LincheckTrace.store(finding, trace, implementation.toString()),
                command);
    store(name + " " + implementation, message + "\n" + finding.details());
    VerdictLog.record(
        result
            .outcome(NOTHING, "%s: %s".formatted(finding.kind(), finding.scenario()), false)
            .trace(trace)
            .build());
    fail(message);
  }

  private static void store(String name, String text) {
    Path file =
        ProjectRoot.path()
            .resolve("target/verification/traces")
            .resolve("lincheck-%s.txt".formatted(name.replaceAll("[^A-Za-z0-9]+", "-")));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
