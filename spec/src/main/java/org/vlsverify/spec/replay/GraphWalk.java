package org.vlsverify.spec.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.session.Edge;
import org.vlsverify.spec.session.StateGraph;
import org.vlsverify.spec.session.StateQuery;
import org.vlsverify.spec.session.Successor;
import org.vlsverify.spec.tla.JavaValues;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.FailingTrace;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TracePrinter;

/** One replay of a graph, state by state. For one thread. */
final class GraphWalk<T> {
  private final Model model;
  private final StateGraph graph;
  private final Function<Map<String, TlaValue>, T> factory;
  private final Map<String, GraphReplay.Method<T>> methods;
  private final Map<String, Function<T, Object>> observations;
  private final String testClass;
  private final Map<Operation, StateQuery> results = new HashMap<>();
  private final Map<String, StateQuery> observed = new HashMap<>();
  private final String subject;
  private long edges;
  private long refused;

  GraphWalk(
      Model model,
      StateGraph graph,
      Function<Map<String, TlaValue>, T> factory,
      Map<String, GraphReplay.Method<T>> methods,
      Map<String, Function<T, Object>> observations,
      String testClass) {
    this.model = model;
    this.graph = graph;
    this.factory = factory;
    this.methods = methods;
    this.observations = observations;
    this.testClass = testClass;
    this.subject = factory.apply(graph.state(0)).getClass().getSimpleName();
    for (String name : observations.keySet()) {
      observed.put(
          name,
          graph.variables().contains(name) ? state -> graph.value(state, name) : graph.query(name));
    }
    for (Operation operation : graph.operations()) {
      String result = methods.get(operation.action()).result();
      if (result != null) {
        results.put(
            operation,
            graph.query(result, operation.arguments().values().toArray(new TlaValue[0])));
      }
    }
  }

  static String command(String testClass) {
    return "mvn test -Dtest=" + testClass;
  }

  /** The name of the class. */
  String subject() {
    return subject;
  }

  ReplayCounts counts() {
    return new ReplayCounts(graph.states(), edges, refused);
  }

  ReplayCounts run() throws GraphDifference {
    for (int state = 0; state < graph.states(); state++) {
      observe(state, at(state), state, null);
      Map<Operation, Integer> targets = targets(state);
      Set<Operation> outside = null;
      for (Operation operation : graph.operations()) {
        Integer target = targets.get(operation);
        if (target != null) {
          call(state, operation, target);
          edges++;
        } else if (methods.get(operation.action()).isTotal()) {
          outside = outside == null ? enabledOutside(state) : outside;
          if (!outside.contains(operation)) {
            call(state, operation, null);
            refused++;
          }
        }
      }
    }
    return counts();
  }

  private Map<Operation, Integer> targets(int state) {
    Map<Operation, Integer> targets = new HashMap<>();
    for (Edge edge : graph.stream(state).toList()) {
      if (targets.put(edge.operation(), edge.target()) != null) {
        throw new BadInputException(
            ("The model %s cannot be replayed: %s has several next states in one state; a replay"
                    + " needs at most one.")
                .formatted(model.name(), edge.operation()));
      }
    }
    return targets;
  }

  /** Enabled operations; those without an edge lead out of the constraints of the model. */
  private Set<Operation> enabledOutside(int state) {
    return graph.session().unconstrainedSuccessors(state).stream()
        .map(Successor::operation)
        .collect(Collectors.toSet());
  }

  /** A new object, after a shortest path. */
  private T at(int state) {
    List<Operation> path = new ArrayList<>();
    int current = state;
    for (int edge = graph.parentEdge(current); edge >= 0; edge = graph.parentEdge(current)) {
      path.add(0, graph.operations().get(graph.operation(edge)));
      current = graph.source(edge);
    }
    T object = factory.apply(graph.state(current));
    // The steps themselves have been replayed before.
    path.forEach(operation -> methods.get(operation.action()).call().apply(object, operation));
    return object;
  }

  private void call(int state, Operation operation, Integer target) throws GraphDifference {
    T object = at(state);
    GraphReplay.Method<T> method = methods.get(operation.action());
    Object result;
    try {
      result = method.call().apply(object, operation);
    } catch (RuntimeException | AssertionError e) {
      throw difference(state, operation, target, "threw " + e, e);
    }
    StateQuery expected = results.get(operation);
    if (method.tellsWhetherEnabled() && !result.equals(target != null)) {
      throw difference(
          state,
          operation,
          target,
          "returned %s, and the action is %s"
              .formatted(result, target == null ? "not enabled" : "enabled"),
          null);
    }
    if (expected != null && !JavaValues.same(expected.evaluate(state), result)) {
      throw difference(
          state,
          operation,
          target,
          "returned %s instead of %s".formatted(JavaValues.print(result), expected.evaluate(state)),
          null);
    }
    observe(state, object, target == null ? state : target, operation);
  }

  private void observe(int state, T object, int expected, Operation operation)
      throws GraphDifference {
    for (Map.Entry<String, Function<T, Object>> observation : observations.entrySet()) {
      Object found;
      TlaValue wanted = observed.get(observation.getKey()).evaluate(expected);
      try {
        found = observation.getValue().apply(object);
      } catch (RuntimeException | AssertionError e) {
        throw difference(state, operation, expected, observation.getKey() + " threw " + e, e);
      }
      if (!JavaValues.same(wanted, found)) {
        throw difference(
            state,
            operation,
            expected,
            "%s is %s instead of %s"
                .formatted(observation.getKey(), JavaValues.print(found), wanted),
            null);
      }
    }
  }

  private GraphDifference difference(
      int state, Operation operation, Integer target, String what, Throwable cause) {
    Trace path = graph.pathTo(state);
    List<Trace.Step> steps = new ArrayList<>(path.steps());
    if (operation != null) {
      steps.add(new Trace.Step(operation, graph.state(target == null ? state : target)));
    }
    String sentence = operation == null ? what : operation + " " + what;
    Trace trace =
        new Trace(
            model.name(),
            new Trace.Problem(Verdict.DIFFERENCE, sentence),
            path.initial(),
            steps,
            Optional.empty());
    Path file = FailingTrace.file("replay-" + model.name());
    String message =
        "%s differs from the specification of model %s.\n%s\nReproduce: %s\n%s"
            .formatted(
                subject,
                model.name(),
                TracePrinter.print(trace),
                command(testClass),
                FailingTrace.store(trace, file, ""));
    return new GraphDifference(message, sentence, file, cause);
  }
}
