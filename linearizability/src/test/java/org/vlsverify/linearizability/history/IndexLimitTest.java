package org.vlsverify.linearizability.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.history.Commands.Reuse;
import org.vlsverify.linearizability.mutant.Defect;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * Counters modulo 2^32 work beyond that limit, and beyond 2^31, where the sign changes. That would
 * take hours; so these are copies of the design whose counters start shortly before.
 */
class IndexLimitTest {
  private static final String COMMAND = MavenTest.unit("IndexLimitTest").command();

  /** Each use of the only element increments its generation once, and the version several times. */
  private static final int TIMES = 20;

  static List<Defect> beginnings() {
    return List.of(
        generation("generation-changes-sign", "Integer.MAX_VALUE - 5"),
        generation("generation-begins-anew", "-5"),
        version("version-changes-sign", "(1L << 31) - 20"),
        version("version-begins-anew", "-20L"));
  }

  private static Defect generation(String name, String first) {
    return new Defect(
        Design.OPTIMISTIC,
        name,
        "Elements begin with a late generation.",
        "SharedElement",
        "private int generation;",
        "private int generation = " + first + ";");
  }

  private static Defect version(String name, String first) {
    return new Defect(
        Design.OPTIMISTIC,
        name,
        "The stack of free indices begins with a late version.",
        "FreeIndices",
        "words.set(WORD, count > 0 ? 1 : 0);",
        "words.set(WORD, (count > 0 ? 1 : 0) + (" + first + ") * ONE_VERSION);");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("beginnings")
  void agreesBeyondLimit(Defect beginning) {
    CommandSequence sequence =
        new CommandSequence(
            Commands.bounds(3, 4, 2, 1),
            1,
            List.of(new Reuse(TIMES, true, true), new Reuse(TIMES, true, false)));
    int[] uses = new int[1];
    History history =
        new History(
            sequence,
            Map.of(beginning.toString(), new MutatedImplementation(beginning)),
            outcome -> uses[0] += outcome == Outcome.LAST_CLOSED ? 1 : 0);
    String actual = "a difference";
    try {
      history.run();
      actual = "all agree";
    } finally {
      VerdictLog.record(
          CheckResult.of(
                  CheckMethod.LINEARIZABILITY,
                  "histories/" + beginning.name(),
                  beginning.implementation().toString())
              .outcome("all agree", actual)
              .executions(1)
              .reproduce(COMMAND)
              .build());
    }
    assertThat(uses[0]).as("uses of the element").isEqualTo(2 * TIMES);
  }
}
