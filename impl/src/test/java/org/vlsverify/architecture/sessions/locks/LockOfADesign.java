package org.vlsverify.architecture.sessions.locks;

import org.vlsverify.architecture.sessions.design.one.One;

/** A forbidden dependency of a lock, for the control of the rule against it. */
public final class LockOfADesign {
  private LockOfADesign() {}

  static Object need() {
    return new One();
  }
}
