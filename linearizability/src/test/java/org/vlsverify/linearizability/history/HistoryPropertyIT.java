package org.vlsverify.linearizability.history;

/** The standard part: more histories, always the same. */
class HistoryPropertyIT extends HistoryProperties {
  HistoryPropertyIT() {
    super("4711");
  }
}
