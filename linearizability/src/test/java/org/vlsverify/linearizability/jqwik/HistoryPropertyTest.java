package org.vlsverify.linearizability.jqwik;

/** The quick part: a few histories, always the same. */
class HistoryPropertyTest extends HistoryProperties {
  HistoryPropertyTest() {
    super("20261122");
  }
}
