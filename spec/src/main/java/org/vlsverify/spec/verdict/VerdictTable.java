package org.vlsverify.spec.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Renders a verdict as text of fixed width, for terminals and logs. */
public final class VerdictTable {
  private static final List<String> HEADER =
      List.of(
          "method",
          "check",
          "variant",
          "seeded defect",
          "result",
          "states",
          "edges",
          "executions",
          "time");

  private static final int FIRST_NUMBER = HEADER.indexOf("states");

  private static final int WIDEST_RESULT = 60;

  private VerdictTable() {}

  /**
   * Renders one line per check, then each failed check with its command, then the problems, then
   * one line with the overall verdict.
   *
   * @param verdict not null
   * @return lines, each ended by a line feed; never null
   */
  public static String render(RunVerdict verdict) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    verdict.checks().forEach(check -> rows.add(row(check)));
    int[] widths =
        IntStream.range(0, HEADER.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();

    StringBuilder text = new StringBuilder();
    if (!verdict.checks().isEmpty()) {
      rows.forEach(row -> text.append(line(row, widths)).append('\n'));
      text.append('\n');
    }
    verdict.failed().forEach(check -> text.append(explanation(check)));
    verdict.problems().forEach(problem -> text.append("PROBLEM  ").append(problem).append('\n'));
    text.append(closing(verdict)).append('\n');
    return text.toString();
  }

  /**
   * Renders the line with the overall verdict.
   *
   * @param verdict not null
   * @return one line without a line feed; never null
   */
  public static String closing(RunVerdict verdict) {
    if (verdict.word().equals("none")) {
      return "VERDICT: NONE, no check ran%s (budget %s)"
          .formatted(skipped(verdict), verdict.budget());
    }
    return "VERDICT: %s  %d %s, %d as expected%s (budget %s)"
        .formatted(
            verdict.word().toUpperCase(Locale.ROOT),
            verdict.ran(),
            verdict.ran() == 1 ? "check" : "checks",
            verdict.asExpected(),
            skipped(verdict),
            verdict.budget());
  }

  /** The number of skipped checks and the reasons, for the last line of a run. */
  private static String skipped(RunVerdict verdict) {
    List<CheckResult> skipped = verdict.skipped();
    if (skipped.isEmpty()) {
      return "";
    }
    return ", %d skipped: %s"
        .formatted(
            skipped.size(),
            skipped.stream()
                .map(check -> oneLine(check.skipped()))
                .distinct()
                .collect(Collectors.joining(", ")));
  }

  private static List<String> row(CheckResult check) {
    return List.of(
        check.method().toString(),
        check.check(),
        check.variant(),
        check.defect() == null ? "-" : check.defect(),
        shortened((check.failed() ? "FAILED: " : "") + check.actual()),
        count(check.distinctStates()),
        count(check.edges()),
        count(check.executions()),
        String.format(Locale.ROOT, "%.1f s", check.seconds()));
  }

  /** Shortens a result of many lines in the table; it is shown in full below. */
  private static String shortened(String text) {
    String oneLine = oneLine(text);
    return oneLine.length() <= WIDEST_RESULT
        ? oneLine
        : oneLine.substring(0, WIDEST_RESULT - 3) + "...";
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static String count(Long number) {
    return number == null ? "-" : String.format(Locale.ROOT, "%,d", number);
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String padding = " ".repeat(widths[column] - row.get(column).length());
      line.append(column == 0 ? "" : "  ")
          .append(column < FIRST_NUMBER ? row.get(column) + padding : padding + row.get(column));
    }
    return line.toString().stripTrailing();
  }

  private static String explanation(CheckResult check) {
    StringBuilder text = new StringBuilder();
    text.append("FAILED  %s, %s".formatted(check.check(), check.variant()));
    if (check.defect() != null) {
      text.append(" with ").append(check.defect());
    }
    text.append(": expected ").append(check.expected());
    text.append(", got ").append(check.actual()).append('\n');
    if (check.trace() != null) {
      text.append("        trace:     ").append(check.trace()).append('\n');
    }
    return text.append("        reproduce: ").append(check.reproduce()).append('\n').toString();
  }
}
