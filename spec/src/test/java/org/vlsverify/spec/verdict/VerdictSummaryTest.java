package org.vlsverify.spec.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.run.Budget;

class VerdictSummaryTest {
  @TempDir private Path root;

  private static RunVerdict verdict(List<String> problems, CheckResult... checks) {
    return new RunVerdict(Budget.STANDARD, "17.0.1", List.of(checks), problems);
  }

  @Test
  void failureComesWithItsPageAndItsCommand() throws IOException {
    Path traces = Files.createDirectories(root.resolve("target/verification/traces"));
    Files.writeString(traces.resolve("owner.html"), "a page");

    assertThat(
            VerdictSummary.markdown(
                verdict(
                    List.of("A test\nended `early`."),
                    Results.model(),
                    Results.failing(),
                    Results.skipped("Mermaid")),
                root))
        .isEqualTo(
            """
            ## VERDICT: FAIL  2 checks, 1 as expected, 1 skipped: no Chromium (budget standard)

            Page of the first failing trace: `target/verification/traces/owner.html`

            ### Failed checks

            - model checking: `owner-is-subscriber`, `SharedData`
              - expected: `holds`
              - result: `violated after 4 steps`
              - page of the trace: `target/verification/traces/owner.html`
              - trace: `target/verification/traces/owner.txt`
              - reproduce: `mvn test -Dtest=owner-is-subscriber`

            ### Problems

            - `A test ended 'early'.`

            ### Skipped checks

            - pages: `browser`, `Mermaid`: `no Chromium`
            """);
  }

  @Test
  void missingPageIsNotNamed() {
    assertThat(VerdictSummary.markdown(verdict(List.of(), Results.failing()), root))
        .contains("trace: `target/verification/traces/owner.txt`")
        .doesNotContain("page of the trace", "first failing trace");
  }

  @Test
  void greenRunIsOneLine() {
    assertThat(VerdictSummary.markdown(verdict(List.of(), Results.model()), root))
        .isEqualTo("## VERDICT: PASS  1 check, 1 as expected (budget standard)\n");
  }

  @Test
  void manyFailuresAreCounted() {
    CheckResult[] failing =
        IntStream.range(0, 40)
            .mapToObj(i -> Results.passing("check-" + i).outcome("holds", "violated").build())
            .toArray(CheckResult[]::new);

    assertThat(VerdictSummary.markdown(verdict(List.of(), failing), root))
        .contains("- and 10 more\n");
  }

  @Test
  void pageIsBesideTheTraceInEachForm() {
    for (String trace : List.of("a.b.json", "a.b.itf.json", "a.b.txt")) {
      assertThat(VerdictSummary.page(Path.of("x", trace))).isEqualTo(Path.of("x", "a.b.html"));
    }
  }
}
