package org.vlsverify.benchmarks;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of Markdown tables. */
final class Markdown {
  private Markdown() {}

  static String row(String... cells) {
    return row(List.of(cells));
  }

  static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  static void head(List<String> lines, List<String> cells) {
    lines.add(row(cells));
    lines.add(row(cells.stream().map(cell -> "---").toList()));
  }
}
