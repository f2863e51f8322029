package org.vlsverify.spec.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vlsverify.spec.run.Budget;

class VerdictTableTest {
  private static RunVerdict verdict(CheckResult... checks) {
    return new RunVerdict(Budget.STANDARD, "17.0.1", List.of(checks), List.of());
  }

  @Test
  void oneLinePerCheckAndOneVerdict() {
    assertThat(VerdictTable.render(verdict(Results.foundDefect(), Results.model())))
        .isEqualTo(
            """
            method           check                    variant               seeded defect  result            states   edges  executions   time
            model checking   two-workers              SharedData            -              holds              5,144  13,086           -  2.3 s
            linearizability  unshare-against-unshare  LockedSharedSessions  notify-twice   not linearizable       -       -          26  1.0 s

            VERDICT: PASS  2 checks, 2 as expected (budget standard)
            """);
  }

  @Test
  void failedCheckIsExplainedBelowTheTable() {
    assertThat(VerdictTable.render(verdict(Results.model(), Results.failing())))
        .contains("FAILED: violated after 4 steps  ")
        .endsWith(
            """

            FAILED  owner-is-subscriber, SharedData: expected holds, got violated after 4 steps
                    trace:     target/verification/traces/owner.txt
                    reproduce: mvn test -Dtest=owner-is-subscriber
            VERDICT: FAIL  2 checks, 1 as expected (budget standard)
            """);
  }

  @Test
  void problemTurnsTheVerdictRedAndIsShown() {
    RunVerdict verdict =
        new RunVerdict(
            Budget.QUICK, "17", List.of(Results.model()), List.of("A test ended early."));

    assertThat(VerdictTable.render(verdict))
        .endsWith(
            """

            PROBLEM  A test ended early.
            VERDICT: FAIL  1 check, 1 as expected (budget quick)
            """);
  }

  @Test
  void runWithoutAnyCheckHasNoVerdict() {
    assertThat(verdict().passed()).isFalse();
    assertThat(VerdictTable.render(verdict()))
        .endsWith("VERDICT: NONE, no check ran (budget standard)\n");
  }

  @Test
  void skippedCheckHasALineAndIsCountedByItself() {
    String text = VerdictTable.render(verdict(Results.model(), Results.skipped("Mermaid")));

    assertThat(text)
        .contains("pages           browser      Mermaid     -              SKIPPED: no Chromium")
        .doesNotContain("FAILED")
        .endsWith(
            "VERDICT: PASS  1 check, 1 as expected, 1 skipped: no Chromium (budget standard)\n");
  }

  @Test
  void skippedCheckAloneIsNoVerdict() {
    RunVerdict verdict = verdict(Results.skipped("Mermaid"), Results.skipped("trace pages"));

    assertThat(verdict.passed()).isFalse();
    assertThat(VerdictTable.closing(verdict))
        .isEqualTo("VERDICT: NONE, no check ran, 2 skipped: no Chromium (budget standard)");
  }

  @Test
  void skippedCheckDoesNotHideAFailedOne() {
    assertThat(VerdictTable.closing(verdict(Results.failing(), Results.skipped("Mermaid"))))
        .startsWith("VERDICT: FAIL  1 check, 0 as expected, 1 skipped: no Chromium");
  }

  @Test
  void longResultKeepsColumns() {
    String actual = "violated\n" + "x".repeat(100);
    CheckResult check = Results.passing("a").outcome("holds", actual).build();

    assertThat(VerdictTable.render(verdict(check)).lines().limit(2))
        .last()
        .asString()
        .contains("FAILED: violated xxx")
        .contains("xxx...  ");
  }
}
