package org.vlsverify.linearizability.history;

/** More histories of the standard budget, with a fixed seed. */
class HistoryPropertyIT extends HistoryProperties {
  HistoryPropertyIT() {
    super("4711");
  }
}
