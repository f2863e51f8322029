package org.vlsverify.linearizability.jqwik;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vlsverify.linearizability.Bounds;
import org.vlsverify.linearizability.Call;
import org.vlsverify.linearizability.Implementation;
import org.vlsverify.linearizability.SharedSessionsFactory;
import org.vlsverify.linearizability.trace.Traces;
import org.vlsverify.spec.Trace;

/**
 * A history whose last call is not as it should be. It knows how to become a trace, which takes too
 * long for each history that is tried while one is shrunk.
 */
final class HistoryDifference extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String subject;
  private final transient Bounds bounds;
  private final transient SharedSessionsFactory factory;
  private final transient List<Call> calls;
  private final transient String problem;

  /**
   * @param subject the name of what differs from the reference
   * @param message all that there is to say
   * @param bounds of the history
   * @param factory makes what is at fault
   * @param calls the history, the wrong call at its end
   * @param problem what is wrong
   */
  HistoryDifference(
      String subject,
      String message,
      Bounds bounds,
      SharedSessionsFactory factory,
      List<Call> calls,
      String problem) {
    super(message);
    this.subject = subject;
    this.bounds = bounds;
    this.factory = factory;
    this.calls = List.copyOf(calls);
    this.problem = problem;
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

  /** What is at fault, by the name that the command line knows; empty if it does not. */
  String variant() {
    return factory instanceof Implementation implementation ? implementation.toString() : "";
  }

  /** The history as a trace, with as few workers and sessions as show the same. */
  Trace trace(String name) {
    Trace fewest = trace(name, fewest());
    Trace all = trace(name, bounds);
    return outcomes(fewest).equals(outcomes(all)) ? fewest : all;
  }

  private Trace trace(String name, Bounds within) {
    return Traces.of(name, within, History.ROOT, calls, factory, problem.strip());
  }

  private static List<String> outcomes(Trace trace) {
    List<String> outcomes = new ArrayList<>();
    trace.steps().forEach(step -> outcomes.add(step.outcome().orElse("")));
    return outcomes;
  }

  /** A state of everything that there could be would be large, and hard to read. */
  private Bounds fewest() {
    int workers = 1;
    int sessions = 1;
    for (Call call : calls) {
      workers = Math.max(workers, call.first() + 1);
      switch (call.action()) {
        case OPEN, CLOSE, UNSHARE, ACKNOWLEDGE, LISTEN, ACCEPT, EPOLL_ADD, EPOLL_DEL ->
            sessions = Math.max(sessions, call.second() + 1);
        default -> workers = Math.max(workers, call.second() + 1);
      }
    }
    int highest = sessions;
    Set<Integer> listenable = new HashSet<>(bounds.listenable());
    listenable.removeIf(session -> session >= highest);
    return new Bounds(
        workers, sessions, bounds.slots(), bounds.sharedCapacity(), Set.copyOf(listenable));
  }
}
