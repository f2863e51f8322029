package org.vlsverify.architecture.sessions.testing;

import org.vlsverify.architecture.sessions.design.one.One;

/** A forbidden dependency of test support, for the control of the rule against it. */
public final class SupportForADesign {
  private SupportForADesign() {}

  static Object need() {
    return new One();
  }
}
