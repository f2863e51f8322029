package org.vlsverify.spec.model;

import java.util.List;
import org.vlsverify.spec.tlc.ModelRun;
import org.vlsverify.spec.tlc.Verdict;

/** How large each model is, and how fast TLC was, as a table in Markdown. */
final class ModelTable {
  private static final String HEADER =
      "| model | verdict | distinct states | generated | depth | seconds | generated per second |\n"
          + "| --- | --- | ---: | ---: | ---: | ---: | ---: |\n";

  private ModelTable() {}

  /**
   * Gives one row per run, in their order. The time is the elapsed time of TLC; it is significant
   * only for long runs, since two models run at the same time. A simulation has behaviours instead
   * of distinct states, and their maximal length instead of a depth.
   */
  static String of(List<ModelRun> runs) {
    StringBuilder table = new StringBuilder(HEADER);
    for (ModelRun run : runs) {
      Simulation simulate = run.model().simulate();
      table.append(
          "| %s | %s | %s | %,d | %s | %.1f | %,.0f |\n"
              .formatted(
                  run.model().name(),
                  run.verdict(),
                  simulate == null
                      ? "%,d".formatted(run.distinct())
                      : run.verdict() == Verdict.OK
                          ? "%,d behaviours".formatted(simulate.behaviours())
                          : "simulated",
                  run.generated(),
                  simulate == null ? run.depth() : "up to " + simulate.depth(),
                  run.seconds(),
                  run.generated() / Math.max(run.seconds(), 0.001)));
    }
    return table.toString();
  }
}
