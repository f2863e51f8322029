package org.vlsverify.spec.run;

import java.util.Locale;

/** What is printed looks the same wherever somebody is: digits, and the marks between them. */
public final class NeutralLocale {
  private NeutralLocale() {}

  /** Sets it for this JVM; each program does so first. */
  public static void use() {
    Locale.setDefault(Locale.ROOT);
  }
}
