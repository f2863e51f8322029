package org.vlsverify.spec.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.StateDifference;

/**
 * Prints a trace as a table: one line per step, one column per thread, and the changes in few
 * words. Without threads, each first argument of a step has a column: in the abstract specification
 * the workers. {@link TracePrinter} prints all of it.
 */
public final class TraceColumns {
  private static final int WIDTH_OF_CHANGES = 76;
  private static final int LEAST_WIDTH = 8;
  private static final String GAP = "  ";

  private TraceColumns() {}

  /**
   * Prints a trace, each step on one line of any length; long lists of changes are cut off.
   *
   * @param trace a trace, not null
   * @return some lines, the last one ended as well
   */
  public static String print(Trace trace) {
    return table(rows(trace, WIDTH_OF_CHANGES)) + inTheMiddle(trace);
  }

  /**
   * Prints a trace within a width, if possible: long cells continue in the next line. Nothing is
   * cut off.
   *
   * @param trace a trace, not null
   * @param width the number of characters of a line
   * @return some lines, the last one ended as well
   */
  public static String print(Trace trace, int width) {
    return table(wrapped(rows(trace, Integer.MAX_VALUE), width)) + inTheMiddle(trace);
  }

  private static String inTheMiddle(Trace trace) {
    return Narrator.of(trace).inTheMiddle(trace, trace.length() - 1).stream()
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static List<List<String>> rows(Trace trace, int widthOfChanges) {
    List<String> actors = Actors.of(trace);
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("", actors, "changes"));
    for (int i = 1; i < trace.length(); i++) {
      rows.add(step(trace, trace.steps().get(i - 1).operation(), i - 1, i, actors, widthOfChanges));
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
                                    trace,
                                    operation,
                                    trace.length() - 1,
                                    lasso.start(),
                                    actors,
                                    widthOfChanges))
                        .orElseGet(
                            () ->
                                row(
                                    "",
                                    actors.stream().map(actor -> "").toList(),
                                    "no further step"))));
    return rows;
  }

  private static List<String> row(String number, List<String> cells, String changes) {
    List<String> row = new ArrayList<>();
    row.add(number);
    row.addAll(cells);
    row.add(changes);
    return row;
  }

  private static List<String> step(
      Trace trace, Operation operation, int from, int to, List<String> actors, int widthOfChanges) {
    Narrator narrator = Narrator.of(trace);
    Map<String, String> moves =
        narrator.tellsThreads(trace)
            ? narrator.moves(trace, operation, from, to)
            : Map.of(Actors.of(operation), Actors.words(operation));
    List<String> cells = actors.stream().map(actor -> moves.getOrDefault(actor, "")).toList();
    List<String> killed = narrator.killed(trace, from, to);
    String changes =
        Stream.concat(
                killed.stream(),
                StateDifference.of(trace.state(from), trace.state(to), narrator.leftOut(trace))
                    .stream()
                    .map(narrator::change)
                    .filter(words -> killed.stream().noneMatch(who -> saysTheSame(who, words))))
            .collect(Collectors.joining("; "));
    return row(Integer.toString(to + 1), cells, shortened(changes, widthOfChanges));
  }

  /** A kill implies the change to dead. */
  private static boolean saysTheSame(String killed, String change) {
    return change.equals(killed.replace(" is killed", " dead"));
  }

  private static String shortened(String changes, int width) {
    return changes.length() <= width ? changes : changes.substring(0, width - 3) + "...";
  }

  /** The same table, with long cells continued in further rows. */
  private static List<List<String>> wrapped(List<List<String>> rows, int width) {
    int[] widths = widths(rows);
    int[] fitting = fitting(widths, width - GAP.length() * (widths.length - 1));
    List<List<String>> result = new ArrayList<>();
    for (List<String> row : rows) {
      List<List<String>> cells = new ArrayList<>();
      int height = 1;
      for (int i = 0; i < row.size(); i++) {
        cells.add(pieces(row.get(i), fitting[i]));
        height = Math.max(height, cells.get(i).size());
      }
      for (int line = 0; line < height; line++) {
        int at = line;
        result.add(cells.stream().map(cell -> at < cell.size() ? cell.get(at) : "").toList());
      }
    }
    return result;
  }

  /** Narrows the widest column until all fit, or each has the minimal width. */
  private static int[] fitting(int[] widths, int together) {
    int[] fitting = widths.clone();
    int sum = Arrays.stream(fitting).sum();
    while (sum > together) {
      int widest = 0;
      for (int i = 1; i < fitting.length; i++) {
        widest = fitting[i] > fitting[widest] ? i : widest;
      }
      if (fitting[widest] <= LEAST_WIDTH) {
        break;
      }
      fitting[widest]--;
      sum--;
    }
    return fitting;
  }

  private static List<String> pieces(String cell, int width) {
    List<String> pieces = new ArrayList<>();
    String rest = cell;
    while (rest.length() > width) {
      int end = rest.lastIndexOf(' ', width);
      if (end <= 0) {
        end = width;
      }
      pieces.add(rest.substring(0, end));
      rest = rest.substring(end).stripLeading();
    }
    pieces.add(rest);
    return pieces;
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private static String table(List<List<String>> rows) {
    int[] widths = widths(rows);
    int columns = widths.length;
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = row.get(i);
        String padding = " ".repeat(widths[i] - cell.length());
        line.append(i == 0 ? padding + cell : cell + padding).append(i + 1 < columns ? GAP : "");
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }
}
