package org.vlsverify.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Report;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.mutant.ConcurrentDefects;
import org.vlsverify.linearizability.mutant.DetectionIT;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.linearizability.mutant.StoredFinding;
import org.vlsverify.linearizability.scenario.HandWrittenScenariosTest;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.linearizability.scenario.ScenarioSuite;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * The specification, evaluated by TLC, and the reference give the same verdicts and explanations,
 * for the designs and for each seeded defect. So Lincheck's verdicts do not depend on a
 * hand-written model.
 */
class OracleIT {
  private static final String COMMAND = MavenTest.integration("OracleIT").command();

  private static final String CHECK = "Lincheck, SharedData.tla as oracle: ";
  private static final int EXECUTIONS = 5;
  private static final int EXECUTIONS_OF_DEFECTS = 500;

  /** The verdicts of both oracles, and their times. */
  private record Comparison(Map<Oracle, String> verdicts, String seconds, long executions) {}

  private static Comparison compare(
      List<Scenario> scenarios, int executions, SharedSessionsFactory implementation) {
    Map<Oracle, String> verdicts = new EnumMap<>(Oracle.class);
    StringBuilder seconds = new StringBuilder();
    long all = 0;
    for (Oracle specification : Oracle.values()) {
      long start = System.nanoTime();
      Report report =
          LincheckRunner.run(
              Strategy.MODEL_CHECKING, scenarios, executions, implementation, specification);
      verdicts.put(
          specification,
          "%s after %d executions"
              .formatted(
                  report.finding().map(Explanation::of).orElse("nothing found"),
                  report.allExecutions()));
      seconds.append(
          "%s%.1f s by %s"
              .formatted(
                  seconds.isEmpty() ? "" : ", ", (System.nanoTime() - start) / 1e9, specification));
      all += report.allExecutions();
    }
    return new Comparison(verdicts, seconds.toString(), all);
  }

  private static void record(String what, String variant, Comparison comparison, double seconds) {
    boolean same = comparison.verdicts().values().stream().distinct().count() == 1;
    VerdictLog.record(
        CheckResult.of(CheckMethod.LINEARIZABILITY, CHECK + what, variant)
            .outcome(
                "same verdict",
                (same ? "same verdict" : "differs") + ", " + comparison.seconds(),
                same)
            .executions(comparison.executions())
            .seconds(seconds)
            .reproduce(COMMAND + Budget.options())
            .build());
    assertThat(comparison.verdicts().get(Oracle.TLA))
        .as(
            "Lincheck with SharedData.tla, compared with the reference; "
                + COMMAND
                + Budget.options())
        .isEqualTo(comparison.verdicts().get(Oracle.REFERENCE));
  }

  /** Hand-written scenarios without composed operations, and some generated ones. */
  @ParameterizedTest(allowZeroInvocations = true)
  @ArgumentsSource(Implementations.AtLength.class)
  void bothOraclesFindNothing(Implementation implementation) {
    long start = System.nanoTime();
    List<Scenario> scenarios =
        Stream.concat(
                HandWrittenScenariosTest.all().filter(Scenario::isOfSteps),
                ScenarioSuite.TWO_WORKERS_ONCE.scenarios().stream())
            .toList();

    Comparison comparison = compare(scenarios, EXECUTIONS, implementation);

    assertThat(comparison.verdicts().get(Oracle.REFERENCE)).startsWith("nothing found");
    record(
        "%d scenarios".formatted(scenarios.size()),
        implementation.toString(),
        comparison,
        (System.nanoTime() - start) / 1e9);
  }

  static Stream<ConcurrentDefects.Expected> defects() {
    return ConcurrentDefects.all().stream();
  }

  /**
   * The same explanation as with the reference, which {@code ConcurrentDefectsTest} compares. In
   * {@code standard}, {@link DetectionIT} finds each defect with the specification in a generated
   * scenario.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  @EnabledIfSystemProperty(named = Budget.PROPERTY, matches = "nightly")
  void specificationFindsDefectWithSameExplanation(ConcurrentDefects.Expected expected) {
    long start = System.nanoTime();

    Report report =
        LincheckRunner.run(
            Strategy.MODEL_CHECKING,
            List.of(expected.made()),
            EXECUTIONS_OF_DEFECTS,
            new MutatedImplementation(expected.defect()),
            Oracle.TLA);

    String finding =
        report
            .finding()
            .map(found -> expected.defect().what() + "\n" + Explanation.of(found))
            .orElse("nothing");
    StoredFinding stored = expected.storedFinding();
    VerdictLog.record(
        CheckResult.of(
                CheckMethod.LINEARIZABILITY,
                CHECK + "finds defect",
                expected.defect().implementation().toString())
            .defect(expected.defect().name())
            .outcome(
                expected.kind().toString(),
                report.finding().map(found -> found.kind().toString()).orElse("nothing"),
                stored.isSameAs(finding))
            .executions(report.allExecutions())
            .seconds((System.nanoTime() - start) / 1e9)
            .trace(stored.file())
            .reproduce(COMMAND + Budget.options())
            .build());
    assertThat(report.finding()).isPresent();
    stored.assertSameAs(finding);
  }
}
