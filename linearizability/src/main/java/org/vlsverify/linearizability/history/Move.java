package org.vlsverify.linearizability.history;

/**
 * Something that is done in a history. It is generated, and shrunk, without knowledge of the state;
 * what it is about is chosen when its turn comes.
 */
@FunctionalInterface
interface Move {
  /** Carries it out: none, one, or several calls. */
  void on(History history);
}
