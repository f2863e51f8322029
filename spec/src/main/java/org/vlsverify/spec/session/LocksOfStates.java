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
 * Asks a specification who holds what, and who waits for whom. The threads are what its variable
 * {@code thread} maps to where they are. {@code Holds(t)} is the set of pairs of a lock and "read"
 * or "write", {@code WaitsFor(t)} the set of threads that have to do something before t can go on,
 * and {@code Wanted(t)} the set of the locks, or of whatever else it is, that t needs.
 */
final class LocksOfStates {
  private static final String THREAD = "thread";
  private static final String HOLDS = "Holds";
  private static final String WANTED = "Wanted";
  private static final String WAITS_FOR = "WaitsFor";

  private final SpecSession session;

  LocksOfStates(SpecSession session) {
    this.session = session;
  }

  /** One for each state; none if the specification has no threads that wait. */
  List<Locks> of(int[] states) {
    return session.variables().contains(THREAD) && session.defines(WAITS_FOR)
        ? Arrays.stream(states).mapToObj(this::of).toList()
        : List.of();
  }

  private Locks of(int state) {
    List<Hold> holds = new ArrayList<>();
    List<Wait> waits = new ArrayList<>();
    Set<TlaValue> threads = TlaValues.mappings(session.value(state, THREAD)).keySet();
    if (session.defines(HOLDS)) {
      for (TlaValue thread : threads) {
        for (TlaValue hold : session.evaluate(state, HOLDS, thread).elements()) {
          List<TlaValue> pair = hold.elements();
          holds.add(new Hold(pair.get(0), thread, pair.get(1).asString().equals("write")));
        }
      }
      holds.sort(Comparator.comparing(Hold::lock));
    }
    for (TlaValue thread : threads) {
      for (TlaValue whom : session.evaluate(state, WAITS_FOR, thread).elements()) {
        waits.add(new Wait(thread, whom, what(state, thread, whom, holds)));
      }
    }
    return new Locks(holds, waits);
  }

  /** The one of the wanted locks that the other thread holds, else whatever is wanted. */
  private TlaValue what(int state, TlaValue thread, TlaValue whom, List<Hold> holds) {
    List<TlaValue> wanted =
        session.defines(WANTED)
            ? session.evaluate(state, WANTED, thread).elements()
            : List.<TlaValue>of();
    return wanted.stream()
        .filter(
            lock ->
                holds.stream().anyMatch(h -> h.lock().equals(lock) && h.thread().equals(whom)))
        .findFirst()
        .or(() -> wanted.stream().findFirst())
        .orElse(whom);
  }
}
