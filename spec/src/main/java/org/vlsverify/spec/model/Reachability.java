package org.vlsverify.spec.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.session.StateQuery;
import org.vlsverify.spec.session.Successor;

/** Breadth-first search for interesting states. */
final class Reachability {
  private Reachability() {}

  /**
   * The result of a search.
   *
   * @param reached whether the predicate holds in some state
   * @param states the length of a shortest behaviour to such a state; 0 if there is none
   * @param seen the number of states found by then
   * @param seconds the time until then
   */
  record End(boolean reached, int states, int seen, double seconds) {}

  /** One search for all states that a model must reach. */
  static Map<String, End> search(Model model, Set<String> predicates) {
    try (SpecSession session = SpecSession.open(model)) {
      return nearest(session, predicates);
    }
  }

  /** Searches breadth-first until each predicate holds in some state, or all states are found. */
  static Map<String, End> nearest(SpecSession session, Set<String> predicates) {
    long start = System.nanoTime();
    Map<String, End> ends = new HashMap<>();
    Map<String, StateQuery> wanted = new HashMap<>();
    predicates.forEach(predicate -> wanted.put(predicate, session.query(predicate)));
    BitSet found = new BitSet();
    int[] level = session.initialStates();
    int length = 1;
    while (level.length > 0 && !wanted.isEmpty()) {
      int[] states = level;
      Arrays.stream(states).forEach(found::set);
      End end = new End(true, length, found.cardinality(), (System.nanoTime() - start) / 1e9);
      wanted
          .entrySet()
          .removeIf(
              entry -> {
                boolean holds = Arrays.stream(states).anyMatch(entry.getValue()::test);
                if (holds) {
                  ends.put(entry.getKey(), end);
                }
                return holds;
              });
      level =
          Arrays.stream(states)
              .flatMap(state -> session.successors(state).stream().mapToInt(Successor::target))
              .filter(state -> !found.get(state))
              .distinct()
              .toArray();
      length++;
    }
    End nowhere = new End(false, 0, found.cardinality(), (System.nanoTime() - start) / 1e9);
    wanted.keySet().forEach(predicate -> ends.put(predicate, nowhere));
    return ends;
  }
}
