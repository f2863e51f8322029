package org.vlsverify.linearizability.stepping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.vlsverify.spec.session.StateGraph;

/**
 * Paths from initial states that together have every edge of a graph. A path stays in a strongly
 * connected component as long as there is an edge in it that no path has: whoever leaves it cannot
 * come back, but has to begin anew. The same graph gives the same paths. Immutable.
 */
final class EdgePlan {
  private final List<int[]> paths;
  private final long steps;
  private final int edges;

  private EdgePlan(List<int[]> paths, int edges) {
    this.paths = paths;
    this.steps = paths.stream().mapToLong(path -> path.length).sum();
    this.edges = edges;
  }

  /**
   * @param graph all states, not null
   * @param allowed the edges that paths may have, and of which they have all that allowed edges
   *     lead to
   * @param longest how many edges a path has at most
   */
  static EdgePlan of(StateGraph graph, BitSet allowed, int longest) {
    return new Planner(graph, allowed).plan(longest);
  }

  /** Each path is a list of edges, the first one out of an initial state. */
  List<int[]> paths() {
    return paths;
  }

  /** How many edges all paths have, each as often as it occurs. */
  long steps() {
    return steps;
  }

  /** How many different edges the paths have. */
  int edges() {
    return edges;
  }

  private static final class Planner {
    private final StateGraph graph;
    private final BitSet allowed;
    private final BitSet done = new BitSet();
    private final int[] component;

    /** By component: its edges that stay in it, and that no path has. */
    private final int[] inside;

    /** By state, the search in which it was met last, and the edge by which. */
    private final int[] met;

    private final int[] by;
    private final int[] queue;
    private int searches;

    Planner(StateGraph graph, BitSet allowed) {
      this.graph = graph;
      this.allowed = allowed;
      this.component = new Components(graph, allowed).of();
      this.inside = new int[Arrays.stream(component).max().orElse(0) + 1];
      this.met = new int[graph.states()];
      this.by = new int[graph.states()];
      this.queue = new int[graph.states()];
      for (int state = 0; state < graph.states(); state++) {
        for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
          if (allowed.get(edge) && component[graph.target(edge)] == component[state]) {
            inside[component[state]]++;
          }
        }
      }
    }

    EdgePlan plan(int longest) {
      List<int[]> paths = new ArrayList<>();
      for (int root = 0; root < graph.initialStates(); root++) {
        for (int[] path = path(root, longest); path.length > 0; path = path(root, longest)) {
          paths.add(path);
        }
      }
      return new EdgePlan(List.copyOf(paths), done.cardinality());
    }

    private int[] path(int root, int longest) {
      int[] path = new int[64];
      int length = 0;
      int state = root;
      while (length < longest) {
        Optional<int[]> way = next(state);
        if (way.isEmpty()) {
          break;
        }
        for (int edge : way.get()) {
          if (length == path.length) {
            path = Arrays.copyOf(path, 2 * length);
          }
          path[length++] = edge;
          take(state, edge);
          state = graph.target(edge);
        }
      }
      return Arrays.copyOf(path, length);
    }

    private void take(int state, int edge) {
      if (!done.get(edge)) {
        done.set(edge);
        if (component[state] == component[graph.target(edge)]) {
          inside[component[state]]--;
        }
      }
    }

    private Optional<int[]> next(int state) {
      return inside[component[state]] > 0 ? nearest(state, true) : nearest(state, false);
    }

    /** The shortest way to, and over, an edge that no path has. */
    private Optional<int[]> nearest(int from, boolean staysInComponent) {
      searches++;
      int head = 0;
      int tail = 0;
      queue[tail++] = from;
      met[from] = searches;
      by[from] = -1;
      while (head < tail) {
        int state = queue[head++];
        for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
          int target = graph.target(edge);
          if (!allowed.get(edge) || staysInComponent && component[target] != component[from]) {
            continue;
          }
          if (!done.get(edge)) {
            return Optional.of(way(state, edge));
          }
          if (met[target] != searches) {
            met[target] = searches;
            by[target] = edge;
            queue[tail++] = target;
          }
        }
      }
      return Optional.empty();
    }

    private int[] way(int end, int last) {
      int length = 1;
      for (int state = end; by[state] >= 0; state = graph.source(by[state])) {
        length++;
      }
      int[] way = new int[length];
      way[--length] = last;
      for (int state = end; by[state] >= 0; state = graph.source(by[state])) {
        way[--length] = by[state];
      }
      return way;
    }
  }

  /** Strongly connected components: Tarjan's algorithm, without recursion. */
  private static final class Components {
    private final StateGraph graph;
    private final BitSet allowed;
    private final int[] number;
    private final int[] low;
    private final int[] component;
    private final int[] nextEdge;
    private final int[] open;
    private final int[] calls;
    private int opened;
    private int numbers;
    private int components;

    Components(StateGraph graph, BitSet allowed) {
      this.graph = graph;
      this.allowed = allowed;
      number = new int[graph.states()];
      low = new int[graph.states()];
      component = new int[graph.states()];
      nextEdge = new int[graph.states()];
      open = new int[graph.states()];
      calls = new int[graph.states()];
      Arrays.fill(component, -1);
    }

    /** By state, the number of its component. */
    int[] of() {
      for (int state = 0; state < graph.states(); state++) {
        if (number[state] == 0) {
          visit(state);
        }
      }
      return component;
    }

    private void enter(int state) {
      number[state] = ++numbers;
      low[state] = numbers;
      nextEdge[state] = graph.firstEdge(state);
      open[opened++] = state;
    }

    private void visit(int root) {
      int depth = 0;
      calls[depth++] = root;
      enter(root);
      while (depth > 0) {
        int state = calls[depth - 1];
        if (nextEdge[state] < graph.endEdge(state)) {
          int edge = nextEdge[state]++;
          int target = graph.target(edge);
          if (!allowed.get(edge)) {
            continue;
          }
          if (number[target] == 0) {
            enter(target);
            calls[depth++] = target;
          } else if (component[target] < 0) {
            low[state] = Math.min(low[state], number[target]);
          }
        } else {
          leave(state);
          depth--;
          if (depth > 0) {
            low[calls[depth - 1]] = Math.min(low[calls[depth - 1]], low[state]);
          }
        }
      }
    }

    private void leave(int state) {
      if (low[state] == number[state]) {
        int member;
        do {
          member = open[--opened];
          component[member] = components;
        } while (member != state);
        components++;
      }
    }
  }
}
