package org.vlsverify.linearizability.pos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.ProcessorTime;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.pos.RandomBudget.Part;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.linearizability.scenario.ScenarioSuite;
import org.vlsverify.spec.run.Budget;

/**
 * What the generated scenarios of {@code quick} and {@code standard}, in random interleavings, find
 * of a seeded defect: the first suite that does, in their order.
 *
 * @param defect its design and name
 * @param suite null if none does
 * @param scenario the one that finds it; null with the suite
 * @param executions of all scenarios until then, or in vain
 * @param seconds of processor time
 */
record Breadth(
    String defect, ScenarioSuite suite, String scenario, long executions, double seconds) {

  private static List<Part> parts() {
    return Stream.concat(
            Stream.of(new Part(ScenarioSuite.TWO_WORKERS_ONCE, RandomBudget.quickSuite())),
            RandomBudget.parts(Budget.STANDARD).stream())
        .toList();
  }

  /** Runs the suites on a mutant until one finds something. */
  static Breadth measure(String defect, SharedSessionsFactory mutant, long seed) {
    double start = ProcessorTime.seconds();
    try (PosRunner runner = new PosRunner(mutant)) {
      for (Part part : parts()) {
        for (Scenario scenario : part.suite().scenarios()) {
          Optional<Finding> finding = runner.run(scenario, part.executions(), seed);
          if (finding.isPresent()) {
            return new Breadth(
                defect,
                part.suite(),
                scenario.name(),
                runner.executions(),
                ProcessorTime.since(start));
          }
        }
      }
      return new Breadth(defect, null, null, runner.executions(), ProcessorTime.since(start));
    }
  }

  static String table(List<Breadth> all) {
    StringBuilder out = new StringBuilder();
    List<String> lines = new ArrayList<>();
    for (Part part : parts()) {
      long found = all.stream().filter(each -> each.suite == part.suite()).count();
      lines.add("`%s` %d".formatted(part.suite(), found));
    }
    out.append(
        """

        ## In the budgets

        The generated scenarios of `quick` (`%s`, %d executions each), then those of `standard`, in the
        order of `RandomBudget`, on each mutant until a scenario finds something. Found: %d of %d; by suite:
        %s.

        | defect | suite | executions | s |
        | --- | --- | ---: | ---: |
        """
            .formatted(
                ScenarioSuite.TWO_WORKERS_ONCE,
                RandomBudget.quickSuite(),
                all.stream().filter(each -> each.suite != null).count(),
                all.size(),
                String.join(", ", lines)));
    for (Breadth each : all) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %,d | %.1f |%n",
              each.defect,
              each.suite == null ? "not found" : "`" + each.suite + "`",
              each.executions,
              each.seconds));
    }
    return out.toString().replace(System.lineSeparator(), "\n");
  }
}
