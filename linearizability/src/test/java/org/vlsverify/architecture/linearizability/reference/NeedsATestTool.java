package org.vlsverify.architecture.linearizability.reference;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/** Violates the rule against test tools, as its negative control. */
public final class NeedsATestTool {
  private NeedsATestTool() {}

  static Object need() {
    return new ModelCheckingOptions();
  }
}
