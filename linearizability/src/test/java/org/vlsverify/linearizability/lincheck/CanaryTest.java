package org.vlsverify.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Report;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * Negative control of the tool: Lincheck's model checking finds a lost update on this JDK. If it
 * did not, all other checks would pass without meaning. Stress finds defects by chance only.
 */
class CanaryTest {
  private static final int EXECUTIONS = 200;

  private static final Scenario SCENARIO =
      new Scenario(
          "two threads listen",
          new Bounds(1, 1, 1, 0, Set.of(0)),
          List.of(Invocation.open(0, 0)),
          List.of(Invocation.listen(0, 0)),
          List.of(Invocation.listen(0, 0)));

  /** Without locks, two threads may both find that the session does not listen. */
  @Test
  void lostUpdateIsFound() {
    Strategy strategy = Strategy.MODEL_CHECKING;
    long start = System.nanoTime();

    Report report =
        LincheckRunner.run(
            strategy,
            List.of(SCENARIO),
            EXECUTIONS,
            (bounds, root, transport) ->
                new ReferenceSharedSessions(
                    bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, transport));

    String actual = report.finding().map(finding -> finding.kind().toString()).orElse("nothing");
    VerdictLog.record(
        CheckResult.of(
                CheckMethod.LINEARIZABILITY, "Lincheck, " + strategy + ": canary", "reference")
            .defect("no locks at all")
            .outcome(Kind.NOT_LINEARIZABLE.toString(), actual)
            .executions(report.allExecutions())
            .seconds((System.nanoTime() - start) / 1e9)
            .reproduce(MavenTest.unit("CanaryTest").command())
            .build());
    assertThat(actual).isEqualTo(Kind.NOT_LINEARIZABLE.toString());
    assertThat(Explanation.of(report.finding().orElseThrow()))
        .contains("Results by thread: LISTENING | LISTENING");
  }
}
