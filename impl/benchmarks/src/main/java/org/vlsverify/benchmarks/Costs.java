package org.vlsverify.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/** The tables of costs other than time, which are the same on every machine. */
final class Costs {

  private static final List<Integer> SUBSCRIBERS = List.of(4, 64);

  private final List<Design> designs;
  private final ThreadModel threadModel;

  Costs(List<Design> designs, ThreadModel threadModel) {
    this.designs = List.copyOf(designs);
    this.threadModel = threadModel;
  }

  /** One line for each operation. */
  List<String> counts(Collection<Operation> operations) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Counts per operation, with one thread: locks taken / atomic read-modify-writes outside of "
            + "locks / changes of concurrent maps.");
    lines.add("");
    head(lines, "operation");
    for (Operation operation : operations) {
      List<String> row = new ArrayList<>(List.of(operation.title()));
      for (Design design : designs) {
        Counts counts = Counting.ofOneRun(operation, threadModel, design);
        int per = operation.perRun();
        row.add(
            "%s / %s / %s"
                .formatted(
                    each(counts.locks(), per),
                    each(counts.readModifyWrites(), per),
                    each(counts.mapChanges(), per)));
      }
      lines.add(Markdown.row(row));
    }
    return lines;
  }

  private static String each(long count, int per) {
    return count % per == 0 ? String.valueOf(count / per) : Report.number((double) count / per);
  }

  /** One line for each kind of session. */
  List<String> memory() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Bytes per session by JOL, with the copies of all subscribers and the space in tables: the "
            + "difference between 2,000 and 1,000 sessions.");
    lines.add("");
    head(lines, "session");
    lines.add(memory("private", design -> Footprint.ofPrivate(design, threadModel)));
    for (int subscribers : SUBSCRIBERS) {
      lines.add(
          memory(
              "shared by " + subscribers,
              design -> Footprint.ofShared(design, threadModel, subscribers)));
    }
    return lines;
  }

  private String memory(String title, ToDoubleFunction<Design> bytes) {
    List<String> row = new ArrayList<>(List.of(title));
    designs.forEach(design -> row.add(Report.number(bytes.applyAsDouble(design))));
    return Markdown.row(row);
  }

  private void head(List<String> lines, String first) {
    List<String> cells = new ArrayList<>(List.of(first));
    designs.forEach(design -> cells.add(design.toString()));
    Markdown.head(lines, cells);
  }
}
