package org.vlsverify.spec.verdict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Renders a verdict as Markdown for the summary page of a CI job: the failed checks, the pages of
 * their traces, and the commands that reproduce them. Passed checks are only counted.
 */
public final class VerdictSummary {
  /** A summary page has a limited size; the table of the run is complete. */
  private static final int MOST = 30;

  private static final int LONGEST = 400;

  private VerdictSummary() {}

  /**
   * Gives the page of a trace: beside the trace, under the same name.
   *
   * @param trace the file of a trace in any form, not null
   * @return the file of its page, which may not exist
   */
  public static Path page(Path trace) {
    return trace.resolveSibling(name(trace) + ".html");
  }

  /** The name of a trace without its file extension. */
  static String name(Path trace) {
    return trace.getFileName().toString().replaceAll("\\.(itf\\.json|json|txt)$", "");
  }

  /**
   * Gives the page of the first failing check that has one.
   *
   * @param verdict not null
   * @param root the project's root, not null
   * @return relative to the root; empty if no failing check has a page
   */
  public static Optional<Path> firstPage(RunVerdict verdict, Path root) {
    return verdict.failed().stream().flatMap(check -> page(check, root).stream()).findFirst();
  }

  /**
   * Renders a verdict.
   *
   * @param verdict not null
   * @param root the project's root, with the pages, not null
   * @return Markdown, ended by a line feed; never null
   */
  public static String markdown(RunVerdict verdict, Path root) {
    StringBuilder text = new StringBuilder();
    text.append("## ").append(VerdictTable.closing(verdict)).append("\n");
    firstPage(verdict, root)
        .ifPresent(
            page ->
                text.append("\nPage of the first failing trace: ").append(code(page)).append("\n"));
    list(text, "Failed checks", verdict.failed().stream().map(c -> failed(c, root)).toList());
    list(text, "Problems", verdict.problems().stream().map(p -> "- " + code(p) + "\n").toList());
    list(
        text,
        "Skipped checks",
        verdict.skipped().stream()
            .map(check -> "- %s: %s\n".formatted(title(check), code(check.skipped())))
            .toList());
    return text.toString();
  }

  private static void list(StringBuilder text, String heading, List<String> entries) {
    if (entries.isEmpty()) {
      return;
    }
    text.append("\n### ").append(heading).append("\n\n");
    entries.stream().limit(MOST).forEach(text::append);
    if (entries.size() > MOST) {
      text.append("- and %d more\n".formatted(entries.size() - MOST));
    }
  }

  private static String failed(CheckResult check, Path root) {
    StringBuilder text = new StringBuilder();
    text.append("- ").append(title(check)).append("\n");
    line(text, "expected", check.expected());
    line(text, "result", check.actual());
    page(check, root).ifPresent(page -> line(text, "page of the trace", page));
    if (check.trace() != null) {
      line(text, "trace", check.trace());
    }
    line(text, "reproduce", check.reproduce());
    return text.toString();
  }

  private static void line(StringBuilder text, String what, Object value) {
    text.append("  - ").append(what).append(": ").append(code(value)).append("\n");
  }

  private static String title(CheckResult check) {
    String defect = check.defect() == null ? "" : ", seeded defect " + code(check.defect());
    return "%s: %s, %s%s"
        .formatted(check.method(), code(check.check()), code(check.variant()), defect);
  }

  private static Optional<Path> page(CheckResult check, Path root) {
    return Optional.ofNullable(check.trace())
        .map(trace -> page(Path.of(trace)))
        .filter(page -> Files.exists(root.resolve(page)));
  }

  /** One line of code, with Markdown escaped. */
  private static String code(Object value) {
    String text =
        value instanceof Path path ? path.toString().replace('\\', '/') : value.toString();
    String oneLine = text.replace('`', '\'').strip().replaceAll("\\s+", " ");
    return "`"
        + (oneLine.length() <= LONGEST ? oneLine : oneLine.substring(0, LONGEST - 3) + "...")
        + "`";
  }
}
