package org.vlsverify.linearizability.stepping;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.session.StateGraph;

/**
 * The steps in the state graph of a model of {@code SharedDataLocking}, and which steps of two
 * threads can follow each other there. Immutable.
 *
 * @param steps by their names in the specification; {@code begin close} of one that begins an
 *     operation
 * @param pairs such as {@code fork: begin | open: enter}
 */
public record StepPairs(SortedSet<String> steps, SortedSet<String> pairs) {
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
   * @param models of {@code SharedDataLocking}, not null
   * @return what all of them have
   */
  public static StepPairs of(List<Model> models) {
    SortedSet<String> steps = new TreeSet<>();
    SortedSet<String> pairs = new TreeSet<>();
    for (Model model : models) {
      try (StateGraph graph = StateGraph.explore(model)) {
        add(graph, steps, pairs);
      }
    }
    return new StepPairs(steps, pairs);
  }

  private static void add(StateGraph graph, Set<String> steps, Set<String> pairs) {
    LockingView[] views = new LockingView[graph.states()];
    for (int state = 0; state < views.length; state++) {
      views[state] = new LockingView(graph.state(state));
    }
    List<Set<Taken>> into =
        Stream.generate(HashSet<Taken>::new).limit(views.length).<Set<Taken>>map(s -> s).toList();
    List<Set<Taken>> outOf =
        Stream.generate(HashSet<Taken>::new).limit(views.length).<Set<Taken>>map(s -> s).toList();
    for (int edge = 0; edge < graph.edges(); edge++) {
      var operation = graph.operations().get(graph.operation(edge));
      if (!LockingEdge.isEnd(operation)) {
        int source = graph.source(edge);
        int target = graph.target(edge);
        LockingEdge step = LockingEdge.of(operation, views[source], views[target]);
        Taken taken = new Taken(step.isDeath() ? "w" + step.worker() : step.thread(), step.step());
        steps.add(taken.step);
        outOf.get(source).add(taken);
        into.get(target).add(taken);
      }
    }
    for (int state = 0; state < views.length; state++) {
      for (Taken one : into.get(state)) {
        for (Taken next : outOf.get(state)) {
          if (!one.who.equals(next.who)) {
            pairs.add(pair(one.step, next.step));
          }
        }
      }
    }
  }
}
