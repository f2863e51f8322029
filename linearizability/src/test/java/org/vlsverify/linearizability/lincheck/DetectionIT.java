package org.vlsverify.linearizability.lincheck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.vlsverify.linearizability.defects.Defect;
import org.vlsverify.linearizability.defects.MutatedImplementation;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Report;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.spec.ProjectRoot;

/**
 * Looks for every seeded defect among the scenarios of the models, and among as many executions of
 * random ones, and writes the table that says who found what. For {@code nightly}, or for whoever
 * changes a defect or the scenarios.
 */
@EnabledIfSystemProperty(named = DetectionIT.PROPERTY, matches = "true")
class DetectionIT {
  static final String PROPERTY = "vls.detection.update";

  private static final int EXECUTIONS = 20;
  private static final int MOST_RANDOM = 100;

  @Test
  void table() throws IOException {
    List<Scenario> ofModels =
        Stream.of(
                ModelScenarioSet.TWO_WORKERS_ONCE,
                ModelScenarioSet.THREE_WORKERS_ONCE,
                ModelScenarioSet.SCARCE_ONCE)
            .flatMap(set -> set.scenarios().stream())
            .toList();
    List<Scenario> random = RandomScenarios.of(MOST_RANDOM);
    Path file = ProjectRoot.path().resolve("linearizability/detection.md");
    List<String> lines = new ArrayList<>();
    lines.add(
        "| design | defect | scenario of a model | executions | s | random: executions | s |");
    lines.add("| --- | --- | --- | --- | --- | --- | --- |");
    for (ConcurrentDefects.Expected expected : ConcurrentDefects.all()) {
      Defect defect = expected.defect();
      String only = System.getProperty("vls.detection.defect", "");
      if (!defect.name().contains(only)) {
        continue;
      }
      lines.add(
          "| %s | %s | %s | %s |"
              .formatted(
                  defect.design(),
                  defect.name(),
                  search(ofModels, defect, true),
                  search(random, defect, false)));
      System.out.println(lines.get(lines.size() - 1));
      Files.write(file, lines);
    }
  }

  private static String search(List<Scenario> scenarios, Defect defect, boolean named) {
    long start = System.nanoTime();
    Report report =
        LincheckRunner.run(
            Strategy.MODEL_CHECKING, scenarios, EXECUTIONS, new MutatedImplementation(defect));
    double seconds = (System.nanoTime() - start) / 1e9;
    return String.format(
        Locale.ROOT,
        "%s%s | %.1f",
        named
            ? report
                    .finding()
                    .map(f -> f.scenario().name() + ": " + f.kind() + ", " + f.results())
                    .orElse("not found")
                + " | "
            : "",
        report.finding().isPresent()
            ? "" + report.allExecutions()
            : "not found in " + report.allExecutions(),
        seconds);
  }
}
