package org.vlsverify.architecture.spec;

import org.vlsverify.architecture.vls.Words;

/** A tool that depends on the words of one project's specifications. */
public final class KnowsTheWords {
  private final Words words = new Words();

  @Override
  public String toString() {
    return words.toString();
  }
}
