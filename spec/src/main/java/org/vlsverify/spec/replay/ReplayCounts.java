package org.vlsverify.spec.replay;

/**
 * Counts of a replay.
 *
 * @param states of the model
 * @param edges steps that were replayed
 * @param refused operations that were called although not enabled, and changed nothing
 */
public record ReplayCounts(int states, long edges, long refused) {
  @Override
  public String toString() {
    return "%,d states, %,d steps, %,d refused operations".formatted(states, edges, refused);
  }
}
