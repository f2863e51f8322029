package org.vlsverify.linearizability.lincheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.session.SpecException;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.session.Successor;
import org.vlsverify.spec.tla.JavaValues;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;

/**
 * The steps of any specification in TLA+, evaluated by TLC in this JVM on demand, once each: for
 * {@link TlaSequential}. The model may have any number of states; its constraints are respected.
 * Safe for use by several threads.
 */
public final class TlaSteps implements TransitionSystem<TlaSteps.Invocation> {
  private final Model model;
  private final SpecSession session;
  private final Map<Asked, Step> steps = new HashMap<>();
  private final Map<Integer, List<Successor>> successors = new HashMap<>();

  /**
   * An invocation of an action or of a query.
   *
   * @param action the name of the action; null for a query
   * @param operator the name of the operator with the result; null if that is whether the action is
   *     enabled
   * @param arguments of both
   */
  record Invocation(String action, String operator, List<Object> arguments) {}

  private record Asked(int state, Invocation invocation) {}

  private TlaSteps(Model model, SpecSession session) {
    this.model = model;
    this.session = session;
  }

  /**
   * Loads the specification of a model.
   *
   * @param model a model with one initial state, not null
   * @return its steps; they stay loaded
   * @throws SpecException if the specification cannot be parsed
   * @throws BadInputException if there are several initial states, or a file is missing
   */
  public static TlaSteps of(Model model) {
    SpecSession session = SpecSession.open(model);
    int initial = session.initialStates().length;
    if (initial != 1) {
      session.close();
      throw new BadInputException(
          "The model %s has %d initial states; a sequential specification needs one."
              .formatted(model.name(), initial));
    }
    return new TlaSteps(model, session);
  }

  @Override
  public synchronized Step step(int state, Invocation invocation) {
    Asked asked = new Asked(state, invocation);
    Step known = steps.get(asked);
    if (known == null) {
      known = evaluate(state, invocation);
      steps.put(asked, known);
    }
    return known;
  }

  private Step evaluate(int state, Invocation invocation) {
    if (invocation.action() == null) {
      return new Step(value(state, invocation, argumentsOfQuery(invocation)), state);
    }
    Operation operation = operation(invocation);
    List<Successor> targets =
        successors.computeIfAbsent(state, session::successors).stream()
            .filter(successor -> successor.operation().equals(operation))
            .toList();
    if (targets.size() > 1) {
      throw new BadInputException(
          "%s has several next states in one state of model %s; a sequential specification needs at most one."
              .formatted(operation, model.name()));
    }
    Object result =
        invocation.operator() == null
            ? !targets.isEmpty()
            : value(state, invocation, List.copyOf(operation.arguments().values()));
    return new Step(result, targets.isEmpty() ? state : targets.get(0).target());
  }

  private TlaValue value(int state, Invocation invocation, List<TlaValue> arguments) {
    return session.evaluate(state, invocation.operator(), arguments.toArray(new TlaValue[0]));
  }

  /** The operation of the specification with the action and arguments of an invocation. */
  private Operation operation(Invocation invocation) {
    return session.operations().stream()
        .filter(operation -> operation.action().equals(invocation.action()))
        .filter(
            operation ->
                JavaValues.same(operation.arguments().values(), invocation.arguments().toArray()))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "The model %s has no operation %s(%s); it has %s."
                        .formatted(
                            model.name(),
                            invocation.action(),
                            invocation.arguments().stream()
                                .map(JavaValues::print)
                                .collect(Collectors.joining(", ")),
                            session.operations().stream()
                                .map(Operation::toString)
                                .collect(Collectors.joining(", ")))));
  }

  private List<TlaValue> argumentsOfQuery(Invocation invocation) {
    List<TlaValue> arguments = new ArrayList<>();
    for (Object argument : invocation.arguments()) {
      arguments.add(
          argument instanceof TlaValue value
              ? value
              : knownValues().stream()
                  .filter(value -> JavaValues.same(value, argument))
                  .findFirst()
                  .orElseGet(() -> literal(argument)));
    }
    return arguments;
  }

  /** Text may be a string or a model value: as in the operations. */
  private List<TlaValue> knownValues() {
    return session.operations().stream()
        .flatMap(operation -> operation.arguments().values().stream())
        .distinct()
        .toList();
  }

  private static TlaValue literal(Object argument) {
    if (argument instanceof Number number) {
      return TlaValue.of(Math.toIntExact(number.longValue()));
    }
    return argument instanceof Boolean truth
        ? TlaValue.of(truth)
        : TlaValue.string(String.valueOf(argument));
  }

  /** An invocation, with the arguments of a method. */
  static Invocation invocation(String action, String operator, Object... arguments) {
    return new Invocation(action, operator, Arrays.asList(arguments));
  }
}
