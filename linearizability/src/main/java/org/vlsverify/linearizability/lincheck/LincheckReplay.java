package org.vlsverify.linearizability.lincheck;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Report;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.pos.PosRunner;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.trace.Trace;

/**
 * Runs the scenario of a stored trace again, for the command line, which knows no more of Lincheck
 * and of random interleavings.
 */
public final class LincheckReplay {
  /** Minimal number of executions, enough to find each seeded defect. */
  private static final int EXECUTIONS = 500;

  private LincheckReplay() {}

  /**
   * Result of a run.
   *
   * @param finding the explanation and the interleaving; empty if nothing is found
   * @param executions the number of executions
   * @param exhausted whether nothing is found and all interleavings were tried
   */
  public record Result(Optional<String> finding, long executions, boolean exhausted) {}

  /**
   * * @param trace not null
   *
   * @return whether the trace is one of a scenario
   */
  public static boolean isOfScenario(Trace trace) {
    return TraceScenario.is(trace);
  }

  /**
   * * @param trace one of a scenario, not null
   *
   * @return the number of executions that find the defect if it is there
   */
  public static int executions(Trace trace) {
    return Math.max(EXECUTIONS, 2 * TraceScenario.execution(trace));
  }

  /**
   * * @param trace one of a scenario, not null
   *
   * @return the index of the execution that found the defect, from 1
   */
  public static int foundIn(Trace trace) {
    return TraceScenario.execution(trace);
  }

  /**
   * Rejects scenarios that need several threads per worker.
   *
   * @param trace one of a scenario, not null
   * @throws BadInputException if threads act for the same worker
   */
  public static void requireOneThreadPerWorker(Trace trace) {
    if (!TraceScenario.scenario(trace).hasOneThreadPerWorker()) {
      throw new BadInputException(
          "In the scenario of this trace several threads act for one worker, and the design is for"
              + " one thread per worker.");
    }
  }

  /**
   * The scheduler that found it, which {@link #run} uses again.
   *
   * @param trace one of a scenario, not null
   * @return in words, not null
   */
  public static String scheduler(Trace trace) {
    OptionalLong seed = TraceScenario.seed(trace);
    return seed.isPresent()
        ? "in random interleavings with seed " + seed.getAsLong()
        : "under Lincheck's model checking";
  }

  /**
   * Runs the scenario with the scheduler that found it.
   *
   * @param trace one of a scenario, not null
   * @param implementation makes the code, not null
   * @param executions the maximal number of executions
   * @return the result
   * @throws BadInputException if the scenario cannot be read from the trace
   */
  public static Result run(Trace trace, SharedSessionsFactory implementation, int executions) {
    Scenario scenario = TraceScenario.scenario(trace);
    OptionalLong seed = TraceScenario.seed(trace);
    if (seed.isPresent()) {
      try (PosRunner runner = new PosRunner(implementation)) {
        Optional<Finding> finding = runner.run(scenario, executions, seed.getAsLong());
        return new Result(finding.map(LincheckReplay::words), runner.executions(), false);
      }
    }
    Report report =
        LincheckRunner.run(Strategy.MODEL_CHECKING, List.of(scenario), executions, implementation);
    return new Result(
        report.finding().map(LincheckReplay::words),
        report.allExecutions(),
        report.exhausted(executions) == 1);
  }

  private static String words(Finding finding) {
    return Explanation.of(finding) + "Interleaving:\n" + finding.interleaving();
  }
}
