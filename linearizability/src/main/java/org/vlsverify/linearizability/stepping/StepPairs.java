package org.vlsverify.linearizability.stepping;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.session.StateGraph;
import org.vlsverify.spec.tla.Operation;

/**
 * The steps in the state graphs of models of a lock-level specification, and which steps of two
 * threads can follow each other there. Immutable.
 *
 * @param steps by their names in the specification; {@code begin close} of one that begins an
 *     operation
 * @param pairs such as {@code fork: begin | open: enter}
 */
public record StepPairs(SortedSet<String> steps, SortedSet<String> pairs) {
  private static final String DEATH = "";

  /** A step, and the thread that takes it. */
  private record Taken(String who, String step) {}

  /** Copies both. */
  public StepPairs {
    steps = new TreeSet<>(steps);
    pairs = new TreeSet<>(pairs);
  }

  /**
   * @param one not null
   * @param next not null
   * @return the name of the pair
   */
  public static String pair(String one, String next) {
    return one + " | " + next;
  }

  /**
   * Explores models.
   *
   * @param models of a lock-level specification, not null
   * @return what all of them have
   * @throws org.vlsverify.spec.session.SpecException if the specification cannot be evaluated
   */
  public static StepPairs of(List<Model> models) {
    SortedSet<String> steps = new TreeSet<>();
    SortedSet<String> pairs = new TreeSet<>();
    for (Model model : models) {
      try (StateGraph graph = StateGraph.explore(model)) {
        add(graph, SteppedDesigns.of(model), steps, pairs);
      }
    }
    return new StepPairs(steps, pairs);
  }

  private static <V extends SteppedDesign.View, E extends SteppedDesign.Edge> void add(
      StateGraph graph, SteppedDesign<V, E> design, Set<String> steps, Set<String> pairs) {
    Map<Integer, V> views = new HashMap<>();
    Map<Integer, Set<Taken>> into = new HashMap<>();
    Map<Integer, Set<Taken>> outOf = new HashMap<>();
    for (int edge = 0; edge < graph.edges(); edge++) {
      Operation operation = graph.operations().get(graph.operation(edge));
      // A behaviour at its end stutters.
      if (!operation.arguments().isEmpty()) {
        int source = graph.source(edge);
        int target = graph.target(edge);
        E step =
            design.edge(
                operation, view(views, graph, design, source), view(views, graph, design, target));
        Taken taken = new Taken(step.thread() == null ? DEATH : step.thread(), step.step());
        steps.add(taken.step);
        outOf.computeIfAbsent(source, state -> new HashSet<>()).add(taken);
        into.computeIfAbsent(target, state -> new HashSet<>()).add(taken);
      }
    }
    into.forEach(
        (state, before) ->
            outOf
                .getOrDefault(state, Set.of())
                .forEach(
                    next ->
                        before.stream()
                            .filter(one -> !one.who.equals(next.who) || next.who.equals(DEATH))
                            .forEach(one -> pairs.add(pair(one.step, next.step)))));
  }

  private static <V extends SteppedDesign.View> V view(
      Map<Integer, V> views, StateGraph graph, SteppedDesign<V, ?> design, int state) {
    return views.computeIfAbsent(state, s -> design.view(graph.state(s)));
  }
}
