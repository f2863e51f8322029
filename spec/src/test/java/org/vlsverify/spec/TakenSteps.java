package org.vlsverify.spec;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which actions and steps are taken by runs, named {@code specification.action}: what is taken in
 * one specification says nothing about an action of the same name in another one.
 */
final class TakenSteps {
  private final Map<String, Long> counts = new TreeMap<>();

  /** Adds what a run took that was asked for coverage. */
  void add(ModelRun run) {
    String specification = Specification.of(run.model().module()).name();
    run.coverage()
        .forEach(
            (action, count) ->
                counts.merge(specification + "." + action, count.generated(), Long::sum));
  }

  /** The actions and steps that are never taken; none if nothing was added. */
  SortedSet<String> never() {
    SortedSet<String> never = new TreeSet<>(counts.keySet());
    never.removeIf(step -> counts.get(step) > 0);
    return never;
  }

  /** All actions and steps, taken or not. */
  SortedSet<String> all() {
    return new TreeSet<>(counts.keySet());
  }
}
