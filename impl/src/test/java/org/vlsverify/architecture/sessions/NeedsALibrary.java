package org.vlsverify.architecture.sessions;

import org.assertj.core.api.Assertions;

/** A forbidden dependency of the library, for the control of the rule against it. */
public final class NeedsALibrary {
  private NeedsALibrary() {}

  static void need() {
    Assertions.assertThat(true).isTrue();
  }
}
