package org.vlsverify.linearizability.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.testing.RecordingTransport;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;

/**
 * An operation of {@link SharedSessions} with its arguments, as data; in the specification it is an
 * {@link Operation}. Immutable.
 *
 * @param action the operation, not null
 * @param first the first index
 * @param second the second index, or {@link #NONE} if the operation has only one
 * @param attached the answer of VPP to a request to attach; true for operations without one
 */
public record Call(Action action, int first, int second, boolean attached) {

  /** The value of a missing index. */
  public static final int NONE = -1;

  /** Rejects arguments that the operation does not have. */
  public Call {
    if (action.indices() == 1 && second != NONE || !action.asksToAttach() && !attached) {
      throw new IllegalArgumentException(
          action + " with arguments " + first + ", " + second + ", " + attached);
    }
  }

  /**
   * All calls within the bounds, with each answer of VPP.
   *
   * @param bounds not null
   * @return in the order of the operations
   */
  public static List<Call> all(Bounds bounds) {
    List<Call> calls = new ArrayList<>();
    for (Action action : Action.values()) {
      for (int first = 0; first < bounds.count(action.parameters().get(0)); first++) {
        if (action.indices() == 1) {
          calls.add(action.call(first));
          continue;
        }
        for (int second = 0; second < bounds.count(action.parameters().get(1)); second++) {
          calls.add(action.call(first, second));
          if (action.asksToAttach()) {
            calls.add(action.call(first, second, false));
          }
        }
      }
    }
    return List.copyOf(calls);
  }

  /**
   * The call for a step of the specification.
   *
   * @param operation not null
   * @return the call
   * @throws IllegalArgumentException if there is no such operation, or an argument is missing,
   *     unexpected or of another kind
   */
  public static Call of(Operation operation) {
    Action action =
        Action.named(operation.action())
            .orElseThrow(() -> new IllegalArgumentException("no operation for " + operation));
    List<String> names = action.parameters().stream().map(Parameter::specName).toList();
    if (!List.copyOf(operation.arguments().keySet()).equals(names)) {
      throw new IllegalArgumentException(operation + " should have the parameters " + names);
    }
    try {
      int first = SpecNames.index(action.parameters().get(0), operation.argument(names.get(0)));
      int second =
          action.indices() == 1
              ? NONE
              : SpecNames.index(action.parameters().get(1), operation.argument(names.get(1)));
      boolean attached =
          !action.asksToAttach() || operation.argument(Parameter.ATTACHED.specName()).asBoolean();
      return new Call(action, first, second, attached);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(operation + ": " + e.getMessage(), e);
    }
  }

  /** * @return the operation of the specification */
  public Operation operation() {
    Map<String, TlaValue> named = new LinkedHashMap<>();
    List<TlaValue> values = specArguments();
    for (int i = 0; i < values.size(); i++) {
      named.put(action.parameters().get(i).specName(), values.get(i));
    }
    return new Operation(action.specName(), named);
  }

  /**
   * @return the arguments of the action, and of its {@code Result}, in the specification
   */
  public List<TlaValue> specArguments() {
    List<TlaValue> values = new ArrayList<>();
    values.add(SpecNames.value(action.parameters().get(0), first));
    if (action.indices() == 2) {
      values.add(SpecNames.value(action.parameters().get(1), second));
    }
    if (action.asksToAttach()) {
      values.add(TlaValue.of(attached));
    }
    return values;
  }

  /**
   * Reads an outcome.
   *
   * @param value the value of the action's {@code Result} in the specification, not null
   * @return the outcome
   * @throws IllegalArgumentException if the value is no outcome
   */
  public Outcome outcome(TlaValue value) {
    try {
      return SpecNames.outcome(value);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(this + ": " + e.getMessage(), e);
    }
  }

  /**
   * Runs the call. The transport answers requests to attach; it must know {@link #attached}, see
   * {@link #apply(SharedSessions, RecordingTransport)}.
   *
   * @param sessions not null
   * @return the outcome
   */
  public Outcome apply(SharedSessions sessions) {
    return action.apply(sessions, first, second);
  }

  /**
   * Runs the call with its answer of VPP.
   *
   * @param sessions not null
   * @param transport that of {@code sessions}, not null
   * @return the outcome
   */
  public Outcome apply(SharedSessions sessions, RecordingTransport transport) {
    if (action.asksToAttach()) {
      transport.answer(attached);
    }
    return apply(sessions);
  }

  /**
   * @param outcome not null
   * @return {@code close(worker 1, session 0) -> OWNER_CHANGED}
   */
  public String with(Outcome outcome) {
    return this + " -> " + outcome;
  }

  /** In words: {@code close(worker 1, session 0)}, {@code listen(worker 0, session 0, refused)}. */
  @Override
  public String toString() {
    StringJoiner words = new StringJoiner(", ", action.methodName() + "(", ")");
    words.add(action.parameters().get(0).word() + " " + first);
    if (action.indices() == 2) {
      words.add(action.parameters().get(1).word() + " " + second);
    }
    if (action.asksToAttach()) {
      words.add(attached ? "VPP attaches" : "VPP refuses");
    }
    return words.toString();
  }
}
