package org.vlsverify.linearizability.call;

import java.time.Duration;

/** How long a check of an implementation may be without progress. */
public final class Hang {
  /** Seconds without progress. */
  private static final String SECONDS = "vls.hang.seconds";

  private static final int DEFAULT_SECONDS = 120;

  private Hang() {}

  /**
   * @return the limit, from the command line or the default
   */
  public static Duration limit() {
    return Duration.ofSeconds(
        NumberProperty.of(SECONDS, 1, Integer.MAX_VALUE).orElse(DEFAULT_SECONDS));
  }
}
