package org.vlsverify.linearizability.mutant;

import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/**
 * A defect of an implementation: a piece of its source, and what stands there instead. The
 * implementation itself has no switch for any of it.
 *
 * @param design whose defect it is
 * @param name unique among those of the design; letters, digits and hyphens
 * @param what what goes wrong, one sentence
 * @param file the simple name of the source file, without {@code .java}
 * @param original text that occurs exactly once in the file, white space apart
 * @param replacement what stands there instead
 */
public record Defect(
    Design design, String name, String what, String file, String original, String replacement) {

  /** The design with the thread model in which all its steps matter. */
  public Implementation implementation() {
    return new Implementation(design, ThreadModel.MULTI_THREADED);
  }

  /** What the defect is known to be found by. */
  public StoredFinding storedFinding() {
    return StoredFinding.of("defects/" + design, name);
  }

  @Override
  public String toString() {
    return design + " with " + name;
  }
}
