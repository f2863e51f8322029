package org.vlsverify.spec.run;

import java.util.Locale;

/** A locale for all output: the same digits and separators everywhere. */
public final class NeutralLocale {
  private NeutralLocale() {}

  /** Sets it for this JVM; each program calls this first. */
  public static void use() {
    Locale.setDefault(Locale.ROOT);
  }
}
