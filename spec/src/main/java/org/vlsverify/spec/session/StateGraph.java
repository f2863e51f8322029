package org.vlsverify.spec.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.session.bridge.SpecBridge;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;

/**
 * The whole reachable state graph of a model.
 *
 * <p>States are numbered from 0 in the order of a breadth-first search from the initial states,
 * which come first. Edges are distinct combinations of source, operation and target; they are
 * numbered from 0, those out of one state in a row. Steps from a state to itself are edges like
 * others. The model's constraints are respected; its symmetry is not, so that the graph of a model
 * without symmetry has the same states as TLC's.
 *
 * <p>Takes about 8 bytes per edge, and 4 bytes per state and variable, besides each distinct value
 * of each variable. Immutable; safe for use by several threads.
 */
public final class StateGraph implements AutoCloseable {
  private final String model;
  private final SpecSession session;
  private final int initialStates;
  private final int states;
  private final int edges;
  private final int depth;
  private final long generated;

  /** By state: its first edge; one entry more than states. */
  private final int[] firstEdge;

  private final int[] operation;
  private final int[] target;

  /** By state: the edge by which it was found, or -1. */
  private final int[] parentEdge;

  private StateGraph(String model, SpecSession session) {
    this.model = model;
    this.session = session;
    initialStates = session.initialStates().length;
    Ints first = new Ints();
    Ints operations = new Ints();
    Ints targets = new Ints();
    Ints parents = new Ints();
    int levels = 0;
    int endOfLevel = 0;
    for (int state = 0; state < session.states(); state++) {
      int known = session.states();
      if (state == endOfLevel) {
        levels++;
        endOfLevel = known;
      }
      first.add(targets.size());
      parents.fill(known, -1);
      for (long step : session.packedSuccessors(state)) {
        int found = SpecBridge.target(step);
        parents.fill(found + 1, -1);
        if (found >= known && parents.get(found) < 0) {
          parents.set(found, targets.size());
        }
        operations.add(SpecBridge.operation(step));
        targets.add(found);
      }
    }
    first.add(targets.size());
    states = session.states();
    edges = targets.size();
    depth = levels;
    generated = session.generated();
    firstEdge = first.toArray();
    operation = operations.toArray();
    target = targets.toArray();
    parentEdge = parents.toArray();
  }

  /** A list of unboxed ints. */
  private static final class Ints {
    private int[] values = new int[1024];
    private int size;

    int size() {
      return size;
    }

    int get(int index) {
      return values[index];
    }

    void set(int index, int value) {
      values[index] = value;
    }

    void add(int value) {
      fill(size + 1, value);
    }

    /** Appends a value until the list has at least that size. */
    void fill(int newSize, int value) {
      if (newSize > values.length) {
        values = Arrays.copyOf(values, Math.max(newSize, values.length + (values.length >> 1)));
      }
      while (size < newSize) {
        values[size++] = value;
      }
    }

    int[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }

  /**
   * Explores a model. Closing the graph closes the session it works with.
   *
   * @param model a model with finitely many states, not null
   * @return the graph; to be closed by the caller
   * @throws SpecException if the specification cannot be parsed or evaluated
   * @throws BadInputException if a file or the jar is missing
   */
  public static StateGraph explore(Model model) {
    SpecSession session = SpecSession.open(model);
    try {
      return new StateGraph(model.name(), session);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /**
   * @return the number of states, as TLC counts distinct states
   */
  public int states() {
    return states;
  }

  /**
   * @return the number of initial states
   */
  public int initialStates() {
    return initialStates;
  }

  /**
   * @return the number of edges
   */
  public int edges() {
    return edges;
  }

  /**
   * All edges in their order: the source of each is an initial state or the target of an earlier
   * one.
   *
   * @return a stream for as long as the graph is open
   */
  public Stream<Edge> stream() {
    return IntStream.range(0, states).boxed().flatMap(this::stream);
  }

  /**
   * @param state a state
   * @return the edges out of it, in the order of {@link #operations}
   */
  public Stream<Edge> stream(int state) {
    return IntStream.range(firstEdge[state], firstEdge[state + 1])
        .mapToObj(edge -> new Edge(this, state, operations().get(operation[edge]), target[edge]));
  }

  /**
   * @return the number of states on the longest of all shortest paths, as TLC counts depth
   */
  public int depth() {
    return depth;
  }

  /**
   * @return how many states were computed, duplicates and those outside of the constraints
   *     included, as TLC counts them
   */
  public long generated() {
    return generated;
  }

  /**
   * @return the names of the variables in the order of their declaration
   */
  public List<String> variables() {
    return session.variables();
  }

  /**
   * @return every operation of the specification; {@link #operation} gives indices into it
   */
  public List<Operation> operations() {
    return session.operations();
  }

  /**
   * @param state a state
   * @return variable to value in the order of the declarations; immutable
   */
  public Map<String, TlaValue> state(int state) {
    return session.state(state);
  }

  /**
   * @param state a state
   * @param variable a variable's name
   * @return its value there
   */
  public TlaValue value(int state, String variable) {
    return session.value(state, variable);
  }

  /**
   * @param state a state
   * @return the number of states on a shortest path to it: 1 for an initial state
   */
  public int level(int state) {
    int level = 1;
    for (int edge = parentEdge[state]; edge >= 0; edge = parentEdge[source(edge)]) {
      level++;
    }
    return level;
  }

  /**
   * @param state a state
   * @return its first outgoing edge; it has none if this is {@link #endEdge}
   */
  public int firstEdge(int state) {
    return firstEdge[state];
  }

  /**
   * @param state a state
   * @return the edge after its last outgoing one
   */
  public int endEdge(int state) {
    return firstEdge[state + 1];
  }

  /**
   * @param edge an edge
   * @return the state that it leaves
   */
  public int source(int edge) {
    int low = 0;
    int high = states - 1;
    while (low < high) {
      int middle = low + high + 1 >>> 1;
      if (firstEdge[middle] <= edge) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /**
   * @param edge an edge
   * @return the index of its operation in {@link #operations}
   */
  public int operation(int edge) {
    return operation[edge];
  }

  /**
   * @param edge an edge
   * @return the state that it leads to
   */
  public int target(int edge) {
    return target[edge];
  }

  /**
   * @param state a state
   * @return the last edge of a shortest path from an initial state to this one, or -1 if this is an
   *     initial state
   */
  public int parentEdge(int state) {
    return parentEdge[state];
  }

  /**
   * @param state a state
   * @return a shortest behaviour that ends there
   */
  public Trace pathTo(int state) {
    List<Trace.Step> steps = new ArrayList<>();
    int current = state;
    while (parentEdge[current] >= 0) {
      int edge = parentEdge[current];
      steps.add(new Trace.Step(operations().get(operation[edge]), state(current)));
      current = source(edge);
    }
    Collections.reverse(steps);
    return new Trace(
        model, new Trace.Problem(Verdict.OK, null), state(current), steps, Optional.empty());
  }

  /**
   * @param operator the name of an operator or a constant
   * @param arguments as many as the operator has parameters
   * @return its evaluation in states of this graph
   * @throws SpecException if it is not defined
   */
  public StateQuery query(String operator, TlaValue... arguments) {
    return session.query(operator, arguments);
  }

  /**
   * @param state a state
   * @param operator the name of an operator or a constant
   * @param arguments as many as the operator has parameters
   * @return its value in the state; {@link #query} is faster for many states
   * @throws SpecException if it is not defined or has no value
   */
  public TlaValue evaluate(int state, String operator, TlaValue... arguments) {
    return session.evaluate(state, operator, arguments);
  }

  /**
   * @return the session in which the states of this graph have the same numbers
   */
  public SpecSession session() {
    return session;
  }

  @Override
  public void close() {
    session.close();
  }
}
