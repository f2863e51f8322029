package org.vlsverify.architecture.spec;

import org.vlsverify.architecture.sessions.Implementation;

/** Violates the rule for classes of the specification, to test it. */
public final class KnowsTheImplementation {
  private KnowsTheImplementation() {}

  static Object known() {
    return new Implementation();
  }
}
