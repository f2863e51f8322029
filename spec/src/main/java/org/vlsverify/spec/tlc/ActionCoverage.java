package org.vlsverify.spec.tlc;

/**
 * How often TLC took an action.
 *
 * @param distinct how many new states it found by it
 * @param generated how many states it computed by it, 0 if the action was never enabled
 */
public record ActionCoverage(long distinct, long generated) {
  ActionCoverage plus(ActionCoverage other) {
    return new ActionCoverage(distinct + other.distinct, generated + other.generated);
  }
}
