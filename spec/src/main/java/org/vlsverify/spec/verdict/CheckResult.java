package org.vlsverify.spec.verdict;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import org.vlsverify.spec.run.Budget;

/**
 * The result of one check. Method, check, variant and defect together identify it.
 *
 * @param method the method of the check
 * @param check the check's name, not blank
 * @param variant what was checked: a specification or an implementation, such as {@code SharedData}
 *     or {@code reference}
 * @param defect the seeded defect that the check must find, or null if nothing was seeded
 * @param expected the expected result, in words of the domain
 * @param actual the result, in the same words
 * @param passed whether the result is as expected; false for a skipped check
 * @param skipped why the check did not run, in a few words; null if it ran
 * @param distinctStates distinct states found, or null where states are not counted
 * @param generatedStates generated states, or null where states are not counted
 * @param depth depth of the complete search in states, or null where it is not known
 * @param edges edges of the state graph that were walked, or null if none were
 * @param executions executions or histories that were examined, or null if none were
 * @param seconds wall-clock time, not negative
 * @param trace where the trace is stored, or null if there is none; in the log it is relative to
 *     the project's root, with slashes
 * @param reproduce the command that runs this check alone
 * @param budget the budget it ran under
 */
@JsonPropertyOrder({
  "method",
  "check",
  "variant",
  "defect",
  "expected",
  "actual",
  "passed",
  "skipped",
  "distinctStates",
  "generatedStates",
  "depth",
  "edges",
  "executions",
  "seconds",
  "trace",
  "reproduce",
  "budget"
})
public record CheckResult(
    CheckMethod method,
    String check,
    String variant,
    String defect,
    String expected,
    String actual,
    boolean passed,
    String skipped,
    Long distinctStates,
    Long generatedStates,
    Long depth,
    Long edges,
    Long executions,
    double seconds,
    String trace,
    String reproduce,
    Budget budget) {

  /** The order of reports: by method, then by name. */
  static final Comparator<CheckResult> REPORT_ORDER =
      Comparator.comparing(CheckResult::method)
          .thenComparing(CheckResult::check)
          .thenComparing(CheckResult::variant)
          .thenComparing(CheckResult::defect, Comparator.nullsFirst(Comparator.naturalOrder()));

  /**
   * Checks the ranges above.
   *
   * @throws NullPointerException if a component is null that must not be
   * @throws IllegalArgumentException if the name is blank or a number is out of range
   */
  public CheckResult {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(variant, "variant");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(actual, "actual");
    Objects.requireNonNull(reproduce, "reproduce");
    Objects.requireNonNull(budget, "budget");
    if (passed && skipped != null) {
      throw new IllegalArgumentException("A check that did not run has not passed.");
    }
    if (check.isBlank()) {
      throw new IllegalArgumentException("A check needs a name.");
    }
    requireCount("distinctStates", distinctStates);
    requireCount("generatedStates", generatedStates);
    requireCount("depth", depth);
    requireCount("edges", edges);
    requireCount("executions", executions);
    if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("seconds must be finite and not negative: " + seconds);
    }
  }

  /**
   * Tells whether the check ran with another result than the expected one.
   *
   * @return whether the check failed
   */
  public boolean failed() {
    return !passed && skipped == null;
  }

  private static void requireCount(String name, Long count) {
    if (count != null && count < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + count);
    }
  }

  /**
   * Starts the description of a check's result.
   *
   * @param method the method of the check, not null
   * @param check the check's name, not blank
   * @param variant what was checked, not null
   * @return a builder in which everything optional is still null
   */
  public static Builder of(CheckMethod method, String check, String variant) {
    return new Builder(method, check, variant);
  }

  /** Collects the components of a result by name. Not thread-safe. */
  public static final class Builder {
    private final CheckMethod method;
    private final String check;
    private final String variant;
    private String defect;
    private String expected;
    private String actual;
    private boolean passed;
    private String skipped;
    private Long distinctStates;
    private Long generatedStates;
    private Long depth;
    private Long edges;
    private Long executions;
    private double seconds;
    private String trace;
    private String reproduce;

    private Builder(CheckMethod method, String check, String variant) {
      this.method = method;
      this.check = check;
      this.variant = variant;
    }

    /**
     * Sets the seeded defect.
     *
     * @param defect its id, or null
     * @return this builder
     */
    public Builder defect(String defect) {
      this.defect = defect;
      return this;
    }

    /**
     * Sets the outcome; the check has passed if both texts are equal.
     *
     * @param expected the expected result, not null
     * @param actual the result, not null
     * @return this builder
     */
    public Builder outcome(String expected, String actual) {
      return outcome(expected, actual, expected.equals(actual));
    }

    /**
     * Sets the outcome of a check whose expectation is not a plain text.
     *
     * @param expected the expected result, not null
     * @param actual the result, not null
     * @param passed whether the result is as expected
     * @return this builder
     */
    public Builder outcome(String expected, String actual, boolean passed) {
      this.expected = expected;
      this.actual = actual;
      this.passed = passed;
      return this;
    }

    /**
     * Marks the check as skipped.
     *
     * @param expected the expected result, not null
     * @param reason why it did not run, in a few words such as {@code no Chromium}, not null
     * @return this builder
     */
    public Builder skipped(String expected, String reason) {
      this.skipped = Objects.requireNonNull(reason, "reason");
      return outcome(expected, "SKIPPED: " + reason, false);
    }

    /**
     * Sets the counts of a model checker.
     *
     * @param distinct distinct states, not negative
     * @param generated generated states, not negative
     * @param depth depth of the complete search in states, not negative
     * @return this builder
     */
    public Builder states(long distinct, long generated, long depth) {
      this.distinctStates = distinct;
      this.generatedStates = generated;
      this.depth = depth;
      return this;
    }

    /**
     * Sets the number of distinct states where the other counts are not known.
     *
     * @param distinct distinct states, not negative
     * @return this builder
     */
    public Builder distinctStates(long distinct) {
      this.distinctStates = distinct;
      return this;
    }

    /**
     * Sets the number of edges of the state graph that were walked.
     *
     * @param edges not negative
     * @return this builder
     */
    public Builder edges(long edges) {
      this.edges = edges;
      return this;
    }

    /**
     * Sets the number of executions or histories that were examined.
     *
     * @param executions not negative
     * @return this builder
     */
    public Builder executions(long executions) {
      this.executions = executions;
      return this;
    }

    /**
     * Sets the wall-clock time.
     *
     * @param seconds finite, not negative
     * @return this builder
     */
    public Builder seconds(double seconds) {
      this.seconds = seconds;
      return this;
    }

    /**
     * Sets where the trace was stored.
     *
     * @param trace absolute or relative to the project's root, or null if there is none
     * @return this builder
     */
    public Builder trace(Path trace) {
      this.trace = trace == null ? null : trace.toString();
      return this;
    }

    /**
     * Sets the command that runs this check alone.
     *
     * @param command to be run in the project's root, not null
     * @return this builder
     */
    public Builder reproduce(String command) {
      this.reproduce = command;
      return this;
    }

    /**
     * Returns the result, under the budget of this run.
     *
     * @return the result, never null
     * @throws NullPointerException if the outcome or the command is missing
     * @throws IllegalArgumentException if a number is out of range
     * @throws org.vlsverify.spec.run.BadInputException if the system property names no budget
     */
    public CheckResult build() {
      return new CheckResult(
          method,
          check,
          variant,
          defect,
          expected,
          actual,
          passed,
          skipped,
          distinctStates,
          generatedStates,
          depth,
          edges,
          executions,
          seconds,
          trace,
          reproduce,
          Budget.current());
    }
  }
}
