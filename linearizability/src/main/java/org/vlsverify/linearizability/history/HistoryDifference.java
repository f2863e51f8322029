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
 * A history whose last call is not as it should be. It knows how to become a trace, which takes too
 * long for each history that is tried while one is shrunk.
 */
final class HistoryDifference extends AssertionError {
  private static final long serialVersionUID = 1L;

  /** A history that is longer is shown from its end. */
  private static final int SHOWN = 60;

  private final String subject;
  private final String problem;
  private final transient Story story;
  private final transient SharedSessionsFactory factory;
  private final transient List<Call> calls;
  private final transient List<Outcome> outcomes;

  /**
   * @param subject the name of what differs from the reference
   * @param problem what is wrong
   * @param story that the history comes from
   * @param factory makes what is at fault
   * @param calls the history, the wrong call at its end
   * @param outcomes those of the reference
   */
  HistoryDifference(
      String subject,
      String problem,
      Story story,
      SharedSessionsFactory factory,
      List<Call> calls,
      List<Outcome> outcomes) {
    this(subject, problem, story, factory, List.copyOf(calls), List.copyOf(outcomes), "");
  }

  private HistoryDifference(
      String subject,
      String problem,
      Story story,
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
                story.bounds().workers(),
                story.bounds().slots(),
                story.bounds().sharedCapacity(),
                last(calls, outcomes)));
    this.subject = subject;
    this.problem = problem;
    this.story = story;
    this.factory = factory;
    this.calls = calls;
    this.outcomes = outcomes;
  }

  /** The calls of a history that are shown, with their outcomes, a line each. */
  static String last(List<Call> calls, List<Outcome> outcomes) {
    int from = Math.max(0, calls.size() - SHOWN);
    return IntStream.range(from, calls.size())
        .mapToObj(i -> "  " + calls.get(i).with(outcomes.get(i)))
        .collect(
            Collectors.joining("\n", from == 0 ? "" : "  (%d calls before)%n".formatted(from), ""));
  }

  /** The same, with something to say about where the history comes from. */
  HistoryDifference with(String origin) {
    HistoryDifference same =
        new HistoryDifference(subject, problem, story, factory, calls, outcomes, origin);
    same.initCause(getCause());
    return same;
  }

  /** The difference that an error is or comes from, if there is one. */
  static Optional<HistoryDifference> of(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof HistoryDifference difference) {
        return Optional.of(difference);
      }
    }
    return Optional.empty();
  }

  /** The name of what differs from the reference. */
  String subject() {
    return subject;
  }

  /**
   * What kind of difference it is, whoever it is about: which outcome in place of which, what of
   * the state is the first to differ, which query, or which exception.
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

  /** What the history comes from. */
  Story story() {
    return story;
  }

  /** Makes what differs from the reference. */
  SharedSessionsFactory factory() {
    return factory;
  }

  /** The history, the wrong call at its end. */
  List<Call> calls() {
    return calls;
  }

  /** What is at fault, by the name that the command line knows; empty if it does not. */
  String variant() {
    return factory instanceof Implementation implementation ? implementation.toString() : "";
  }

  /** The history as a trace. */
  Trace trace(String name) {
    return Traces.of(name, story.bounds(), History.ROOT, calls, factory, problem.strip());
  }
}
