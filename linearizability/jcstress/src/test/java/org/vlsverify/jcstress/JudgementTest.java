package org.vlsverify.jcstress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.grading.GradingResult;

/** The rules for a passed test. */
class JudgementTest {

  private static GradingResult outcome(String id, Expect expect, long count) {
    return new GradingResult(id, expect, count, "Its meaning.");
  }

  @Test
  void forbiddenOutcomeFails() {
    Judgement seen =
        Judgement.of(
            false,
            "Why it is forbidden.",
            List.of(
                outcome("0", Expect.ACCEPTABLE, 5),
                outcome("1", Expect.FORBIDDEN, 1_234),
                outcome("1", Expect.FORBIDDEN, 2)),
            List.of());

    assertThat(seen.passed()).isFalse();
    assertThat(seen.actual()).isEqualTo("forbidden: (1)");
    assertThat(seen.samples()).isEqualTo(1_241);
    assertThat(seen.explanation())
        .isEqualTo(
            """
              Why it is forbidden.
              seen 5 times: (0) Its meaning.
              seen 1,236 times: (1) FORBIDDEN: Its meaning.
            """);
    assertThat(
            Judgement.of(
                    false, "", List.of(outcome("1", Expect.FORBIDDEN, 0), seenOften()), List.of())
                .passed())
        .isTrue();
  }

  private static GradingResult seenOften() {
    return outcome("0", Expect.ACCEPTABLE, 5);
  }

  @Test
  void negativeControlMustBeFound() {
    GradingResult interesting = outcome("1", Expect.ACCEPTABLE_INTERESTING, 1);
    GradingResult never = outcome("1", Expect.ACCEPTABLE_INTERESTING, 0);

    assertThat(Judgement.of(true, "", List.of(seenOften(), interesting), List.of()).passed())
        .isTrue();
    Judgement missed = Judgement.of(true, "", List.of(seenOften(), never), List.of());
    assertThat(missed.passed()).isFalse();
    assertThat(missed.actual()).isEqualTo("not found");
    assertThat(missed.explanation()).contains("seen 0 times: (1) THE DEFECT: Its meaning.");
  }

  @Test
  void skippedTestFails() {
    assertThat(Judgement.of(false, "", List.of(), List.of()).passed()).isFalse();
    Judgement broken = Judgement.of(false, "", List.of(seenOften()), List.of("VM_ERROR"));
    assertThat(broken.passed()).isFalse();
    assertThat(broken.explanation()).contains("VM_ERROR");
  }
}
