package org.vlsverify.linearizability.mutation;

import org.vlsverify.sessions.design.Design;

/**
 * A mistake in one source file of a design. Immutable.
 *
 * @param id unique; lower-case letters, digits and hyphens: the same as long as the source is
 * @param design not null
 * @param operator the kind of the mistake, see {@link Operators}
 * @param file the simple name of the source file, without {@code .java}
 * @param method the method with the mistake
 * @param line its line in the file
 * @param what the change, in one line
 * @param text the whole changed source
 */
public record Mutation(
    String id,
    Design design,
    String operator,
    String file,
    String method,
    int line,
    String what,
    String text) {

  /** In words: {@code locked, Leaving.leave:41: lock dropped: poolLock}. */
  @Override
  public String toString() {
    return "%s, %s.%s:%d: %s".formatted(design, file, method, line, what);
  }
}
