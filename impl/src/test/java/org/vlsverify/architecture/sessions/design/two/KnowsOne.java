package org.vlsverify.architecture.sessions.design.two;

import org.vlsverify.architecture.sessions.design.one.One;

/** A design that knows another one, so that the rule against it can be tested. */
public final class KnowsOne {
  private KnowsOne() {}

  static Object need() {
    return new One();
  }
}
