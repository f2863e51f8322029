package org.vlsverify.linearizability.jqwik;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** The quick part: a few histories, always the same. */
class HistoryPropertyTest extends HistoryProperties {

  @Property(tries = 40, seed = "20261122")
  @StatisticsReport(StatisticsReportMode.OFF)
  void agreeWithTheReference(@ForAll("histories") List<Step> steps) {
    agree(steps);
    everyOutcomeComesUp();
  }
}
