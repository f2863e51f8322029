package org.vlsverify.linearizability.replay;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.vlsverify.sessions.Outcome;

/**
 * What a replay without a difference has done. Immutable.
 *
 * @param model the model's name
 * @param variant what was under test
 * @param states how many states, all that there are
 * @param edges how many steps, all that there are
 * @param unchanged how many operations that change nothing: those refused, and those granted
 *     without anything to change
 * @param questions how many queries
 * @param calls how many operations and queries were carried out in all, the ones that lead to the
 *     states included
 * @param seconds how long it took
 * @param outcomes which outcomes there were
 */
public record ReplayReport(
    String model,
    String variant,
    int states,
    long edges,
    long unchanged,
    long queries,
    long calls,
    double seconds,
    Set<Outcome> outcomes) {

  /** Copies the set. */
  public ReplayReport {
    EnumSet<Outcome> copy = EnumSet.noneOf(Outcome.class);
    copy.addAll(outcomes);
    outcomes = Collections.unmodifiableSet(copy);
  }

  /** One line for people. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Replay of %s on %s: %,d states, %,d steps, %,d operations without change, %,d queries;"
            + " %,d calls in %.1f s",
        model,
        variant,
        states,
        edges,
        unchanged,
        queries,
        calls,
        seconds);
  }
}
