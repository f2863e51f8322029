package org.vlsverify.spec.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class CheckResultTest {
  @Test
  void expectedOutcomePasses() {
    assertThat(Results.passing("a").outcome("holds", "holds").build().passed()).isTrue();
    assertThat(Results.passing("a").outcome("holds", "violated").build().passed()).isFalse();
  }

  @Test
  void missingCountIsNull() {
    CheckResult result = Results.passing("a").build();

    assertThat(result.distinctStates()).isNull();
    assertThat(result.executions()).isNull();
    assertThat(result.defect()).isNull();
    assertThat(result.trace()).isNull();
  }

  @Test
  void missingNameOutcomeOrCommandIsRejected() {
    assertThatIllegalArgumentException().isThrownBy(() -> Results.passing(" ").build());
    assertThatNullPointerException()
        .isThrownBy(
            () -> CheckResult.of(CheckMethod.MODEL_CHECKING, "a", "b").reproduce("c").build())
        .withMessage("expected");
    assertThatNullPointerException()
        .isThrownBy(
            () -> CheckResult.of(CheckMethod.MODEL_CHECKING, "a", "b").outcome("c", "c").build())
        .withMessage("reproduce");
  }

  @Test
  void skippedCheckHasNeitherPassedNorFailed() {
    CheckResult skipped = Results.skipped("Mermaid");
    assertThat(skipped.passed()).isFalse();
    assertThat(skipped.failed()).isFalse();
    assertThat(skipped.actual()).isEqualTo("SKIPPED: no Chromium");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Results.passing("a").skipped("b", "c").outcome("holds", "holds").build());
  }

  @Test
  void numbersOutOfRangeAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Results.passing("a").edges(-1).build())
        .withMessage("edges must not be negative: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Results.passing("a").seconds(Double.NaN).build());
  }
}
