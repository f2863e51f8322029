package org.vlsverify.spec.tlc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.vlsverify.spec.session.SpecException;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.session.Successor;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Trace;

/**
 * Turns a printed counterexample into a trace: follows it in the state graph to find the arguments
 * of each action, which not every version of TLC prints.
 */
final class TraceBuilder {
  private static final TlaValue NULL = TlaValue.model("null");
  private static final TlaValue NOT_ASSIGNED = TlaValue.model("(not assigned)");

  private final SpecSession session;
  private int[] states = {};

  TraceBuilder(SpecSession session) {
    this.session = session;
  }

  /**
   * @param model the model's name
   * @param problem the problem
   * @param output with at least one state
   */
  Trace build(String model, Trace.Problem problem, TlcOutput output) {
    List<Integer> numbers = new ArrayList<>();
    List<Trace.Step> steps = new ArrayList<>();
    for (TlcOutput.PrintedState printed : output.states()) {
      if (numbers.isEmpty()) {
        numbers.add(initialState(printed.state()));
      } else {
        Successor step = step(numbers.get(numbers.size() - 1), printed.action(), printed.state());
        steps.add(new Trace.Step(step.operation(), session.state(step.target())));
        numbers.add(step.target());
      }
    }
    Optional<Trace.Lasso> lasso =
        output
            .lasso()
            .map(
                back ->
                    new Trace.Lasso(
                        back.start(),
                        back.action()
                            .map(
                                action ->
                                    step(
                                            numbers.get(numbers.size() - 1),
                                            action,
                                            session.state(numbers.get(back.start())))
                                        .operation())));
    this.states = numbers.stream().mapToInt(Integer::intValue).toArray();
    return new Trace(model, problem, session.state(numbers.get(0)), steps, lasso);
  }

  /**
   * The same for an evaluation error: the part that cannot be followed in the state graph is as
   * printed, with steps without arguments.
   *
   * @param model the model's name
   * @param problem the problem
   * @param output with at least one state
   */
  Trace buildAsFarAsPossible(String model, Trace.Problem problem, TlcOutput output) {
    List<Map<String, TlaValue>> states = new ArrayList<>();
    List<Trace.Step> steps = new ArrayList<>();
    OptionalInt at = OptionalInt.empty();
    for (TlcOutput.PrintedState printed : output.states()) {
      Map<String, TlaValue> state = inOrder(printed.state());
      boolean isFirst = states.isEmpty();
      OptionalInt before = at;
      Optional<Successor> step =
          isFirst || before.isEmpty()
              ? Optional.empty()
              : tried(() -> step(before.getAsInt(), printed.action(), state));
      at =
          isFirst
              ? tried(() -> initialState(state)).map(OptionalInt::of).orElse(OptionalInt.empty())
              : step.map(s -> OptionalInt.of(s.target())).orElse(OptionalInt.empty());
      if (!isFirst) {
        steps.add(
            new Trace.Step(
                step.map(Successor::operation)
                    .orElseGet(() -> new Operation(printed.action(), Map.of())),
                state));
      }
      states.add(state);
    }
    return new Trace(model, problem, states.get(0), steps, Optional.empty());
  }

  /**
   * The shortest trace to a state without computable steps. TLC prints none for an endless
   * evaluation.
   *
   * @param model the model's name
   * @param problem the problem
   * @param most the maximal number of states to search
   * @return the trace; empty if not found
   */
  Optional<Trace> search(String model, Trace.Problem problem, int most) {
    Map<Integer, Successor> into = new HashMap<>();
    Map<Integer, Integer> from = new HashMap<>();
    Deque<Integer> queue = new ArrayDeque<>();
    for (int initial : session.unconstrainedInitialStates()) {
      if (from.putIfAbsent(initial, initial) == null) {
        queue.add(initial);
      }
    }
    while (!queue.isEmpty() && from.size() <= most) {
      int state = queue.remove();
      List<Successor> successors;
      try {
        successors = session.unconstrainedSuccessors(state);
      } catch (SpecException | IllegalStateException | StackOverflowError e) {
        return Optional.of(pathTo(state, into, from, model, problem));
      }
      for (Successor successor : successors) {
        if (from.putIfAbsent(successor.target(), state) == null) {
          into.put(successor.target(), successor);
          queue.add(successor.target());
        }
      }
    }
    return Optional.empty();
  }

  private Trace pathTo(
      int end,
      Map<Integer, Successor> into,
      Map<Integer, Integer> from,
      String model,
      Trace.Problem problem) {
    Deque<Trace.Step> steps = new ArrayDeque<>();
    int state = end;
    while (into.containsKey(state)) {
      steps.addFirst(new Trace.Step(into.get(state).operation(), session.state(state)));
      state = from.get(state);
    }
    return new Trace(model, problem, session.state(state), List.copyOf(steps), Optional.empty());
  }

  /** TLC prints null for a variable without a value. */
  private Map<String, TlaValue> inOrder(Map<String, TlaValue> printed) {
    Map<String, TlaValue> state = new LinkedHashMap<>();
    for (String variable : session.variables()) {
      TlaValue value = printed.get(variable);
      state.put(variable, value == null || value.equals(NULL) ? NOT_ASSIGNED : value);
    }
    return state;
  }

  private static <T> Optional<T> tried(Supplier<T> part) {
    try {
      return Optional.of(part.get());
    } catch (SpecException | IllegalStateException e) {
      // The trace is about this expression without a value.
      return Optional.empty();
    }
  }

  /** The numbers of the trace's states in the session. */
  int[] states() {
    return states.clone();
  }

  private int initialState(Map<String, TlaValue> printed) {
    for (int state : session.unconstrainedInitialStates()) {
      if (session.state(state).equals(printed)) {
        return state;
      }
    }
    throw new IllegalStateException("not an initial state: " + printed);
  }

  /** Several arguments can lead to the same state; the smallest are a stable choice. */
  private Successor step(int source, String action, Map<String, TlaValue> target) {
    List<Successor> matching =
        session.unconstrainedSuccessors(source).stream()
            .filter(step -> session.state(step.target()).equals(target))
            .toList();
    return matching.stream()
        .filter(step -> step.operation().action().equals(action))
        .min((one, two) -> one.operation().compareTo(two.operation()))
        .or(() -> matching.stream().findFirst())
        .orElseThrow(
            () -> new IllegalStateException("no step by " + action + " leads to " + target));
  }
}
