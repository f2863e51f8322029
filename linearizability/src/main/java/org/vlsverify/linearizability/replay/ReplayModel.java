package org.vlsverify.linearizability.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.SpecStateReader;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.sessions.Snapshot.WorkerView;
import org.vlsverify.sessions.testing.RecordingTransport.Attachment;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.session.SpecException;
import org.vlsverify.spec.session.StateGraph;
import org.vlsverify.spec.session.StateQuery;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;

/**
 * A model of the specification in terms of the Java API: for each state its snapshot, the outcome
 * and next state of each call, and the answer to each query.
 *
 * <p>It is computed once, for any number of implementations, and checked by {@link StepRule}.
 * Immutable; safe for use by several threads.
 */
public final class ReplayModel {
  /** The outcomes of refused operations. */
  static final Set<Outcome> REFUSALS =
      Collections.unmodifiableSet(
          EnumSet.range(Outcome.WORKER_NOT_LIVE, Outcome.SESSIONS_TO_LEAVE));

  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final int NONE = -1;

  /** The state of VPP: open sessions and attached workers. */
  record Connections(Set<Integer> sessions, Set<Attachment> attachments) {}

  private final String name;
  private final Bounds bounds;
  private final List<Call> calls;
  private final List<Query> queries;
  private final int states;
  private final int initialStates;
  private final int edges;
  private final Snapshot[] snapshots;
  private final Connections[] connections;

  /** By state: the last step of a shortest path there, or -1 for an initial state. */
  private final int[] previousState;

  private final short[] previousCall;

  /** By state, with one more entry: the index of its first step. */
  private final int[] firstStep;

  private final short[] stepCall;
  private final int[] stepTarget;

  /** By state and call. */
  private final byte[] outcomes;

  /** By state and query: an index into {@link #answerValues}. */
  private final byte[] answers;

  private final List<Object> answerValues = new ArrayList<>();

  /**
   * Explores a model and evaluates the specification.
   *
   * @param model a model of the module SharedData, not null
   * @return the results
   * @throws ReplayDifference if the specification contradicts itself
   * @throws SpecException if the specification cannot be parsed or evaluated
   * @throws IllegalArgumentException if the model has states, operations or values without
   *     counterpart in the Java API
   */
  public static ReplayModel of(Model model) {
    try (StateGraph graph = StateGraph.explore(model)) {
      return new ReplayModel(model.name(), graph);
    } catch (SpecException e) {
      throw new SpecException(
          "The states of model %s cannot be replayed: %s\nTo see how TLC gets there: %s"
              .formatted(model.name(), e.getMessage(), model.command()),
          e);
    }
  }

  private ReplayModel(String name, StateGraph graph) {
    this.name = name;
    states = graph.states();
    initialStates = graph.initialStates();
    edges = graph.edges();
    snapshots = new Snapshot[states];
    connections = new Connections[states];
    readStates(graph);
    bounds = Bounds.of(graph);
    calls = Call.all(bounds);
    queries = Query.all(bounds);
    outcomes = new byte[Math.multiplyExact(states, calls.size())];
    answers = new byte[Math.multiplyExact(states, queries.size())];
    previousState = new int[states];
    previousCall = new short[states];
    firstStep = new int[states + 1];
    stepCall = new short[edges];
    stepTarget = new int[edges];
    readSteps(graph);
    readOutcomes(graph);
    readAnswers(graph);
    StepRule.check(this);
  }

  private void readStates(StateGraph graph) {
    SpecStateReader reader = new SpecStateReader();
    Map<Connections, Connections> common = new HashMap<>();
    for (int state = 0; state < states; state++) {
      snapshots[state] = reader.snapshot(graph.state(state));
      connections[state] =
          common.computeIfAbsent(connections(snapshots[state]), connections -> connections);
    }
  }

  private static Connections connections(Snapshot snapshot) {
    Set<Integer> sessions = new HashSet<>();
    Set<Attachment> attachments = new HashSet<>();
    for (int w = 0; w < snapshot.workers().size(); w++) {
      for (var slot : snapshot.workers().get(w).pool()) {
        if (slot.isPresent()) {
          CopyView copy = slot.get();
          sessions.add(copy.session());
          if (copy.listen() == ListenState.LISTEN) {
            attachments.add(new Attachment(w, copy.session()));
          }
        }
      }
    }
    return new Connections(Set.copyOf(sessions), Set.copyOf(attachments));
  }

  private void readSteps(StateGraph graph) {
    int[] callOf = callsOf(graph.operations());
    Arrays.fill(previousState, NONE);
    for (int state = 0; state < states; state++) {
      firstStep[state] = graph.firstEdge(state);
      firstStep[state + 1] = graph.endEdge(state);
      for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
        stepCall[edge] = (short) callOf[graph.operation(edge)];
        stepTarget[edge] = graph.target(edge);
        if (graph.parentEdge(stepTarget[edge]) == edge || isClearer(edge, state)) {
          previousState[stepTarget[edge]] = state;
          previousCall[stepTarget[edge]] = stepCall[edge];
        }
      }
    }
  }

  /**
   * Whether a step equals the last one of a known shortest path, except that VPP attaches. Where
   * the answer of VPP does not matter, a granted request reads better.
   */
  private boolean isClearer(int step, int state) {
    int target = stepTarget[step];
    Call call = calls.get(stepCall[step]);
    return previousState[target] == state
        && call.action().asksToAttach()
        && call.attached()
        && call.action() == calls.get(previousCall[target]).action();
  }

  /** The call of each operation of the graph; both sides have the same ones. */
  private int[] callsOf(List<Operation> operations) {
    int[] callOf = new int[operations.size()];
    for (int i = 0; i < callOf.length; i++) {
      callOf[i] = calls.indexOf(Call.of(operations.get(i)));
    }
    if (callOf.length != calls.size()
        || Arrays.stream(callOf).anyMatch(call -> call < 0)
        || Arrays.stream(callOf).distinct().count() != callOf.length) {
      throw new IllegalArgumentException(
          "the actions of model %s are not the calls: %s and %s"
              .formatted(name, operations, calls));
    }
    return callOf;
  }

  private void readOutcomes(StateGraph graph) {
    Map<TlaValue, Byte> known = new HashMap<>();
    for (int c = 0; c < calls.size(); c++) {
      Call call = calls.get(c);
      StateQuery query =
          graph.query(
              call.action().specName() + "Result", call.specArguments().toArray(new TlaValue[0]));
      for (int state = 0; state < states; state++) {
        outcomes[state * calls.size() + c] =
            known.computeIfAbsent(
                query.evaluate(state), value -> (byte) call.outcome(value).ordinal());
      }
    }
  }

  private void readAnswers(StateGraph graph) {
    for (int q = 0; q < queries.size(); q++) {
      Query query = queries.get(q);
      StateQuery operator =
          graph.query(query.kind().operator(), query.specArguments().toArray(new TlaValue[0]));
      Map<TlaValue, Byte> known = new HashMap<>();
      for (int state = 0; state < states; state++) {
        answers[state * queries.size() + q] =
            known.computeIfAbsent(
                operator.evaluate(state), value -> (byte) indexOf(query.answer(value)));
      }
    }
  }

  private int indexOf(Object answer) {
    if (!answerValues.contains(answer)) {
      answerValues.add(answer);
    }
    return answerValues.indexOf(answer);
  }

  /**
   * @return the model's name
   */
  public String name() {
    return name;
  }

  /**
   * @return the model's constants
   */
  public Bounds bounds() {
    return bounds;
  }

  /**
   * @return the number of states
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
   * @return the number of steps
   */
  public int edges() {
    return edges;
  }

  /** * @return all calls within the bounds; other methods take indices into it */
  public List<Call> calls() {
    return calls;
  }

  /** * @return all queries within the bounds; {@link #answer} takes indices into it */
  public List<Query> queries() {
    return queries;
  }

  /**
   * @param state a state, from 0
   * @return everything observable there
   */
  public Snapshot snapshot(int state) {
    return snapshots[state];
  }

  Connections connections(int state) {
    return connections[state];
  }

  /**
   * * @param state a state
   *
   * @param call an index into {@link #calls}
   * @return the outcome of the call there
   */
  public Outcome outcome(int state, int call) {
    return OUTCOMES[outcomes[state * calls.size() + call]];
  }

  /**
   * * @param state a state
   *
   * @param call an index into {@link #calls}
   * @return whether the call changes the state
   */
  public boolean isStep(int state, int call) {
    return step(state, call) != NONE;
  }

  /**
   * @param state a state
   * @param call an index into {@link #calls}
   * @return the state after it; the same one if the call is no step
   */
  public int target(int state, int call) {
    int step = step(state, call);
    return step == NONE ? state : stepTarget[step];
  }

  /** The number of next states after a call; at most 1 if the specification is consistent. */
  int targets(int state, int call) {
    int targets = 0;
    for (int step = firstStep[state]; step < firstStep[state + 1]; step++) {
      if (stepCall[step] == call) {
        targets++;
      }
    }
    return targets;
  }

  private int step(int state, int call) {
    for (int step = firstStep[state]; step < firstStep[state + 1]; step++) {
      if (stepCall[step] == call) {
        return step;
      }
    }
    return NONE;
  }

  /**
   * @param state a state
   * @param query an index into {@link #queries}
   * @return the answer there
   */
  public Object answer(int state, int query) {
    return answerValues.get(answers[state * queries.size() + query]);
  }

  /**
   * @param state a state
   * @return the worker that lives in the initial state from which a shortest path leads there
   */
  public int root(int state) {
    List<WorkerView> workers = snapshot(initial(state)).workers();
    for (int w = 0; w < workers.size(); w++) {
      if (workers.get(w).life() == Life.LIVE) {
        return w;
      }
    }
    throw new IllegalArgumentException("nobody lives in an initial state of model " + name);
  }

  /** The initial state from which a shortest path leads to a state. */
  int initial(int state) {
    int initial = state;
    while (previousState[initial] != NONE) {
      initial = previousState[initial];
    }
    return initial;
  }

  /**
   * @param state a state
   * @return the calls on a shortest path there, as indices into {@link #calls}
   */
  public int[] path(int state) {
    int length = 0;
    for (int s = state; previousState[s] != NONE; s = previousState[s]) {
      length++;
    }
    int[] path = new int[length];
    for (int s = state; previousState[s] != NONE; s = previousState[s]) {
      path[--length] = previousCall[s];
    }
    return path;
  }
}
