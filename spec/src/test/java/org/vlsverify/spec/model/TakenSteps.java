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
 * The actions and steps taken by runs, named {@code specification.action}, since specifications
 * have actions of the same name. A step that only a model with a seeded defect takes does not count
 * as taken, unless the catalog lists it as a step of that defect.
 */
final class TakenSteps {
  /** Instead of the name of a seeded defect. */
  private static final String NONE = "";

  /** Step to seeded defect to the number of times the step is taken with it. */
  private final Map<String, Map<String, Long>> counts = new TreeMap<>();

  /** Adds the coverage of a run. */
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
   * Gives one line for each step that is not taken as required, and for each stale excuse.
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
