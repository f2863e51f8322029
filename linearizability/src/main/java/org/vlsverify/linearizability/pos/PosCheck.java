package org.vlsverify.linearizability.pos;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vlsverify.linearizability.call.NumberProperty;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.FindingReport;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.Shard;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/** Scenarios in random interleavings, as a check. */
public final class PosCheck {
  /** Another seed. */
  static final String SEED_PROPERTY = "vls.pos.seed";

  /** Overrides the number of executions of each scenario. */
  static final String EXECUTIONS_PROPERTY = "vls.pos.executions";

  /** A part of the name of the scenarios to run. */
  static final String SCENARIO_PROPERTY = "vls.pos.scenario";

  static final long SEED = 20261129;

  private static final String CHECK = "random interleavings (POS, PCT): ";

  private PosCheck() {}

  /** The seed given on the command line, or else the fixed one. */
  static long seed() {
    return NumberProperty.of(SEED_PROPERTY, Long.MIN_VALUE, Long.MAX_VALUE).orElse(SEED);
  }

  /**
   * Runs scenarios, or the current {@link Shard} of them, and records the verdict.
   *
   * @param name of the check, not null
   * @param implementation its {@code toString} is its name in reports; not null
   * @param threads the number of threads per worker, not null
   * @param scenarios not null
   * @param executions of each scenario, at least 1
   * @param command the command that repeats the check, not null
   * @throws AssertionError with the explanation, if anything is found
   */
  public static void check(
      String name,
      SharedSessionsFactory implementation,
      ThreadModel threads,
      List<Scenario> scenarios,
      int executions,
      String command) {
    Pattern only = Pattern.compile(System.getProperty(SCENARIO_PROPERTY, ""), Pattern.LITERAL);
    List<Scenario> chosen =
        Shard.current().of(scenarios).stream()
            .filter(scenario -> only.matcher(scenario.name()).find())
            .toList();
    assumeFalse(chosen.isEmpty(), "The scenarios are in other shards, or not chosen.");
    int most =
        Math.toIntExact(
            NumberProperty.of(EXECUTIONS_PROPERTY, 1, Integer.MAX_VALUE).orElse(executions));
    String repeat =
        "%s -D%s=%d -D%s=%d%s"
            .formatted(command, SEED_PROPERTY, seed(), EXECUTIONS_PROPERTY, most, Budget.options());
    String title = Shard.current().isAll() ? name : "%s, shard %s".formatted(name, Shard.current());
    CheckResult.Builder result =
        CheckResult.of(CheckMethod.LINEARIZABILITY, CHECK + title, implementation.toString())
            .reproduce(repeat);
    long start = System.nanoTime();
    try (PosRunner runner = new PosRunner(implementation, threads)) {
      for (Scenario scenario : chosen) {
        Optional<Finding> finding = runner.run(scenario, most, seed());
        if (finding.isPresent()) {
          result.executions(runner.executions()).seconds((System.nanoTime() - start) / 1e9);
          FindingReport.fail(
              finding.get(),
              FindingReport.name("random", name, implementation.toString()),
              implementation.toString(),
              "of at most %d, random interleavings with seed %d".formatted(most, seed()),
              "%s -D%s=\"%s\"".formatted(repeat, SCENARIO_PROPERTY, scenario.name()),
              result);
        }
      }
      VerdictLog.record(
          result
              .executions(runner.executions())
              .seconds((System.nanoTime() - start) / 1e9)
              .outcome(FindingReport.NOTHING, FindingReport.NOTHING, true)
              .build());
    }
  }
}
