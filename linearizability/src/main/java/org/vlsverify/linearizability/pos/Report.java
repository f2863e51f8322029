package org.vlsverify.linearizability.pos;

import java.util.List;
import java.util.Optional;
import org.vlsverify.linearizability.lincheck.Interleaving;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.lincheck.Observation;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.SharedSessions;

/** A wrong execution as a finding, with its interleaving in words. */
final class Report {
  private final Scenario scenario;
  private final Schedule schedule;
  private final List<List<Object>> results;
  private final int execution;

  /**
   * @param sessions the implementation after the execution; null if there is none
   */
  Report(
      Scenario scenario,
      Schedule schedule,
      List<List<Object>> results,
      int execution,
      SharedSessions sessions) {
    this.scenario = scenario;
    this.schedule = schedule;
    this.results = results;
    this.execution = execution;
  }

  /**
   * @param observation null if there is none
   * @param why why threads are stuck, or nothing can be observed; null if neither
   */
  Finding finding(Kind kind, Observation observation, String why) {
    return new Finding(
        scenario,
        kind,
        results.stream().map(List::copyOf).toList(),
        Optional.ofNullable(observation),
        Optional.ofNullable(why),
        execution,
        "",
        "",
        List.<Interleaving.Step>of());
  }
}
