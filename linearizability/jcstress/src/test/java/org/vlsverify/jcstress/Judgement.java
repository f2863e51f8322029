package org.vlsverify.jcstress;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.grading.GradingResult;

/**
 * What came of one test, over all the ways in which it was compiled.
 *
 * @param expected what must be
 * @param actual what is, in the same words
 * @param samples how often the test was run
 * @param explanation what was seen, and what it means; empty if it is as it must be
 */
record Judgement(String expected, String actual, long samples, String explanation) {

  private static final String NOTHING = "nothing forbidden seen";

  boolean passed() {
    return explanation.isEmpty();
  }

  /**
   * Judges.
   *
   * @param isControl whether the test is a negative control: what is interesting must be seen
   * @param description what is done, and the argument why nothing forbidden can be seen
   * @param outcomes what was seen, once for each way of compiling
   * @param errors why the test could not be run, if so
   */
  static Judgement of(
      boolean isControl,
      String description,
      Collection<GradingResult> outcomes,
      List<String> errors) {
    long samples = outcomes.stream().mapToLong(outcome -> outcome.count).sum();
    String expected = isControl ? "seen what must be found" : NOTHING;
    if (!errors.isEmpty() || samples == 0) {
      return new Judgement(
          expected,
          "not run",
          samples,
          "  It could not be run.\n  " + String.join("\n  ", errors) + "\n");
    }
    Expect remarkable = isControl ? Expect.ACCEPTABLE_INTERESTING : Expect.FORBIDDEN;
    List<GradingResult> seen =
        outcomes.stream()
            .filter(outcome -> outcome.expect == remarkable && outcome.count > 0)
            .toList();
    boolean passed = isControl != seen.isEmpty();
    String actual = passed ? expected : isControl ? "not found" : "forbidden: " + ids(seen);
    String all =
        outcomes.stream()
            .filter(outcome -> outcome.count > 0)
            .map(
                outcome ->
                    String.format(
                        Locale.ROOT,
                        "  seen %,d times: (%s)%s %s\n",
                        outcome.count,
                        outcome.id,
                        outcome.expect == Expect.FORBIDDEN ? " FORBIDDEN:" : "",
                        outcome.description))
            .collect(Collectors.joining());
    return new Judgement(expected, actual, samples, passed ? "" : "  " + description + "\n" + all);
  }

  private static String ids(List<GradingResult> outcomes) {
    return outcomes.stream()
        .map(outcome -> "(" + outcome.id + ")")
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
