package org.vlsverify.architecture.spec;

import org.vlsverify.architecture.sessions.Implementation;

/** Does what no class of the specification may do, so that the rule against it can be tested. */
public final class KnowsTheImplementation {
  private KnowsTheImplementation() {}

  static Object known() {
    return new Implementation();
  }
}
