package org.vlsverify.linearizability.tracevalidation;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.vlsverify.linearizability.stepping.StepPairs;

/**
 * What recorded runs have of the steps, and pairs of steps of two threads, of state graphs.
 * Immutable.
 *
 * @param possible in the graphs, not null
 * @param stepsLeft the steps that no run has
 * @param pairsLeft the pairs that no run has
 * @param pairsBeyond how many pairs the runs have that the graphs do not have
 */
record RunCoverage(
    StepPairs possible, SortedSet<String> stepsLeft, SortedSet<String> pairsLeft, int pairsBeyond) {

  static RunCoverage of(ValidationReport report, StepPairs possible) {
    return new RunCoverage(
        possible,
        without(possible.steps(), report.steps().keySet()),
        without(possible.pairs(), report.pairs().keySet()),
        without(report.pairs().keySet(), possible.pairs()).size());
  }

  private static SortedSet<String> without(Set<String> all, Set<String> some) {
    SortedSet<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  /** In one line. */
  String summary() {
    return "%,d of %,d steps, %,d of %,d pairs"
        .formatted(
            possible.steps().size() - stepsLeft.size(),
            possible.steps().size(),
            possible.pairs().size() - pairsLeft.size(),
            possible.pairs().size());
  }

  /** For people: the steps and pairs that no run has, one a line. */
  String words() {
    return "%s of two threads; %,d pairs more, which the state graphs do not have%n"
            .formatted(summary(), pairsBeyond)
        + list("Steps that no run has", stepsLeft)
        + list("Pairs of steps of two threads that no run has", pairsLeft);
  }

  private static String list(String title, Set<String> entries) {
    StringBuilder text = new StringBuilder("%s: %,d%n".formatted(title, entries.size()));
    entries.forEach(entry -> text.append("  %s%n".formatted(entry)));
    return text.toString();
  }
}
