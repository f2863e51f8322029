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
 * @param waits how often something was tried that the specification does not allow
 * @param paths how many paths were driven
 * @param driven how many steps all paths have
 */
public record EdgeCoverReport(
    String model,
    int states,
    int edges,
    SortedMap<String, Counts> steps,
    int waits,
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

  /** Copies the map. */
  public EdgeCoverReport {
    steps = new TreeMap<>(steps);
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
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: %,d states; %,d of %,d edges driven, on %,d paths with %,d steps; %,d attempts wait%n"
            .formatted(model, states, covered(), edges, paths, driven, waits));
    for (Map.Entry<String, Counts> step : steps.entrySet()) {
      text.append(
          "  %,7d of %,7d  %s%n"
              .formatted(step.getValue().driven, step.getValue().all, step.getKey()));
    }
    return text.toString();
  }
}
