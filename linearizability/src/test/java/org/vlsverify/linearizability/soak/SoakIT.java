package org.vlsverify.linearizability.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.soak.Soak.Report;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/** Soak of each implementation. */
class SoakIT {
  private static final String CHECK = "soak";
  private static final String NOTHING = "nothing found";
  private static final long HANG_MILLIS = 20_000;

  static List<Implementation> implementations() {
    return Implementation.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("implementations")
  void nothingIsFound(Implementation implementation) {
    SoakBudget budget = SoakBudget.current();
    String command = MavenTest.integration("SoakIT").command() + " " + budget.options();
    CheckResult.Builder result =
        CheckResult.of(CheckMethod.LINEARIZABILITY, CHECK, implementation.toString())
            .reproduce(command);
    long start = System.nanoTime();
    try {
      Report report =
          new Soak(
                  implementation.toString(),
                  implementation,
                  implementation.threadModel(),
                  budget,
                  HANG_MILLIS,
                  command)
              .run((double) budget.seconds() / implementations().size());
      VerdictLog.record(
          result
              .outcome(
                  NOTHING,
                  "nothing found, %,d samples, heap %,d to %,d KiB"
                      .formatted(
                          report.samples(), report.heapBefore() >> 10, report.heapAfter() >> 10),
                  true)
              .executions(report.calls())
              .seconds((System.nanoTime() - start) / 1e9)
              .build());
      assertThat(report.outcomes())
          .as("outcomes seen")
          .allSatisfy((outcome, count) -> assertThat(count).as("%s", outcome).isPositive());
    } catch (SoakFailure e) {
      VerdictLog.record(
          result
              .outcome(NOTHING, e.kind().toString())
              .seconds((System.nanoTime() - start) / 1e9)
              .build());
      throw e;
    }
  }
}
