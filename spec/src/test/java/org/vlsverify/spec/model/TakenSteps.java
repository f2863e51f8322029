package org.vlsverify.spec.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vlsverify.spec.module.ModuleText;
import org.vlsverify.spec.tlc.ModelRun;

/**
 * Which actions and steps are taken by runs, named {@code specification.action}: what is taken in
 * one specification says nothing about an action of the same name in another one. What only a model
 * with a seeded defect takes does not count as taken, unless the catalog says that it is a step of
 * that defect.
 */
final class TakenSteps {
  /** In the place of a seeded defect. */
  private static final String NONE = "";

  /** Step to seeded defect to how often the step is taken with it. */
  private final Map<String, Map<String, Long>> counts = new TreeMap<>();

  /** Adds what a run took that was asked for coverage. */
  void add(ModelRun run) {
    String specification = ModuleText.of(run.model().module()).name();
    String defect = run.model().seededDefect() == null ? NONE : run.model().seededDefect();
    run.coverage()
        .forEach(
            (action, count) ->
                counts
                    .computeIfAbsent(specification + "." + action, step -> new TreeMap<>())
                    .merge(defect, count.generated(), Long::sum));
  }

  /** All actions and steps, taken or not. */
  SortedSet<String> all() {
    return new TreeSet<>(counts.keySet());
  }

  /**
   * Gives one line for each step that is not taken as it has to be, and for each excuse that is
   * stale.
   *
   * @param neverTaken a step to the reason why no model takes it
   * @param takenByDefects a step to the seeded defect without which no model takes it
   */
  List<String> complaints(Map<String, String> neverTaken, Map<String, String> takenByDefects) {
    List<String> complaints = new ArrayList<>();
    counts.forEach(
        (step, byDefect) -> {
          Set<String> takers = new TreeSet<>(byDefect.keySet());
          takers.removeIf(defect -> byDefect.get(defect) == 0);
          boolean isHardened = takers.remove(NONE);
          if (neverTaken.containsKey(step)) {
            if (isHardened || !takers.isEmpty()) {
              complaints.add(step + " is taken; \"neverTaken\" says that it is not");
            }
          } else if (takenByDefects.containsKey(step)) {
            String defect = takenByDefects.get(step);
            if (isHardened) {
              complaints.add(
                  step + " is taken without a defect; \"steps\" of a defect says that it is not");
            } else if (!takers.contains(defect)) {
              complaints.add(
                  step + " is not taken with " + defect + defects(", but with ", takers));
            }
          } else if (!isHardened) {
            complaints.add(step + " is taken by no model" + defects(" but with ", takers));
          }
        });
    for (Map<String, String> excuses : List.of(neverTaken, takenByDefects)) {
      Set<String> unknown = new TreeSet<>(excuses.keySet());
      unknown.removeAll(counts.keySet());
      unknown.forEach(step -> complaints.add("there is no step " + step));
    }
    return complaints;
  }

  private static String defects(String introduction, Set<String> defects) {
    return defects.isEmpty() ? "" : introduction + String.join(", ", defects);
  }
}
