package org.vlsverify.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints a trace of threads as a table: one line per step, one column per thread, and what the step
 * changed, in few words. {@link TracePrinter} prints all of it.
 */
public final class TraceColumns {
  private static final int WIDTH_OF_CHANGES = 76;

  private static final Set<String> LEFT_OUT =
      Set.of("thread", "lock", "freeIndices", "checked", "parent");

  /** How a difference reads in the words of the domain: pattern and replacement. */
  private static final List<Map.Entry<Pattern, String>> WORDS =
      List.of(
          words("copies\\[(\\w+)\\]\\[\\d+\\]: Free -> .*\\bid \\|-> (\\w+).*", "$1 holds $2"),
          words("copies\\[(\\w+)\\]\\[\\d+\\]: .*\\bid \\|-> (\\w+).* -> Free", "$1 drops $2"),
          words("copies\\[(\\w+)\\]\\[\\d+\\]\\.index: \\d+ -> (\\d+)", "$1: index $2"),
          words("copies\\[(\\w+)\\]\\[\\d+\\]\\.listen: \"\\w+\" -> \"(\\w+)\"", "$1: $2"),
          words("copies\\[(\\w+)\\]\\[\\d+\\]\\.waits: FALSE -> TRUE", "$1 waits"),
          words("copies\\[(\\w+)\\]\\[\\d+\\]\\.waits: TRUE -> FALSE", "$1 waits no more"),
          words("elements\\[(\\d+)\\]: Free -> .*subscribers \\|-> (<<.*>>).*", "element $1: $2"),
          words("elements\\[(\\d+)\\]: .* -> Free", "element $1 is freed"),
          words("elements\\[(\\d+)\\]\\.(\\w+): .* -> (.*)", "$2: $3"),
          words("life\\[(\\w+)\\]: .* -> \"(\\w+)\"", "$1 $2"),
          words("notices\\[(\\w+)\\]\\[\\w+\\]: 0 -> .*", "notice to $1"),
          words("notices\\[(\\w+)\\]\\[\\w+\\]: .* -> 0", "no notice to $1"),
          words("fault: .* -> \"(.*)\"", "FAULT: $1"));

  private TraceColumns() {}

  private static Map.Entry<Pattern, String> words(String pattern, String replacement) {
    return Map.entry(Pattern.compile(pattern), replacement);
  }

  /**
   * Prints a trace.
   *
   * @param trace a trace of a specification with threads, not null
   * @return some lines, the last one ended as well
   * @throws IllegalArgumentException if there are no threads in it
   */
  public static String print(Trace trace) {
    if (!ThreadSteps.describe(trace.initial())) {
      throw new IllegalArgumentException(
          "The trace of model " + trace.model() + " is not one of threads.");
    }
    List<String> threads = new ArrayList<>(new TreeSet<>(ThreadSteps.names(trace)));
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("", threads, "what changes"));
    for (int i = 1; i < trace.length(); i++) {
      rows.add(
          step(
              i + 1,
              trace.steps().get(i - 1).operation(),
              trace.state(i - 1),
              trace.state(i),
              threads));
    }
    trace
        .lasso()
        .ifPresent(
            lasso ->
                rows.add(
                    lasso
                        .operation()
                        .map(
                            operation ->
                                step(
                                    lasso.start() + 1,
                                    operation,
                                    trace.state(trace.length() - 1),
                                    trace.state(lasso.start()),
                                    threads))
                        .orElseGet(
                            () ->
                                row(
                                    "",
                                    threads.stream().map(thread -> "").toList(),
                                    "nothing happens any more"))));
    StringBuilder out = new StringBuilder(table(rows));
    ThreadSteps.inTheMiddle(trace.state(trace.length() - 1))
        .forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  private static List<String> row(String number, List<String> cells, String changes) {
    List<String> row = new ArrayList<>();
    row.add(number);
    row.addAll(cells);
    row.add(changes);
    return row;
  }

  private static List<String> step(
      int number,
      Operation operation,
      Map<String, TlaValue> before,
      Map<String, TlaValue> after,
      List<String> threads) {
    Map<String, String> moves = ThreadSteps.moves(operation, before, after);
    List<String> cells = threads.stream().map(thread -> moves.getOrDefault(thread, "")).toList();
    String changes =
        Stream.of(
                ThreadSteps.killed(before, after).stream(),
                StateDifference.of(before, after, LEFT_OUT).stream()
                    .map(TraceColumns::inWords)
                    .filter(words -> !words.endsWith(" dead")))
            .flatMap(words -> words)
            .collect(Collectors.joining("; "));
    return row(Integer.toString(number), cells, shortened(changes));
  }

  private static String inWords(String difference) {
    for (Map.Entry<Pattern, String> words : WORDS) {
      Matcher matcher = words.getKey().matcher(difference);
      if (matcher.matches()) {
        return matcher.replaceFirst(words.getValue());
      }
    }
    return difference;
  }

  private static String shortened(String changes) {
    return changes.length() <= WIDTH_OF_CHANGES
        ? changes
        : changes.substring(0, WIDTH_OF_CHANGES - 3) + "...";
  }

  private static String table(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = row.get(i);
        String padding = " ".repeat(widths[i] - cell.length());
        line.append(i == 0 ? padding + cell : cell + padding).append(i + 1 < columns ? "  " : "");
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }
}
