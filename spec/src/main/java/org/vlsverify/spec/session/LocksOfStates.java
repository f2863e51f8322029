package org.vlsverify.spec.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tla.TlaValues;
import org.vlsverify.spec.trace.Witness.Hold;
import org.vlsverify.spec.trace.Witness.Locks;
import org.vlsverify.spec.trace.Witness.Wait;

/**
 * Evaluates the wait-for graph and the held locks of a specification. The threads are the domain of
 * its variable {@code thread}. {@code WaitsFor(t)} is the set of the threads that block t, {@code
 * Wanted(t)} the set of the locks that t needs, {@code Holds(t)} the set of the locks that it
 * holds, and {@code HoldsToRead(t)} of those that it holds for reading; the last three are
 * optional.
 */
final class LocksOfStates {
  private static final String THREAD = "thread";
  private static final String HOLDS = "Holds";
  private static final String HOLDS_TO_READ = "HoldsToRead";
  private static final String WANTED = "Wanted";
  private static final String WAITS_FOR = "WaitsFor";

  private final SpecSession session;

  LocksOfStates(SpecSession session) {
    this.session = session;
  }

  /** One for each state; none if the specification has no waiting threads. */
  List<Locks> of(int[] states) {
    return session.variables().contains(THREAD) && session.defines(WAITS_FOR)
        ? Arrays.stream(states).mapToObj(this::of).toList()
        : List.of();
  }

  private Locks of(int state) {
    List<Hold> holds = new ArrayList<>();
    List<Wait> waits = new ArrayList<>();
    Set<TlaValue> threads = TlaValues.mappings(session.value(state, THREAD)).keySet();
    for (TlaValue thread : threads) {
      List<TlaValue> toRead = elements(state, HOLDS_TO_READ, thread);
      elements(state, HOLDS, thread)
          .forEach(lock -> holds.add(new Hold(lock, thread, !toRead.contains(lock))));
    }
    holds.sort(Comparator.comparing(Hold::lock));
    for (TlaValue thread : threads) {
      List<TlaValue> wanted = elements(state, WANTED, thread);
      for (TlaValue whom : elements(state, WAITS_FOR, thread)) {
        waits.add(new Wait(thread, whom, what(wanted, whom, holds)));
      }
    }
    return new Locks(holds, waits);
  }

  private List<TlaValue> elements(int state, String operator, TlaValue thread) {
    return session.defines(operator)
        ? session.evaluate(state, operator, thread).elements()
        : List.of();
  }

  /** The wanted lock that the other thread holds, else that thread itself. */
  private static TlaValue what(List<TlaValue> wanted, TlaValue whom, List<Hold> holds) {
    return wanted.stream()
        .filter(
            lock -> holds.stream().anyMatch(h -> h.lock().equals(lock) && h.thread().equals(whom)))
        .findFirst()
        .orElse(whom);
  }
}
