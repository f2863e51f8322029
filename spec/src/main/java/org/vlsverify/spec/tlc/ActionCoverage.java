package org.vlsverify.spec.tlc;

/**
 * The coverage of an action.
 *
 * @param distinct the number of new states
 * @param generated the number of computed states, 0 if the action was never enabled
 */
public record ActionCoverage(long distinct, long generated) {
  ActionCoverage plus(ActionCoverage other) {
    return new ActionCoverage(distinct + other.distinct, generated + other.generated);
  }
}
