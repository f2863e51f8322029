package org.vlsverify.architecture.sessions;

import org.assertj.core.api.Assertions;

/** Does what no class of the implementation may do, so that the rule against it can be tested. */
public final class NeedsALibrary {
  private NeedsALibrary() {}

  static void need() {
    Assertions.assertThat(true).isTrue();
  }
}
