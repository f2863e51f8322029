package org.vlsverify.linearizability.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.vlsverify.linearizability.lincheck.Explanation;
import org.vlsverify.linearizability.lincheck.LincheckRunner;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Report;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/** Model checking of a mutant, in the hand-written scenario that shows its defect. */
final class ConcurrentDefectCheck {
  private static final int EXECUTIONS = 500;

  private ConcurrentDefectCheck() {}

  /** Fails, unless the finding is the stored one. */
  static void isFound(ConcurrentDefects.Expected expected, String command) {
    Scenario scenario = expected.made();
    long start = System.nanoTime();

    Report report =
        LincheckRunner.run(
            Strategy.MODEL_CHECKING,
            List.of(scenario),
            EXECUTIONS,
            new MutatedImplementation(expected.defect()));

    String finding =
        report
            .finding()
            .map(found -> expected.defect().what() + "\n" + Explanation.of(found))
            .orElse("nothing");
    String kind = report.finding().map(Finding::kind).map(Kind::toString).orElse("nothing");
    StoredFinding stored = expected.storedFinding();
    VerdictLog.record(
        CheckResult.of(
                CheckMethod.LINEARIZABILITY,
                "Lincheck, model checking finds defect: " + scenario.name(),
                expected.defect().implementation().toString())
            .defect(expected.defect().name())
            .outcome(
                expected.kind().toString(),
                kind,
                kind.equals(expected.kind().toString())
                    && finding.contains(expected.words())
                    && stored.isSameAs(finding))
            .executions(report.allExecutions())
            .seconds((System.nanoTime() - start) / 1e9)
            .trace(stored.file())
            .reproduce(command)
            .build());
    assertThat(kind).isEqualTo(expected.kind().toString());
    assertThat(finding).contains(expected.words()).doesNotContain("ClassNotFoundException");
    stored.assertSameAs(finding);
  }
}
