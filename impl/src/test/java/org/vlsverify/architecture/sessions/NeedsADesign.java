package org.vlsverify.architecture.sessions;

import org.vlsverify.architecture.sessions.design.one.One;

/** A forbidden dependency of the interface, for the control of the rule against it. */
public final class NeedsADesign {
  private NeedsADesign() {}

  static Object need() {
    return new One();
  }
}
