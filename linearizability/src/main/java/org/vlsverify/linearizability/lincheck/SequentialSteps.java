package org.vlsverify.linearizability.lincheck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.testing.RecordingTransport;

/**
 * The transition system of a sequential specification, from the state in which the threads of a
 * scenario begin: numbered states, and the step of each invocation in a state. A step is computed
 * on demand, by a new object that repeats the path to the state. Two states are the same if no
 * observation tells them apart. For one thread.
 */
public final class SequentialSteps implements TransitionSystem<Invocation> {
  private record State(
      List<Invocation> invocations, Observation observation, Map<Invocation, Step> steps) {}

  private final Bounds bounds;
  private final List<Invocation> before;
  private final SharedSessionsFactory specification;
  private final List<State> states = new ArrayList<>();
  private final Map<Observation, Integer> numbers = new HashMap<>();

  /**
   * Prepares the steps.
   *
   * @param scenario not null; its threads do not matter
   * @param specification makes an object for one thread, not null
   */
  public SequentialSteps(Scenario scenario, SharedSessionsFactory specification) {
    this.bounds = scenario.bounds();
    this.before = scenario.before();
    this.specification = specification;
    carryOut(List.of());
  }

  /** Whether the threads of a scenario begin in the same state. */
  public boolean beginAs(Scenario scenario) {
    return scenario.before().equals(before) && scenario.bounds().equals(bounds);
  }

  @Override
  public Step step(int state, Invocation invocation) {
    State from = states.get(state);
    Step known = from.steps.get(invocation);
    if (known != null) {
      return known;
    }
    Step step = carryOut(Stream.concat(from.invocations.stream(), Stream.of(invocation)).toList());
    from.steps.put(invocation, step);
    return step;
  }

  /**
   * The observation in a state.
   *
   * @param state the number of a state
   */
  public Observation observation(int state) {
    return states.get(state).observation;
  }

  private Step carryOut(List<Invocation> invocations) {
    RecordingTransport transport = new RecordingTransport(bounds.listenable());
    SharedSessions sessions = specification.create(bounds, Scenario.ROOT, transport);
    before.forEach(invocation -> invocation.on(sessions, transport));
    Object result = null;
    for (Invocation invocation : invocations) {
      result = invocation.on(sessions, transport);
    }
    Observation observation = Observation.of(bounds, sessions, transport);
    Integer known = numbers.putIfAbsent(observation, states.size());
    if (known == null) {
      states.add(new State(invocations, observation, new HashMap<>()));
    }
    return new Step(result, known == null ? states.size() - 1 : known);
  }
}
