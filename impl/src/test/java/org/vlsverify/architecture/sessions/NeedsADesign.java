package org.vlsverify.architecture.sessions;

import org.vlsverify.architecture.sessions.design.one.One;

/** Does what no class of the interface may do, so that the rule against it can be tested. */
public final class NeedsADesign {
  private NeedsADesign() {}

  static Object need() {
    return new One();
  }
}
