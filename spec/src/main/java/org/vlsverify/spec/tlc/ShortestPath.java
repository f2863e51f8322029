package org.vlsverify.spec.tlc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.session.Successor;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Trace;

/** Searches for a state of which only the values are known. For one search. */
final class ShortestPath {
  /** The limit of the search: minutes, for a large specification. */
  private static final int MOST = 200_000;

  private record Step(int source, Successor successor) {}

  private final SpecSession session;
  private final Map<Integer, Step> found = new HashMap<>();

  ShortestPath(SpecSession session) {
    this.session = session;
  }

  /** The first initial state that violates one of the invariants; -1 if there is none. */
  int initialThatViolates(List<String> invariants) {
    for (int state : session.initialStates()) {
      for (String invariant : invariants) {
        if (!session.evaluate(state, invariant).asBoolean()) {
          return state;
        }
      }
    }
    return -1;
  }

  /** The number of the state with these values; -1 if it is not found. */
  int to(Map<String, TlaValue> values) {
    Deque<Integer> queue = new ArrayDeque<>();
    for (int state : session.unconstrainedInitialStates()) {
      found.put(state, null);
      queue.add(state);
    }
    OptionalInt target = session.find(values);
    while (target.isEmpty() && !queue.isEmpty() && found.size() < MOST) {
      int state = queue.remove();
      for (Successor successor : session.unconstrainedSuccessors(state)) {
        if (!found.containsKey(successor.target())) {
          found.put(successor.target(), new Step(state, successor));
          queue.add(successor.target());
        }
      }
      target = session.find(values);
    }
    return target.orElse(-1);
  }

  /** The behaviour that leads to a state that has been found. */
  Trace trace(String model, int state, Trace.Problem problem) {
    List<Trace.Step> steps = new ArrayList<>();
    int current = state;
    for (Step step = found.get(current); step != null; step = found.get(current)) {
      steps.add(new Trace.Step(step.successor().operation(), session.state(current)));
      current = step.source();
    }
    Collections.reverse(steps);
    return new Trace(model, problem, session.state(current), steps, Optional.empty());
  }
}
