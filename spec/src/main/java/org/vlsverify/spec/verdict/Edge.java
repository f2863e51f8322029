package org.vlsverify.spec.verdict;

import java.util.Locale;

/** The edge of the square that a check supports. */
public enum Edge {
  /**
   * The abstract specification and the sequential reference. Plain model checks of the abstract
   * specification count here too, because the reference is only worth as much as they are.
   */
  TOP,
  /** The implementation against the sequential reference: linearizability. */
  RIGHT,
  /** The lock-level specification against the abstract one: refinement. */
  LEFT,
  /** The implementation against the lock-level specification: trace validation. */
  BOTTOM;

  /** The name used in reports: in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
