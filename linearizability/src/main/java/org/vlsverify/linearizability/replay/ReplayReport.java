package org.vlsverify.linearizability.replay;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.vlsverify.sessions.Outcome;

/**
 * Counts of a replay without a difference. Immutable.
 *
 * @param model the name of the model
 * @param variant the name of the implementation
 * @param states number of states
 * @param edges number of steps
 * @param unchanged number of operations without effect: refused, or granted without anything to
 *     change
 * @param queries number of queries
 * @param calls number of all operations and queries, those on the paths included
 * @param seconds duration
 * @param outcomes the outcomes seen
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

  /** One line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Replay of %s on %s: %,d states, %,d steps, %,d operations without effect, %,d queries;"
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
