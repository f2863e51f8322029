package org.vlsverify.linearizability.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.lincheck.Explanation;
import org.vlsverify.linearizability.lincheck.LincheckRunner;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Report;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/** Negative controls: model checking finds each concurrent defect in its hand-written scenario. */
class ConcurrentDefectsTest {
  private static final String COMMAND = MavenTest.unit("ConcurrentDefectsTest").command();

  private static final int EXECUTIONS = 500;

  @Test
  void everyDesignHasDefects() {
    assertThat(ConcurrentDefects.all())
        .extracting(expected -> expected.defect().design())
        .contains(Design.values());
  }

  static List<ConcurrentDefects.Expected> defects() {
    return ConcurrentDefects.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void isFound(ConcurrentDefects.Expected expected) {
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
            .reproduce(COMMAND)
            .build());
    assertThat(kind).isEqualTo(expected.kind().toString());
    assertThat(finding).contains(expected.words()).doesNotContain("ClassNotFoundException");
    stored.assertSameAs(finding);
  }
}
