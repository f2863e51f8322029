package org.vlsverify.linearizability.stepping;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of a state graph was driven. Immutable.
 *
 * @param model the model's name
 * @param states all states of the graph
 * @param edges all edges of the graph that are steps
 * @param steps name of a step to its edges
 * @param waits name of a reason to how many edges the code does not take for it, and was seen not
 *     to
 * @param behind how many edges come only after edges that the code does not take
 * @param paths how many paths were driven
 * @param driven how many steps all paths have
 */
public record EdgeCoverReport(
    String model,
    int states,
    int edges,
    SortedMap<String, Counts> steps,
    SortedMap<String, Integer> waits,
    int behind,
    int paths,
    long driven) {

  /**
   * Edges of one step.
   *
   * @param all how many there are
   * @param driven how many were driven
   */
  public record Counts(int all, int driven) {
    static final Counts NONE = new Counts(0, 0);

    Counts plus(boolean isDriven) {
      return new Counts(all + 1, driven + (isDriven ? 1 : 0));
    }
  }

  /** Copies the maps. */
  public EdgeCoverReport {
    steps = new TreeMap<>(steps);
    waits = new TreeMap<>(waits);
  }

  /**
   * @return how many different edges were driven
   */
  public int covered() {
    return steps.values().stream().mapToInt(Counts::driven).sum();
  }

  /** A sentence, and a table by step. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(
            "%s: %,d states; %,d of %,d edges driven, on %,d paths with %,d steps"
                .formatted(model, states, covered(), edges, paths, driven));
    waits.forEach((reason, count) -> text.append("; %,d: %s".formatted(count, reason)));
    text.append("; %,d only behind those%n".formatted(behind));
    for (Map.Entry<String, Counts> step : steps.entrySet()) {
      text.append(
          "  %,7d of %,7d  %s%n"
              .formatted(step.getValue().driven, step.getValue().all, step.getKey()));
    }
    return text.toString();
  }
}
