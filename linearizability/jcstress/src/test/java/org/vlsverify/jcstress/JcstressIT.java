package org.vlsverify.jcstress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;
import org.openjdk.jcstress.infra.runners.TestList;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.Budget;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.Edge;
import org.vlsverify.spec.verdict.VerdictLog;

/** Each ordering argument that has a test, and each negative control. */
class JcstressIT {

  private static final String TESTS_PROPERTY = "vls.jcstress.tests";
  private static final String ITERATIONS_PROPERTY = "vls.jcstress.iterations";
  private static final String MILLISECONDS_PROPERTY = "vls.jcstress.milliseconds";
  private static final String CONTROLS = "NegativeControls.";

  private static final boolean NIGHTLY = Budget.current().includes(Budget.NIGHTLY);
  private static final int ITERATIONS = Integer.getInteger(ITERATIONS_PROPERTY, NIGHTLY ? 20 : 3);
  private static final int MILLISECONDS =
      Integer.getInteger(MILLISECONDS_PROPERTY, NIGHTLY ? 1_000 : 200);

  @TestFactory
  Stream<DynamicTest> ordering() throws IOException, InterruptedException {
    String wanted = System.getProperty(TESTS_PROPERTY, "");
    List<String> tests = TestList.tests().stream().filter(test -> test.contains(wanted)).toList();
    assertThat(tests).as("tests whose names contain \"%s\"", wanted).isNotEmpty();
    long start = System.nanoTime();
    Map<String, List<TestResult>> results =
        new JcstressRun(tests.stream().collect(Collectors.joining("|")), ITERATIONS, MILLISECONDS)
            .results().stream().collect(Collectors.groupingBy(TestResult::getName));
    double seconds = (System.nanoTime() - start) / 1e9 / tests.size();
    return tests.stream()
        .map(
            test ->
                DynamicTest.dynamicTest(
                    shortName(test),
                    () -> judge(test, results.getOrDefault(test, List.of()), seconds)));
  }

  private static void judge(String test, List<TestResult> results, double seconds) {
    TestInfo info = TestList.getInfo(test);
    boolean isControl =
        Stream.concat(info.cases().stream(), Stream.of(info.unmatched()))
            .anyMatch(outcome -> outcome.expect() == Expect.ACCEPTABLE_INTERESTING);
    Judgement judgement =
        Judgement.of(isControl, info.description(), outcomes(results), errors(results));
    String command =
        "mvn -q -pl linearizability/jcstress -am verify -Dtest=none -Dit.test=JcstressIT"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false"
            + " -D%s=%s -D%s=%d -D%s=%d"
                .formatted(
                    TESTS_PROPERTY,
                    shortName(test),
                    ITERATIONS_PROPERTY,
                    ITERATIONS,
                    MILLISECONDS_PROPERTY,
                    MILLISECONDS);
    CheckResult.Builder result =
        CheckResult.of(
                Edge.RIGHT,
                isControl ? "jcstress finds defect" : "jcstress: " + shortName(test),
                design(test).toString())
            .outcome(judgement.expected(), judgement.actual(), judgement.passed())
            .executions(judgement.samples())
            .seconds(seconds)
            .reproduce(command);
    VerdictLog.record(
        (isControl ? result.defect(shortName(test).substring(CONTROLS.length())) : result).build());
    if (!judgement.passed()) {
      fail(
          "%s on %s: expected %s, got %s.\n%s%d iterations of %d ms each.\nReproduce with: %s"
              .formatted(
                  shortName(test),
                  design(test),
                  judgement.expected(),
                  judgement.actual(),
                  judgement.explanation(),
                  ITERATIONS,
                  MILLISECONDS,
                  command));
    }
  }

  private static String shortName(String test) {
    int simpleName = test.lastIndexOf('.');
    return test.substring(test.lastIndexOf('.', simpleName - 1) + 1);
  }

  /** The one that the class is named after, or the one that most tests are about. */
  private static Design design(String test) {
    return Stream.of(Design.values())
        .filter(
            design ->
                shortName(test)
                    .toLowerCase(Locale.ROOT)
                    .endsWith("." + design.name().replace("_", "").toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse(Design.OPTIMISTIC);
  }

  private static Collection<GradingResult> outcomes(List<TestResult> results) {
    List<GradingResult> outcomes = new ArrayList<>();
    results.forEach(result -> outcomes.addAll(result.grading().gradingResults.values()));
    return outcomes;
  }

  private static List<String> errors(List<TestResult> results) {
    return results.stream()
        .filter(result -> result.status() != Status.NORMAL)
        .map(
            result ->
                "%s %s %s".formatted(result.status(), result.getMessages(), result.getVmErr()))
        .toList();
  }
}
