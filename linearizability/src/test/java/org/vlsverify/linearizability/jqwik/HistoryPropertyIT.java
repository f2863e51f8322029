package org.vlsverify.linearizability.jqwik;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** The standard part: more histories, always the same. */
class HistoryPropertyIT extends HistoryProperties {

  @Property(tries = 400, seed = "4711")
  @StatisticsReport(StatisticsReportMode.OFF)
  void agreeWithTheReference(@ForAll("histories") List<Step> steps) {
    agree(steps);
    everyOutcomeComesUp();
  }
}
