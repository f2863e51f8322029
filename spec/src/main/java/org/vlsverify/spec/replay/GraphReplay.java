package org.vlsverify.spec.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.session.SpecException;
import org.vlsverify.spec.session.StateGraph;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * Replays the whole state graph of a model on a class:
 *
 * <pre>{@code
 * GraphReplay.of(model, initial -> new Library(2, 2))
 *     .action("Borrow", (library, op) -> library.borrow(op.number("r"), op.number("b")))
 *     .action("Return", (library, op) -> library.giveBack(op.number("r"), op.number("b")))
 *     .observe("holder", Library::holders)
 *     .run();
 * }</pre>
 *
 * <p>In each state, each operation is called on a new object, after the operations of a shortest
 * path to that state. Its result and the observations must be those of the specification; an
 * operation that the specification refuses must change nothing. Results and observations are
 * compared as {@link org.vlsverify.spec.tla.JavaValues} says.
 *
 * <p>For specifications in which an operation has at most one next state. Not safe for use by
 * several threads.
 *
 * @param <T> the class
 */
public final class GraphReplay<T> {
  private final Model model;
  private final Function<Map<String, TlaValue>, T> factory;
  private final Map<String, Method<T>> methods = new LinkedHashMap<>();
  private final Map<String, Function<T, Object>> observations = new LinkedHashMap<>();
  private final String testClass;

  /**
   * How an action is called.
   *
   * @param result the operator with the expected result; null for none
   * @param tellsWhetherEnabled whether the result is that the action is enabled
   * @param isTotal whether the method may also be called where the action is not enabled
   * @param call the call and its result
   */
  record Method<T>(
      String result,
      boolean tellsWhetherEnabled,
      boolean isTotal,
      BiFunction<T, Operation, Object> call) {}

  private GraphReplay(Model model, Function<Map<String, TlaValue>, T> factory, String testClass) {
    this.model = Objects.requireNonNull(model);
    this.factory = Objects.requireNonNull(factory);
    this.testClass = testClass;
  }

  /**
   * The class that calls this method is named by the command that repeats the replay.
   *
   * @param model a model with finitely many states, not null
   * @param factory makes a new object in an initial state, whose variables it gets, not null
   * @param <T> the class
   * @return a replay without actions
   */
  public static <T> GraphReplay<T> of(Model model, Function<Map<String, TlaValue>, T> factory) {
    Class<?> caller =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).getCallerClass();
    return new GraphReplay<>(model, factory, caller.getSimpleName());
  }

  /**
   * @param action the name of an action, not null
   * @param method calls the method with the arguments of the action, and returns whether it took
   *     effect; it is also called where the action is not enabled, not null
   * @return this
   */
  public GraphReplay<T> action(String action, BiPredicate<T, Operation> method) {
    methods.put(action, new Method<>(null, true, true, method::test));
    return this;
  }

  /**
   * @param action the name of an action, not null
   * @param result the name of an operator with the parameters of the action: its value in the state
   *     before is the expected result, not null
   * @param method calls the method with the arguments of the action, and returns its result; it is
   *     also called where the action is not enabled, not null
   * @return this
   */
  public GraphReplay<T> action(
      String action, String result, BiFunction<T, Operation, Object> method) {
    methods.put(action, new Method<>(result, false, true, method));
    return this;
  }

  /**
   * @param action the name of an action, not null
   * @param method calls a method without a result; only where the action is enabled, not null
   * @return this
   */
  public GraphReplay<T> step(String action, BiConsumer<T, Operation> method) {
    methods.put(
        action,
        new Method<>(
            null,
            false,
            false,
            (object, operation) -> {
              method.accept(object, operation);
              return null;
            }));
    return this;
  }

  /**
   * @param name of a variable, or of an operator without parameters, not null
   * @param observation what the object has for it, not null
   * @return this
   */
  public GraphReplay<T> observe(String name, Function<T, Object> observation) {
    observations.put(name, observation);
    return this;
  }

  /**
   * Replays everything, and records the check in the verdict of this run.
   *
   * @return the counts
   * @throws AssertionError for the first difference by the length of the path, with the path
   * @throws SpecException if the specification cannot be parsed or evaluated
   * @throws BadInputException if an action has no method, if there is no such action, operator or
   *     variable, or if an operation has several next states
   */
  public ReplayCounts run() {
    long start = System.nanoTime();
    try (StateGraph graph = StateGraph.explore(model)) {
      check(graph);
      GraphWalk<T> walk =
          new GraphWalk<>(model, graph, factory, Map.copyOf(methods), observations, testClass);
      try {
        ReplayCounts counts = walk.run();
        record(walk, (System.nanoTime() - start) / 1e9, null);
        return counts;
      } catch (GraphDifference difference) {
        record(walk, (System.nanoTime() - start) / 1e9, difference);
        throw new AssertionError(difference.getMessage(), difference.getCause());
      }
    }
  }

  private void check(StateGraph graph) {
    Set<String> actions =
        graph.operations().stream()
            .map(Operation::action)
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> complaints = new ArrayList<>();
    for (String action : actions) {
      if (!methods.containsKey(action)) {
        complaints.add("the action " + action + " has no method");
      }
    }
    for (String action : methods.keySet()) {
      if (!actions.contains(action)) {
        complaints.add("the specification has no action " + action);
      }
    }
    for (String name : observations.keySet()) {
      if (!graph.variables().contains(name) && !graph.session().defines(name)) {
        complaints.add("the specification has no variable or operator " + name);
      }
    }
    if (observations.isEmpty()) {
      complaints.add("nothing is observed");
    }
    if (!complaints.isEmpty()) {
      throw new BadInputException(
          "The model %s cannot be replayed: %s. The actions are %s."
              .formatted(model.name(), String.join("; ", complaints), String.join(", ", actions)));
    }
  }

  private void record(GraphWalk<T> walk, double seconds, GraphDifference difference) {
    VerdictLog.record(
        CheckResult.of(CheckMethod.CONFORMANCE, "replay/" + model.name(), walk.subject())
            .outcome(
                "no difference",
                difference == null ? "no difference" : difference.what(),
                difference == null)
            .distinctStates(walk.counts().states())
            .edges(walk.counts().edges())
            .seconds(seconds)
            .trace(difference == null ? null : difference.file())
            .reproduce(GraphWalk.command(testClass))
            .build());
  }
}
