package org.vlsverify.jcstress;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/** Memory-ordering arguments, each with its tests, and negative controls. */
class JcstressIT {

  private static final String TESTS_PROPERTY = "vls.jcstress.tests";

  /**
   * Repetitions of a control that is not found: another process may have kept its threads apart.
   */
  private static final int ROUNDS = 8;

  private static final String CONTROLS = "NegativeControls.";

  @TestFactory
  Stream<DynamicTest> ordering() throws IOException, InterruptedException {
    JcstressBudget budget = JcstressBudget.current();
    List<String> tests = wanted();
    long start = System.nanoTime();
    Map<String, List<TestResult>> results = new HashMap<>();
    List<String> toRun = tests;
    for (int round = 0; round < ROUNDS && !toRun.isEmpty(); round++) {
      new JcstressRun(toRun, budget)
          .results()
          .forEach(
              result ->
                  results.computeIfAbsent(result.getName(), name -> new ArrayList<>()).add(result));
      toRun =
          tests.stream().filter(test -> isControl(test) && !judge(test, results).passed()).toList();
    }
    double seconds = (System.nanoTime() - start) / 1e9 / tests.size();
    return tests.stream()
        .map(
            test ->
                DynamicTest.dynamicTest(
                    shortName(test), () -> report(test, judge(test, results), budget, seconds)));
  }

  private static List<String> wanted() {
    String wanted = System.getProperty(TESTS_PROPERTY, "").trim();
    List<String> tests =
        TestList.tests().stream()
            .filter(test -> shortName(test).contains(wanted))
            .sorted()
            .toList();
    if (tests.isEmpty()) {
      throw new BadInputException(
          "-D%s=%s: no test has that in its name; the tests are %s."
              .formatted(
                  TESTS_PROPERTY,
                  wanted,
                  TestList.tests().stream()
                      .map(JcstressIT::shortName)
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
    return tests;
  }

  /** Whether the test is a control, with an outcome that must be seen. */
  private static boolean isControl(String test) {
    TestInfo info = TestList.getInfo(test);
    return Stream.concat(info.cases().stream(), Stream.of(info.unmatched()))
        .anyMatch(outcome -> outcome.expect() == Expect.ACCEPTABLE_INTERESTING);
  }

  private static Judgement judge(String test, Map<String, List<TestResult>> allResults) {
    List<TestResult> results = allResults.getOrDefault(test, List.of());
    return Judgement.of(
        isControl(test), TestList.getInfo(test).description(), outcomes(results), errors(results));
  }

  private static void report(
      String test, Judgement judgement, JcstressBudget budget, double seconds) {
    boolean isControl = isControl(test);
    String command =
        "mvn -q -pl linearizability/jcstress -am verify -Dtest=none -Dit.test=JcstressIT"
            + " -D%s=%s %s".formatted(TESTS_PROPERTY, shortName(test), budget.options());
    CheckResult.Builder result =
        CheckResult.of(
                CheckMethod.MEMORY_ORDERING,
                isControl ? "jcstress finds defect" : "jcstress/" + shortName(test),
                design(test).toString())
            .outcome(judgement.expected(), judgement.actual(), judgement.passed())
            .executions(judgement.samples())
            .seconds(seconds)
            .reproduce(command);
    VerdictLog.record(
        (isControl ? result.defect(shortName(test).substring(CONTROLS.length())) : result).build());
    if (!judgement.passed()) {
      fail(
          "%s on %s: expected %s, got %s.\n%s  Budget: %s%s. Output of jcstress: %s\nReproduce with: %s"
              .formatted(
                  shortName(test),
                  design(test),
                  judgement.expected(),
                  judgement.actual(),
                  judgement.explanation(),
                  budget,
                  isControl ? ", up to " + ROUNDS + " times" : "",
                  ProjectRoot.path().relativize(JcstressRun.log()),
                  command));
    }
  }

  private static String shortName(String test) {
    int simpleName = test.lastIndexOf('.');
    return test.substring(test.lastIndexOf('.', simpleName - 1) + 1);
  }

  /** The design after which the class is named, or which most tests are about. */
  private static Design design(String test) {
    return Stream.of(Design.values())
        .filter(
            design ->
                shortName(test)
                    .toLowerCase(Locale.ROOT)
                    .matches(
                        ".*(of|with)" + design.name().replace("_", "").toLowerCase(Locale.ROOT)))
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
