package org.vlsverify.architecture.linearizability.reference;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/** Does what no main class of this module may do, so that the rule against it can be tested. */
public final class NeedsATestTool {
  private NeedsATestTool() {}

  static Object need() {
    return new ModelCheckingOptions();
  }
}
