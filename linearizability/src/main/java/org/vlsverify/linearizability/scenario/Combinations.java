package org.vlsverify.linearizability.scenario;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A choice among the scenarios of a suite: the first ones of each combination of operations. Two
 * scenarios have the same combination if their threads call the same methods, and if in both some
 * call is refused in sequential order, or in neither.
 */
public final class Combinations {
  private Combinations() {}

  /**
   * Chooses scenarios.
   *
   * @param scenarios not null
   * @param each the maximal number of scenarios of each combination, at least 1
   * @return the chosen ones, in their order
   */
  public static List<Scenario> firstOfEach(List<Scenario> scenarios, int each) {
    Map<Object, Integer> met = new HashMap<>();
    return scenarios.stream()
        .filter(
            scenario ->
                met.merge(List.of(scenario.isGranted(), scenario.methods()), 1, Integer::sum)
                    <= each)
        .toList();
  }
}
