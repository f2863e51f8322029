package org.vlsverify.linearizability.defects;

import org.vlsverify.sessions.design.Design;

/**
 * A defect of an implementation: a piece of its source, and what stands there instead. The
 * implementation itself has no switch for any of it.
 *
 * @param design whose defect it is
 * @param name unique; letters, digits and hyphens
 * @param what what goes wrong, one sentence
 * @param file the simple name of the source file, without {@code .java}
 * @param original text that occurs exactly once in the file, white space apart
 * @param replacement what stands there instead
 */
public record Defect(
    Design design, String name, String what, String file, String original, String replacement) {

  @Override
  public String toString() {
    return name;
  }
}
