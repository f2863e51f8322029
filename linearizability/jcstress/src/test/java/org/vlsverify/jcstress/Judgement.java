package org.vlsverify.jcstress;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.grading.GradingResult;

/**
 * Result of a test in all JVMs.
 *
 * @param expected the expected verdict
 * @param actual the verdict, in the same words
 * @param samples number of samples
 * @param explanation the outcomes with their meaning; empty if passed
 */
record Judgement(String expected, String actual, long samples, String explanation) {

  private static final String NOTHING = "nothing forbidden seen";
  private static final String FOUND = "seen what must be found";

  boolean passed() {
    return explanation.isEmpty();
  }

  /**
   * Judges a test.
   *
   * @param isControl whether the test is a negative control: its interesting outcome must be seen
   * @param description the test, and the argument against the forbidden outcomes
   * @param outcomes the outcomes, one map for each JVM
   * @param errors the reasons if the test could not run
   */
  static Judgement of(
      boolean isControl,
      String description,
      Collection<GradingResult> outcomes,
      List<String> errors) {
    long samples = outcomes.stream().mapToLong(outcome -> outcome.count).sum();
    String expected = isControl ? FOUND : NOTHING;
    if (!errors.isEmpty() || samples == 0) {
      String why = errors.isEmpty() ? "There are no results." : String.join("\n  ", errors);
      return new Judgement(
          expected,
          "not run",
          samples,
          "  It could not be run; it needs as many processors as it has threads.\n  " + why + "\n");
    }
    Collection<GradingResult> all = addedUp(outcomes);
    Expect remarkable = isControl ? Expect.ACCEPTABLE_INTERESTING : Expect.FORBIDDEN;
    String seen =
        all.stream()
            .filter(outcome -> outcome.expect == remarkable && outcome.count > 0)
            .map(outcome -> "(" + outcome.id + ")")
            .collect(Collectors.joining(", "));
    if (isControl != seen.isEmpty()) {
      return new Judgement(expected, expected, samples, "");
    }
    return new Judgement(
        expected,
        isControl ? "not found" : "forbidden: " + seen,
        samples,
        "  "
            + description
            + "\n"
            + all.stream().map(Judgement::line).collect(Collectors.joining()));
  }

  private static Collection<GradingResult> addedUp(Collection<GradingResult> outcomes) {
    Map<String, GradingResult> sums = new TreeMap<>();
    for (GradingResult outcome : outcomes) {
      sums.merge(
          outcome.id,
          outcome,
          (one, other) ->
              new GradingResult(one.id, one.expect, one.count + other.count, one.description));
    }
    return sums.values();
  }

  private static String line(GradingResult outcome) {
    String expect =
        switch (outcome.expect) {
          case FORBIDDEN -> " FORBIDDEN:";
          case ACCEPTABLE_INTERESTING -> " THE DEFECT:";
          default -> "";
        };
    return String.format(
        Locale.ROOT,
        "  seen %,d times: (%s)%s %s\n",
        outcome.count,
        outcome.id,
        expect,
        outcome.description);
  }
}
