package org.vlsverify.spec.verdict;

import java.util.Locale;

/** The method by which a check works. Reports are sorted in this order. */
public enum CheckMethod {
  /** TLC explores or simulates a specification and checks its properties. */
  MODEL_CHECKING,
  /** TLC checks that each step of a detailed specification is a step of the abstract one. */
  REFINEMENT,
  /** TLC's state graph is replayed on the Java code, step by step. */
  CONFORMANCE,
  /** Concurrent executions of the implementation have a sequential explanation. */
  LINEARIZABILITY,
  /** The implementation runs under jcstress, where hardware and JIT reorder memory accesses. */
  MEMORY_ORDERING,
  /**
   * Recorded runs of the implementation are behaviours of a specification, or its threads are
   * driven along the steps of one.
   */
  TRACE_VALIDATION,
  /** Trace pages and diagrams are opened in a browser. */
  PAGES;

  /** The name in reports: lower case, words separated by blanks. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
