package org.vlsverify.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.util.Version;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/** The tables of the measurements, as Markdown. */
final class Report {

  private static final String BASELINE = "global-lock";
  private static final String SECOND_CHOICE = "locked";

  private static final String COMMAND = "mvn -q -Pbenchmarks -pl impl/benchmarks -am package";
  private static final String OPTIONS = " -Dbenchmarks.args=\"%s\"";

  private final Runs.Effort effort;
  private final List<Design> designs;
  private final List<String> names;
  private final Map<Key, Samples> measured;
  private final Map<String, List<String>> counted;
  private final String baseline;

  /**
   * A report.
   *
   * @param counted the tables without times: the lines for each title
   */
  Report(
      Runs.Effort effort,
      List<Design> designs,
      Map<Key, Samples> measured,
      Map<String, List<String>> counted) {
    this.effort = effort;
    this.designs = List.copyOf(designs);
    this.names = designs.stream().map(Design::toString).toList();
    this.measured = measured;
    this.counted = counted;
    this.baseline =
        Stream.of(BASELINE, SECOND_CHOICE).filter(names::contains).findFirst().orElse(names.get(0));
  }

  /** All tables. */
  String markdown(String arguments, boolean quick) {
    List<String> lines = new ArrayList<>();
    header(lines, arguments, quick);
    for (ThreadModel threadModel : threadModels()) {
      threads().forEach(threads -> ratios(lines, threadModel, threads));
    }
    for (ThreadModel threadModel : threadModels()) {
      threads().forEach(threads -> absolutes(lines, threadModel, threads));
    }
    limits(lines);
    for (ThreadModel threadModel : threadModels()) {
      threads().forEach(threads -> partOfLimit(lines, threadModel, threads));
    }
    counted.forEach(
        (title, table) -> {
          lines.add("## " + title);
          lines.add("");
          lines.addAll(table);
          lines.add("");
        });
    lines.remove(lines.size() - 1);
    return String.join("\n", lines) + "\n";
  }

  /** The conditions and the ratios, with headings one level lower. */
  List<String> summary(String arguments, boolean quick) {
    List<String> lines = new ArrayList<>();
    conditions(lines, arguments, quick);
    for (ThreadModel threadModel : threadModels()) {
      threads().forEach(threads -> ratios(lines, threadModel, threads));
    }
    lines.replaceAll(line -> line.startsWith("#") ? "#" + line : line);
    lines.remove(lines.size() - 1);
    return lines;
  }

  private void header(List<String> lines, String arguments, boolean quick) {
    lines.add("# Benchmark results");
    lines.add("");
    conditions(lines, arguments, quick);
  }

  private void conditions(List<String> lines, String arguments, boolean quick) {
    lines.add("Generated; do not edit. The command:");
    lines.add("");
    lines.add("    " + COMMAND + (arguments.isEmpty() ? "" : OPTIONS.formatted(arguments)));
    lines.add("");
    if (quick || effort.forks() == 0) {
      lines.add("**A trial run: the times mean nothing.**");
      lines.add("");
    }
    Markdown.head(lines, List.of("", ""));
    lines.add(Markdown.row("cores", String.valueOf(Runtime.getRuntime().availableProcessors())));
    lines.add(
        Markdown.row(
            "JDK",
            System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version")));
    lines.add(
        Markdown.row(
            "system", System.getProperty("os.name") + " on " + System.getProperty("os.arch")));
    lines.add(Markdown.row("JMH", Version.getPlainVersion()));
    lines.add(
        Markdown.row(
            "each cell",
            "%d JVMs, each with %d iterations of %d ms after %d warm-up iterations"
                .formatted(
                    effort.forks(), effort.iterations(), effort.milliseconds(), effort.warmups())));
    lines.add("");
  }

  private Set<Integer> threads() {
    return measured.keySet().stream()
        .map(Key::threads)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Set<ThreadModel> threadModels() {
    return measured.keySet().stream()
        .map(Key::threadModel)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  static String people(ThreadModel threadModel) {
    return threadModel == ThreadModel.SINGLE_THREADED
        ? "one thread per worker"
        : "several threads per worker";
  }

  private static String heading(ThreadModel threadModel, int threads) {
    return threads + (threads == 1 ? " thread" : " threads") + ", " + people(threadModel);
  }

  private void ratios(List<String> lines, ThreadModel threadModel, int threads) {
    boolean goals = baseline.equals(BASELINE);
    lines.add("## Ratio to " + baseline + ": " + heading(threadModel, threads));
    lines.add("");
    lines.add(
        "Ratio of the medians over all iterations. In brackets: from the lower quartile over the "
            + "baseline's upper quartile, to the upper quartile over its lower quartile."
            + (goals ? " Bold: below the goal." : ""));
    lines.add("");
    List<String> cells = new ArrayList<>(List.of("operation"));
    cells.addAll(names);
    if (goals) {
      cells.add("goal");
    }
    Markdown.head(lines, cells);
    for (String title : BenchmarkTable.rows()) {
      Samples base = measured.get(new Key(title, threads, threadModel, baseline));
      if (base != null) {
        double goal = goals ? goal(title, threads) : 0;
        List<String> row = new ArrayList<>(List.of(title));
        for (String design : names) {
          row.add(ratio(measured.get(new Key(title, threads, threadModel, design)), base, goal));
        }
        if (goals) {
          row.add(goal == 0 ? "" : number(goal) + " x");
        }
        lines.add(Markdown.row(row));
      }
    }
    lines.add("");
  }

  private static String ratio(Samples samples, Samples base, double goal) {
    if (samples == null) {
      return "";
    }
    String ratio = number(samples.ratioTo(base)) + " x";
    return "%s (%s to %s)"
        .formatted(
            meets(samples.ratioTo(base), goal) ? ratio : "**" + ratio + "**",
            number(samples.lowRatioTo(base)),
            number(samples.highRatioTo(base)));
  }

  /** Whether a ratio reaches a goal; 0 means no goal. */
  static boolean meets(double ratio, double goal) {
    return ratio >= goal;
  }

  /** The goal for the ratio to the baseline, or 0 without a goal. */
  private static double goal(String title, int threads) {
    if (threads == 1) {
      return 1;
    }
    return Arrays.stream(Operation.values())
        .filter(operation -> operation.title().equals(title))
        .mapToDouble(Operation::goal)
        .findFirst()
        .orElse(0);
  }

  private void absolutes(List<String> lines, ThreadModel threadModel, int threads) {
    lines.add("## Throughput: " + heading(threadModel, threads));
    lines.add("");
    lines.add(
        "Operations per microsecond (us), millisecond (ms) or second (s) of all threads together: "
            + "median (lower to upper quartile). Then bytes allocated per operation, if the "
            + "benchmark does nothing between two operations.");
    lines.add("");
    List<String> cells = new ArrayList<>(List.of("operation"));
    cells.addAll(names);
    Markdown.head(lines, cells);
    for (String title : BenchmarkTable.rows()) {
      List<String> row = new ArrayList<>(List.of(title));
      for (String design : names) {
        row.add(absolute(measured.get(new Key(title, threads, threadModel, design))));
      }
      if (row.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
        lines.add(Markdown.row(row));
      }
    }
    lines.add("");
  }

  private static String absolute(Samples samples) {
    if (samples == null) {
      return "";
    }
    double median = samples.median();
    double scale = median >= 0.1 ? 1 : median >= 1e-4 ? 1e3 : 1e6;
    String unit = scale == 1 ? "us" : scale == 1e3 ? "ms" : "s";
    String speed =
        "%s/%s (%s to %s)"
            .formatted(
                number(median * scale),
                unit,
                number(samples.lowerQuartile() * scale),
                number(samples.upperQuartile() * scale));
    return Double.isNaN(samples.bytes())
        ? speed
        : speed + String.format(Locale.ROOT, ", %.1f B", samples.bytes());
  }

  private void limits(List<String> lines) {
    lines.add("## Limits of this machine, measured in the same run");
    lines.add("");
    List<String> cells = new ArrayList<>(List.of("operation"));
    threads().forEach(count -> cells.add(count + (count == 1 ? " thread" : " threads")));
    Markdown.head(lines, cells);
    for (Limit limit : Limit.values()) {
      List<String> row = new ArrayList<>(List.of(limit.title()));
      for (int count : threads()) {
        row.add(absolute(measured.get(new Key(limit.title(), count, null, null))));
      }
      lines.add(Markdown.row(row));
    }
    lines.add("");
  }

  private void partOfLimit(List<String> lines, ThreadModel threadModel, int threads) {
    Samples limit = measured.get(new Key(Limit.VOLATILE_READ.title(), threads, null, null));
    List<String> rows = new ArrayList<>();
    for (Operation query : Operation.values()) {
      List<String> row = new ArrayList<>(List.of(query.title()));
      for (String design : names) {
        Samples samples = measured.get(new Key(query.title(), threads, threadModel, design));
        if (query.isQuery() && samples != null && limit != null) {
          row.add(number(100 * samples.ratioTo(limit)) + " %");
        }
      }
      if (row.size() > 1) {
        rows.add(Markdown.row(row));
      }
    }
    if (!rows.isEmpty()) {
      lines.add("## Share of the bare volatile read: " + heading(threadModel, threads));
      lines.add("");
      lines.add("The goal with two threads is 25 % for owner and is-shared-by.");
      lines.add("");
      List<String> cells = new ArrayList<>(List.of("query"));
      cells.addAll(names);
      Markdown.head(lines, cells);
      lines.addAll(rows);
      lines.add("");
    }
  }

  /** Three significant digits, but at most two decimals. */
  static String number(double value) {
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
