package org.vlsverify.linearizability.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Parameter;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.call.SnapshotDiff;
import org.vlsverify.linearizability.call.SpecStateReader;
import org.vlsverify.linearizability.call.SpecStateWriter;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.testing.RecordingTransport;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Trace;

/**
 * Runs a trace's operations, by one thread, on an implementation and on the sequential reference,
 * and reports where either diverges from the trace.
 */
public final class TraceReplay {
  private static final String THREAD = "thread";

  private final Trace trace;
  private final Bounds bounds;
  private final SpecStateReader reader = new SpecStateReader();
  private final List<String> steps = new ArrayList<>();
  private Optional<Parting> code = Optional.empty();
  private Optional<Parting> reference = Optional.empty();
  private Optional<Parting> difference = Optional.empty();

  private TraceReplay(Trace trace, Bounds bounds) {
    this.trace = trace;
    this.bounds = bounds;
  }

  /**
   * A divergence.
   *
   * @param state the number of the state after the step, as in the printed trace: the first step
   *     leads to state 2; that of the step which closes a lasso is one more than there are states
   * @param lines the differences
   */
  public record Parting(int state, List<String> lines) {
    /** Copies the lines. */
    public Parting {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Result of a replay.
   *
   * @param steps one line for each step, with the outcome of the code
   * @param code the step at which the code diverges from the trace, if it does; the replay ends
   *     there
   * @param reference the step at which the reference diverges from the trace, if it does so no
   *     later than the code
   * @param difference the difference of the code from the reference, if both follow the trace or
   *     diverge from it at the same step: in state, outcome, answer, or a call of the transport
   */
  public record Result(
      List<String> steps,
      Optional<Parting> code,
      Optional<Parting> reference,
      Optional<Parting> difference) {
    /** Copies the lines. */
    public Result {
      steps = List.copyOf(steps);
    }
  }

  /**
   * Rejects traces that one thread cannot replay.
   *
   * @param trace not null
   * @throws BadInputException if it is not one of the abstract specification
   */
  public static void requireReplayable(Trace trace) {
    if (trace.initial().containsKey(THREAD)) {
      throw new BadInputException(
          "The trace of "
              + trace.model()
              + " is a lock-level trace of several threads, which one thread cannot replay.");
    }
    try {
      new SpecStateReader().snapshot(trace.initial());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "The trace of "
              + trace.model()
              + " cannot be replayed, since it is not one of the module SharedData: "
              + e.getMessage()
              + ".",
          e);
    }
  }

  /**
   * The bounds of a trace.
   *
   * @param trace a replayable trace, not null
   * @param sharedCapacity capacity of the pool of shared data
   * @param listenable the sessions on which VPP lets a worker listen
   * @return with the workers, sessions and slots of the initial state
   */
  public static Bounds bounds(Trace trace, int sharedCapacity, Set<Integer> listenable) {
    Snapshot initial = new SpecStateReader().snapshot(trace.initial());
    return new Bounds(
        initial.workers().size(),
        sessions(trace),
        initial.workers().get(0).pool().size(),
        sharedCapacity,
        listenable);
  }

  /**
   * * @param trace a replayable trace, not null
   *
   * @return the number of its sessions
   */
  public static int sessions(Trace trace) {
    return trace.initial().get("shared") instanceof TlaValue.FunctionValue shared
        ? shared.mappings().size()
        : 0;
  }

  /**
   * Replays a trace.
   *
   * @param trace a replayable trace, not null
   * @param bounds those of the trace, not null
   * @param factory makes the code, not null
   * @return the divergences of code and reference
   * @throws BadInputException if the trace has operations without counterpart in the Java API, or
   *     begins in another state than an implementation
   */
  public static Result run(Trace trace, Bounds bounds, SharedSessionsFactory factory) {
    requireReplayable(trace);
    return new TraceReplay(trace, bounds).run(factory);
  }

  /** A step of the trace, or the one that closes its lasso. */
  private record Planned(
      int number, Call call, Optional<String> outcome, Map<String, TlaValue> state) {}

  private Result run(SharedSessionsFactory factory) {
    List<Planned> plan = plan();
    int root = root();
    Subject tested = new Subject(bounds, root, factory);
    Subject right = Subject.reference(bounds, root);
    Snapshot initial = reader.snapshot(trace.initial());
    if (!initial.equals(right.snapshot())) {
      throw new BadInputException(
          "The trace of "
              + trace.model()
              + " cannot be replayed, since it does not begin with one live worker and no session.");
    }
    for (Planned step : plan) {
      String outcome = tested.apply(step.call());
      String rightOutcome = right.apply(step.call());
      steps.add("%3d  %s -> %s".formatted(step.number(), step.call().operation(), outcome));
      if (reference.isEmpty()) {
        reference = parting(step, rightOutcome, right, "the reference");
        difference = difference(step, outcome, tested, rightOutcome, right);
      }
      code = parting(step, outcome, tested, "the code");
      if (code.isPresent() || difference.isPresent() && reference.isEmpty()) {
        break;
      }
    }
    return new Result(steps, code, reference, difference);
  }

  private List<Planned> plan() {
    List<Planned> plan = new ArrayList<>();
    for (int i = 1; i < trace.length(); i++) {
      Trace.Step step = trace.steps().get(i - 1);
      plan.add(new Planned(i + 1, call(step.operation(), i + 1), step.outcome(), step.state()));
    }
    int number = trace.length() + 1;
    trace
        .lasso()
        .ifPresent(
            lasso ->
                lasso
                    .operation()
                    .ifPresent(
                        operation ->
                            plan.add(
                                new Planned(
                                    number,
                                    call(operation, number),
                                    Optional.empty(),
                                    trace.state(lasso.start())))));
    return plan;
  }

  private Call call(Operation operation, int number) {
    try {
      Call call = Call.of(inJava(operation));
      if (Call.all(bounds).contains(call)) {
        return call;
      }
      throw new IllegalArgumentException(operation + " is out of bounds");
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "The trace of "
              + trace.model()
              + " cannot be replayed, since its step "
              + number
              + " is no operation of the Java API: "
              + e.getMessage()
              + ".",
          e);
    }
  }

  /**
   * A seeded defect may replace an action by one of a longer name: {@code ExitCompleteWithPrivate}
   * of the specification is {@code ExitComplete} in Java.
   */
  private static Operation inJava(Operation operation) {
    return Stream.of(Action.values())
        .map(Action::specName)
        .filter(operation.action()::startsWith)
        .max(Comparator.comparingInt(String::length))
        .map(name -> new Operation(name, operation.arguments()))
        .orElse(operation);
  }

  /** The only live worker of the initial state; without one the trace is not replayable. */
  private int root() {
    Snapshot initial = reader.snapshot(trace.initial());
    for (int w = 0; w < initial.workers().size(); w++) {
      if (initial.workers().get(w).life() == Life.LIVE) {
        return w;
      }
    }
    return 0;
  }

  private Optional<Parting> parting(Planned step, String outcome, Subject subject, String who) {
    List<String> lines = new ArrayList<>();
    step.outcome()
        .filter(expected -> !expected.equals(outcome))
        .ifPresent(expected -> lines.add(words("outcome", "the trace", expected, who, outcome)));
    Snapshot actual;
    try {
      actual = subject.snapshot();
    } catch (RuntimeException | Error e) {
      lines.add("state of " + who + ": thrown: " + e);
      return Optional.of(new Parting(step.number(), lines));
    }
    try {
      Snapshot expected = reader.snapshot(step.state());
      lines.addAll(SnapshotDiff.between("the trace", expected, who, actual));
    } catch (IllegalArgumentException e) {
      Map<String, TlaValue> state = SpecStateWriter.state(actual, bounds.sessions());
      step.state()
          .forEach(
              (variable, value) -> {
                if (!value.equals(state.get(variable))) {
                  lines.add(
                      words(
                          variable,
                          "the trace",
                          value.toString(),
                          who,
                          String.valueOf(state.get(variable))));
                }
              });
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(new Parting(step.number(), lines));
  }

  private Optional<Parting> difference(
      Planned step, String outcome, Subject tested, String rightOutcome, Subject right) {
    String one = "the reference";
    String two = "the code";
    List<String> lines = new ArrayList<>();
    if (!outcome.equals(rightOutcome)) {
      lines.add(words("outcome", one, rightOutcome, two, outcome));
    }
    try {
      lines.addAll(SnapshotDiff.between(one, right.snapshot(), two, tested.snapshot()));
    } catch (RuntimeException | Error e) {
      lines.add("state of the code: thrown: " + e);
    }
    compareAnswers(step.call(), right, tested, lines);
    RecordingTransport found = tested.transport();
    RecordingTransport expected = right.transport();
    compare("owner changes notified", expected.ownerChanges(), found.ownerChanges(), lines);
    compare("attached to VPP", expected.attachments(), found.attachments(), lines);
    compare("sessions in use", expected.sessions(), found.sessions(), lines);
    compare("mistakes", expected.mistakes(), found.mistakes(), lines);
    return lines.isEmpty() ? Optional.empty() : Optional.of(new Parting(step.number(), lines));
  }

  /** The answers to the worker's queries about the session of the call. */
  private void compareAnswers(Call call, Subject right, Subject tested, List<String> lines) {
    if (!call.action().parameters().contains(Parameter.SESSION)) {
      return;
    }
    for (Query.Kind kind : Query.Kind.values()) {
      for (int other = 0; other < (kind.isAboutOther() ? bounds.workers() : 1); other++) {
        Query query =
            new Query(kind, call.first(), call.second(), kind.isAboutOther() ? other : Call.NONE);
        String expected = right.ask(query);
        String answer = tested.ask(query);
        if (!expected.equals(answer)) {
          lines.add(words(query.toString(), "the reference", expected, "the code", answer));
        }
      }
    }
  }

  private static void compare(
      String what, Collection<?> right, Collection<?> actual, List<String> lines) {
    if (!right.equals(actual)) {
      lines.add(words(what, "the reference", words(right), "the code", words(actual)));
    }
  }

  private static String words(Collection<?> things) {
    return things.stream()
        .map(Object::toString)
        .sorted()
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String words(String what, String one, String its, String two, String others) {
    return "%s: %s says %s, %s says %s".formatted(what, one, its, two, others);
  }
}
