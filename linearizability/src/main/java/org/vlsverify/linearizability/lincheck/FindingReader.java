package org.vlsverify.linearizability.lincheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ResultWithClock;
import org.jetbrains.kotlinx.lincheck.strategy.IncorrectResultsFailure;
import org.jetbrains.kotlinx.lincheck.strategy.LincheckFailure;
import org.jetbrains.kotlinx.lincheck.strategy.UnexpectedExceptionFailure;
import org.jetbrains.kotlinx.lincheck.util.ExceptionResult;
import org.jetbrains.kotlinx.lincheck.util.LincheckResult;
import org.jetbrains.kotlinx.lincheck.util.ValueResult;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.scenario.Scenario;

/** Reads a failure of Lincheck as a {@link Finding}. */
final class FindingReader {
  private static final String INTERLEAVING = "The following interleaving leads to the error:";
  private static final String DETAILED = "Detailed trace:";

  private FindingReader() {}

  /**
   * Reads a failure.
   *
   * @param scenario the scenario that failed, not null
   * @param execution the index of the failing execution, from 1
   * @param failure not null
   * @return the finding
   */
  static Finding read(Scenario scenario, long execution, LincheckFailure failure) {
    String details = failure.toString();
    return new Finding(
        scenario,
        kind(scenario, failure),
        results(failure.getResults()),
        observation(failure.getResults()),
        blind(failure.getResults()),
        execution,
        between(INTERLEAVING, DETAILED, details),
        details,
        Interleaving.of(failure.getTrace(), scenario),
        OptionalLong.empty());
  }

  private static Kind kind(Scenario scenario, LincheckFailure failure) {
    if (failure instanceof IncorrectResultsFailure) {
      boolean broken =
          !scenario.isOfSteps()
              && observation(failure.getResults())
                  .filter(observation -> !observation.brokenInvariants().isEmpty())
                  .isPresent();
      return broken ? Kind.BROKEN : Kind.NOT_LINEARIZABLE;
    }
    return failure instanceof UnexpectedExceptionFailure ? Kind.THREW : Kind.STUCK;
  }

  static List<List<Object>> results(ExecutionResult results) {
    List<List<Object>> all = new ArrayList<>();
    for (List<ResultWithClock> thread : results.getParallelResultsWithClock()) {
      List<Object> mine = new ArrayList<>();
      for (ResultWithClock result : thread) {
        mine.add(result == null ? "nothing" : value(result.getResult()));
      }
      all.add(mine);
    }
    return all;
  }

  private static Object value(LincheckResult result) {
    if (result instanceof ValueResult value) {
      return value.getValue();
    }
    if (result instanceof ExceptionResult exception) {
      return "thrown: " + exception.getThrowable();
    }
    return result == null ? "nothing" : result.toString();
  }

  static Optional<Observation> observation(ExecutionResult results) {
    return results.getPostResults().stream()
        .filter(ValueResult.class::isInstance)
        .map(result -> ((ValueResult) result).getValue())
        .filter(Observation.class::isInstance)
        .map(Observation.class::cast)
        .findFirst();
  }

  private static Optional<String> blind(ExecutionResult results) {
    return results.getPostResults().stream()
        .filter(ExceptionResult.class::isInstance)
        .map(result -> value(result).toString())
        .findFirst();
  }

  private static String between(String begin, String end, String text) {
    int from = text.indexOf(begin);
    if (from < 0) {
      return "";
    }
    int to = text.indexOf(end, from);
    return text.substring(from + begin.length(), to < 0 ? text.length() : to).strip() + "\n";
  }
}
