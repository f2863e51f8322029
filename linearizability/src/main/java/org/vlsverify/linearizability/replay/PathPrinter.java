package org.vlsverify.linearizability.replay;

import java.util.List;
import org.vlsverify.linearizability.call.SnapshotDiff;

/** Prints the path to a state, in words of the domain. */
final class PathPrinter {
  private static final String INDENT = "       ";

  private PathPrinter() {}

  /** One line per call, and one for each change. */
  static void print(ReplayModel model, int state, StringBuilder out) {
    out.append("   0. worker ").append(model.root(state)).append(" lives\n");
    int current = model.initial(state);
    int step = 0;
    for (int call : model.path(state)) {
      step++;
      out.append(
          "%4d. %s\n".formatted(step, model.calls().get(call).with(model.outcome(current, call))));
      int next = model.target(current, call);
      lines(SnapshotDiff.changes(model.snapshot(current), model.snapshot(next)), out);
      current = next;
    }
  }

  static void lines(List<String> lines, StringBuilder out) {
    for (String line : lines) {
      out.append(INDENT).append(line).append('\n');
    }
  }
}
