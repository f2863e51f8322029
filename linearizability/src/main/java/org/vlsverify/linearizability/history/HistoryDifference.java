package org.vlsverify.linearizability.history;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.trace.Traces;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.spec.trace.Trace;

/**
 * A history whose last call deviates from the reference. It becomes a trace on demand, since that
 * takes too long for each history of a shrinking.
 */
final class HistoryDifference extends AssertionError {
  private static final long serialVersionUID = 1L;

  /** A longer history is shown from its end. */
  private static final int SHOWN = 60;

  private final String subject;
  private final String problem;
  private final transient CommandSequence sequence;
  private final transient SharedSessionsFactory factory;
  private final transient List<Call> calls;
  private final transient List<Outcome> outcomes;

  /**
   * Makes a difference.
   *
   * @param subject the name of the deviating implementation
   * @param problem the deviation
   * @param sequence the input of the history
   * @param factory makes the implementation
   * @param calls the history, with the deviating call at its end
   * @param outcomes those of the reference
   */
  HistoryDifference(
      String subject,
      String problem,
      CommandSequence sequence,
      SharedSessionsFactory factory,
      List<Call> calls,
      List<Outcome> outcomes) {
    this(subject, problem, sequence, factory, List.copyOf(calls), List.copyOf(outcomes), "");
  }

  private HistoryDifference(
      String subject,
      String problem,
      CommandSequence sequence,
      SharedSessionsFactory factory,
      List<Call> calls,
      List<Outcome> outcomes,
      String origin) {
    super(
        "%s: %s%nThe history, of %d calls%s, with %d workers, %d slots and %d elements, and the outcomes of the reference:%n%s"
            .formatted(
                subject,
                problem,
                calls.size(),
                origin,
                sequence.bounds().workers(),
                sequence.bounds().slots(),
                sequence.bounds().sharedCapacity(),
                last(calls, outcomes)));
    this.subject = subject;
    this.problem = problem;
    this.sequence = sequence;
    this.factory = factory;
    this.calls = calls;
    this.outcomes = outcomes;
  }

  /** The shown calls of a history, with outcomes, a line each. */
  static String last(List<Call> calls, List<Outcome> outcomes) {
    int from = Math.max(0, calls.size() - SHOWN);
    return IntStream.range(from, calls.size())
        .mapToObj(i -> "  " + calls.get(i).with(outcomes.get(i)))
        .collect(
            Collectors.joining("\n", from == 0 ? "" : "  (%d calls before)%n".formatted(from), ""));
  }

  /** The same difference with a note on the origin of the history. */
  HistoryDifference with(String origin) {
    HistoryDifference same =
        new HistoryDifference(subject, problem, sequence, factory, calls, outcomes, origin);
    same.initCause(getCause());
    return same;
  }

  /** The difference that an error is or has as its cause. */
  static Optional<HistoryDifference> of(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof HistoryDifference difference) {
        return Optional.of(difference);
      }
    }
    return Optional.empty();
  }

  /** The name of the deviating implementation. */
  String subject() {
    return subject;
  }

  /**
   * Kind of the difference, without workers and sessions: expected and actual outcome, the first
   * differing part of the state, the query, or the exception.
   */
  String kind() {
    return getCause() != null
        ? getCause().getClass().getName()
        : problem
            .lines()
            .findFirst()
            .orElse("")
            .replaceFirst(": expected .*", "")
            .replaceAll("\\d+", "");
  }

  /** The input of the history. */
  CommandSequence sequence() {
    return sequence;
  }

  /** Makes the deviating implementation. */
  SharedSessionsFactory factory() {
    return factory;
  }

  /** The history, with the deviating call at its end. */
  List<Call> calls() {
    return calls;
  }

  /** The deviating implementation by its name on the command line; empty if it has none. */
  String variant() {
    return factory instanceof Implementation implementation ? implementation.toString() : "";
  }

  /** The history as a trace. */
  Trace trace(String name) {
    return Traces.of(name, sequence.bounds(), History.ROOT, calls, factory, problem.strip());
  }
}
