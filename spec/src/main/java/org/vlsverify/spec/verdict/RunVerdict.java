package org.vlsverify.spec.verdict;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Objects;
import org.vlsverify.spec.run.Budget;

/**
 * The results of a run, and one verdict over them. The JSON form of it is {@code verdict.json}.
 *
 * @param budget the largest budget that a check ran under
 * @param java the version of the Java runtime
 * @param checks the results, in the order of reports
 * @param problems one sentence for each reason not to trust the checks, such as a test that ended
 *     early or an unreadable result
 */
@JsonPropertyOrder({"schema", "budget", "java", "verdict", "checks", "problems"})
public record RunVerdict(
    Budget budget, String java, List<CheckResult> checks, List<String> problems) {

  /**
   * Copies the lists.
   *
   * @throws NullPointerException if a component is null
   */
  public RunVerdict {
    Objects.requireNonNull(budget, "budget");
    Objects.requireNonNull(java, "java");
    checks = checks.stream().sorted(CheckResult.REPORT_ORDER).toList();
    problems = List.copyOf(problems);
  }

  /**
   * Returns the version of the JSON form.
   *
   * @return a number that is increased with each incompatible change
   */
  @JsonProperty("schema")
  public int schema() {
    return 2;
  }

  /**
   * Tells whether the run is green: at least one check ran, all checks that ran are as expected,
   * and there is no problem. A run without checks is not green.
   *
   * @return whether the run is green
   */
  public boolean passed() {
    return asExpected() > 0 && failed().isEmpty() && problems.isEmpty();
  }

  /**
   * Returns the verdict in one word.
   *
   * @return {@code pass} or {@code fail}; {@code none} if no check ran and there is no problem
   */
  @JsonProperty("verdict")
  public String word() {
    if (problems.isEmpty() && ran() == 0) {
      return "none";
    }
    return passed() ? "pass" : "fail";
  }

  /**
   * Gives the checks that ran with another result than the expected one.
   *
   * @return in the order of reports; immutable
   */
  public List<CheckResult> failed() {
    return checks.stream().filter(CheckResult::failed).toList();
  }

  /**
   * Gives the checks that did not run.
   *
   * @return in the order of reports; immutable
   */
  public List<CheckResult> skipped() {
    return checks.stream().filter(check -> check.skipped() != null).toList();
  }

  /**
   * Counts the checks that ran.
   *
   * @return a number from 0 to the number of checks
   */
  public long ran() {
    return checks.size() - skipped().size();
  }

  /**
   * Counts the checks that are as expected.
   *
   * @return a number from 0 to the number of checks
   */
  public long asExpected() {
    return checks.stream().filter(CheckResult::passed).count();
  }
}
