package org.vlsverify.linearizability.lincheck;

import java.util.List;
import java.util.Optional;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Report;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.trace.Trace;

/**
 * Runs the scenario of a trace again, for the command line. That is all that it knows of Lincheck.
 */
public final class LincheckReplay {
  /** How many executions there are at least, unless there are fewer: enough for each defect. */
  private static final int EXECUTIONS = 500;

  private LincheckReplay() {}

  /**
   * What has come of it.
   *
   * @param finding what is wrong and how the threads took turns, in words; empty if nothing is
   * @param executions how many there were
   * @param exhausted whether nothing was found in all that there are
   */
  public record Result(Optional<String> finding, long executions, boolean exhausted) {}

  /**
   * @param trace not null
   * @return whether it is one of a scenario, which can be run again
   */
  public static boolean isOfScenario(Trace trace) {
    return TraceScenario.is(trace);
  }

  /**
   * @param trace one of a scenario, not null
   * @return how many executions show the defect, if it is there
   */
  public static int executions(Trace trace) {
    return Math.max(EXECUTIONS, 2 * TraceScenario.execution(trace));
  }

  /**
   * @param trace one of a scenario, not null
   * @return in the how manieth execution the defect was found
   */
  public static int foundIn(Trace trace) {
    return TraceScenario.execution(trace);
  }

  /**
   * Refuses scenarios that are not for an implementation of one thread per worker.
   *
   * @param trace one of a scenario, not null
   * @throws BadInputException if threads act for the same worker
   */
  public static void requireOneThreadPerWorker(Trace trace) {
    if (!TraceScenario.scenario(trace).hasOneThreadPerWorker()) {
      throw new BadInputException(
          "In the scenario of this trace several threads act for one worker, which the design is"
              + " not made for.");
    }
  }

  /**
   * Runs the scenario with Lincheck's model checking.
   *
   * @param trace one of a scenario, not null
   * @param implementation makes the code, not null
   * @param executions how many there are at most
   * @return what has come of it
   * @throws BadInputException if the trace does not say what the scenario is
   */
  public static Result run(Trace trace, SharedSessionsFactory implementation, int executions) {
    Scenario scenario = TraceScenario.scenario(trace);
    Report report =
        LincheckRunner.run(Strategy.MODEL_CHECKING, List.of(scenario), executions, implementation);
    return new Result(
        report.finding().map(LincheckReplay::words),
        report.allExecutions(),
        report.exhausted(executions) == 1);
  }

  private static String words(Finding finding) {
    return Explanation.of(finding) + "How the threads took turns:\n" + finding.interleaving();
  }
}
