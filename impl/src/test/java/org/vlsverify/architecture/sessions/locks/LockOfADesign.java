package org.vlsverify.architecture.sessions.locks;

import org.vlsverify.architecture.sessions.design.one.One;

/** Does what no lock may do, so that the rule against it can be tested. */
public final class LockOfADesign {
  private LockOfADesign() {}

  static Object need() {
    return new One();
  }
}
