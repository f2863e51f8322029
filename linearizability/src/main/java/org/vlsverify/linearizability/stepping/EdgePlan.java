package org.vlsverify.linearizability.stepping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.vlsverify.spec.session.StateGraph;

/**
 * Paths from initial states that together have every edge of a graph, with few steps: a way round
 * for a postman who may begin anew wherever he ends. Where more edges lead out of a state than into
 * it, edges on a shortest way from a state with the opposite, or from an initial state, are taken
 * once more. Then each state is left as often as it is entered, apart from beginnings and ends of
 * paths, and Hierholzer's algorithm finds the paths. The same graph gives the same paths.
 * Immutable.
 */
final class EdgePlan {
  private final List<int[]> paths;
  private final long steps;

  private EdgePlan(List<int[]> paths) {
    this.paths = List.copyOf(paths);
    this.steps = paths.stream().mapToLong(path -> path.length).sum();
  }

  /**
   * @param graph all states, not null
   * @param wanted the edges that paths have, each at least once; all states are reached by these
   */
  static EdgePlan of(StateGraph graph, BitSet wanted) {
    return new EdgePlan(new Planner(graph, wanted).paths());
  }

  /** Each path is a list of edges, the first one out of an initial state. */
  List<int[]> paths() {
    return paths;
  }

  /** How many edges all paths have, each as often as it occurs. */
  long steps() {
    return steps;
  }

  private static final class Planner {
    private static final int BEGIN = -1;
    private static final int END = -2;

    /**
     * After so many states a search is given up, and a way from an initial state is taken: where no
     * path may begin nearby, the searches of a large graph would each meet most of it.
     */
    private static final int LONGEST_SEARCH = 3_000;

    private final StateGraph graph;
    private final int states;

    /** By edge, how often it is still to be taken. */
    private final int[] uses;

    /** By state, how much more often it is entered than left. */
    private final int[] balance;

    /** By state, where the edges into it begin in {@link #incoming}. */
    private final int[] firstIncoming;

    private final int[] incoming;

    /** The states at which {@link #incoming} begin: to look them up takes most of the time. */
    private final int[] sources;

    /** By state, the search in which it was met last, and the edge that leads on from it. */
    private final int[] met;

    private final int[] onward;
    private final int[] queue;
    private int searches;

    Planner(StateGraph graph, BitSet wanted) {
      this.graph = graph;
      this.states = graph.states();
      this.uses = new int[graph.edges()];
      this.balance = new int[states];
      this.firstIncoming = new int[states + 1];
      this.incoming = new int[wanted.cardinality()];
      this.sources = new int[incoming.length];
      this.met = new int[states];
      this.onward = new int[states];
      this.queue = new int[states];
      for (int edge = wanted.nextSetBit(0); edge >= 0; edge = wanted.nextSetBit(edge + 1)) {
        take(edge);
        firstIncoming[graph.target(edge) + 1]++;
      }
      for (int state = 0; state < states; state++) {
        firstIncoming[state + 1] += firstIncoming[state];
      }
      int[] next = Arrays.copyOf(firstIncoming, states);
      for (int edge = wanted.nextSetBit(0); edge >= 0; edge = wanted.nextSetBit(edge + 1)) {
        int position = next[graph.target(edge)]++;
        incoming[position] = edge;
        sources[position] = graph.source(edge);
      }
    }

    private void take(int edge) {
      uses[edge]++;
      balance[graph.source(edge)]--;
      balance[graph.target(edge)]++;
    }

    private boolean isInitial(int state) {
      return state < graph.initialStates();
    }

    List<int[]> paths() {
      // Those met last have the longest ways from initial states, and choose first.
      for (int state = states - 1; state >= 0; state--) {
        while (balance[state] < 0 && !isInitial(state)) {
          takeWayTo(state);
        }
      }
      return split(circuit());
    }

    /** Takes the edges of a short way from where a path may begin, or need not end, once more. */
    private void takeWayTo(int wanted) {
      searches++;
      int tail = 0;
      queue[tail++] = wanted;
      met[wanted] = searches;
      for (int head = 0; head < tail && head < LONGEST_SEARCH; head++) {
        int state = queue[head];
        if (state != wanted && (balance[state] > 0 || isInitial(state))) {
          for (int at = state; at != wanted; at = graph.target(onward[at])) {
            take(onward[at]);
          }
          return;
        }
        for (int i = firstIncoming[state]; i < firstIncoming[state + 1]; i++) {
          int source = sources[i];
          if (met[source] != searches) {
            met[source] = searches;
            onward[source] = incoming[i];
            queue[tail++] = source;
          }
        }
      }
      for (int at = wanted; !isInitial(at); at = graph.source(graph.parentEdge(at))) {
        take(graph.parentEdge(at));
      }
    }

    /** Backwards: edges, and the beginnings and ends of paths. */
    private Ints circuit() {
      int between = states;
      int[] next = new int[states];
      for (int state = 0; state < states; state++) {
        next[state] = graph.firstEdge(state);
      }
      Ints circuit = new Ints();
      Ints at = new Ints();
      Ints by = new Ints();
      at.push(between);
      by.push(END);
      while (at.size > 0) {
        int state = at.last();
        if (state == between) {
          int root = rootToBeginAt();
          if (root >= 0) {
            balance[root]++;
            at.push(root);
            by.push(BEGIN);
            continue;
          }
        } else {
          while (next[state] < graph.endEdge(state) && uses[next[state]] == 0) {
            next[state]++;
          }
          if (next[state] < graph.endEdge(state)) {
            int edge = next[state];
            uses[edge]--;
            at.push(graph.target(edge));
            by.push(edge);
            continue;
          }
          if (balance[state] > 0) {
            balance[state]--;
            at.push(between);
            by.push(END);
            continue;
          }
        }
        at.pop();
        circuit.push(by.pop());
      }
      return circuit;
    }

    private int rootToBeginAt() {
      for (int root = 0; root < graph.initialStates(); root++) {
        if (balance[root] < 0) {
          return root;
        }
      }
      return -1;
    }

    private static List<int[]> split(Ints backwards) {
      List<int[]> paths = new ArrayList<>();
      Ints path = new Ints();
      for (int i = backwards.size - 1; i >= 0; i--) {
        int edge = backwards.values[i];
        if (edge >= 0) {
          path.push(edge);
        } else if (path.size > 0) {
          paths.add(Arrays.copyOf(path.values, path.size));
          path = new Ints();
        }
      }
      if (path.size > 0) {
        paths.add(Arrays.copyOf(path.values, path.size));
      }
      return paths;
    }
  }

  /** A stack of ints without a box around each. */
  private static final class Ints {
    private int[] values = new int[64];
    private int size;

    void push(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    int pop() {
      return values[--size];
    }

    int last() {
      return values[size - 1];
    }
  }
}
