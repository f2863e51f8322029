package org.vlsverify.linearizability.history;

/**
 * A command of a history. It is generated and shrunk without knowledge of the state; it chooses its
 * workers and sessions when it runs.
 */
@FunctionalInterface
interface Command {
  /** Runs it: no call, one or several. */
  void on(History history);
}
