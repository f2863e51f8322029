package org.vlsverify.linearizability.mutant;

import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/**
 * A seeded defect of a design, as a replacement in its source. The mutant is compiled from the
 * changed source; the design itself has no switches for defects.
 *
 * @param design the design to change, not null
 * @param name unique in its list of defects; letters, digits and hyphens
 * @param what the wrong behaviour, in one sentence
 * @param file the simple name of the source file, without {@code .java}
 * @param original text that occurs exactly once in the file, apart from white space
 * @param replacement the text of the mutant in its place
 */
public record Defect(
    Design design, String name, String what, String file, String original, String replacement) {

  /** The design with several threads per worker, in which it uses all its locks. */
  public Implementation implementation() {
    return new Implementation(design, ThreadModel.MULTI_THREADED);
  }

  @Override
  public String toString() {
    return design + " with " + name;
  }
}
