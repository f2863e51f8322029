package org.vlsverify.architecture.sessions.design.two;

import org.vlsverify.architecture.sessions.design.one.One;

/** A design that knows another one, for the control of the rule against it. */
public final class KnowsOne {
  private KnowsOne() {}

  static Object need() {
    return new One();
  }
}
