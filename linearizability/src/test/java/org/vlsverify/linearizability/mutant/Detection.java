package org.vlsverify.linearizability.mutant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.linearizability.scenario.ScenarioKey;
import org.vlsverify.linearizability.scenario.ScenarioSuite;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * Result of the search for a seeded defect in the generated scenarios, and of the same search in
 * random ones. Stored as data.
 *
 * @param defect its design and name
 * @param suite the suite of the scenario that finds it; null if none does
 * @param scenario its key in the suite; null with the suite
 * @param models the search until it is found, or in vain; null if the scenario was chosen by hand
 * @param random the same with random scenarios; null if not tried
 */
public record Detection(
    String defect, ScenarioSuite suite, ScenarioKey scenario, Search models, Search random) {

  /**
   * A search.
   *
   * @param found whether it has found the defect
   * @param scenarios the number of scenarios run
   * @param executions the number of their executions
   * @param seconds its duration, for orientation
   */
  public record Search(boolean found, long scenarios, long executions, long seconds) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s | %,d | %,d | %,d",
          found ? "found" : "not found",
          scenarios,
          executions,
          seconds);
    }
  }

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final Path DATA =
      ProjectRoot.path().resolve("linearizability/src/test/resources/detection.json");

  static final Path TABLE = ProjectRoot.path().resolve("linearizability/docs/detection.md");

  /** The stored results, in the order of the catalogue. */
  public static List<Detection> stored() {
    try {
      return Files.exists(DATA)
          ? JSON.readValue(Files.readString(DATA), new TypeReference<List<Detection>>() {})
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stores the results, and the table made of them. */
  static void store(List<Detection> detections) {
    try {
      Files.writeString(DATA, JSON.writeValueAsString(detections) + "\n");
      Files.writeString(TABLE, table(detections));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Detection comparedWith(Search searched) {
    return new Detection(defect, suite, scenario, models, searched);
  }

  public boolean isOf(Defect other) {
    return defect.equals(other.toString());
  }

  /** The scenario that finds it, as it is generated now. */
  public Scenario made() {
    try {
      return suite.scenario(scenario);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "%s, %s: %s. Search again with -D%s=true."
              .formatted(defect, suite, e.getMessage(), DetectionIT.UPDATE),
          e);
    }
  }

  static String table(List<Detection> detections) {
    StringBuilder out = new StringBuilder();
    out.append(
        """
        # Scenarios that find the seeded concurrent defects

        Generated; do not edit. Written by

            %s

        For each seeded concurrent defect of `ConcurrentDefects`, a search goes through generated
        scenarios (see [scenarios.md](scenarios.md)) until one of them finds it. It takes those
        that contain an operation with the defect: first the counterexamples of the specification,
        with %,d executions of each; then conflicting pairs, 2x1, 1x2 and enabling sequences, at
        most %,d scenarios of each suite with %d executions of each; then at most %,d of each suite
        with %d. Within a suite, scenarios without a refused call in sequential order come first,
        and among them those with a new combination of operations. Some results are older than
        this order and these limits. *By hand* means that the scenario is one of the suite, but was
        chosen by hand, since the search did not get that far. A result counts only if it is no
        accident such as an index out of bounds.

        For comparison, %,d random scenarios without queries, with %d executions of each. Seconds
        are from one machine with other load. Each defect is also found by a hand-written scenario
        (`ConcurrentDefects`). The findings in the generated scenarios are stored in
        [../src/test/resources/detection](../src/test/resources/detection).

        Found in generated scenarios: %d of %d; in random ones: %d.

        | defect | suite | scenario | search | scenarios | executions | s | random | scenarios \
        | executions | s |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        """
            .formatted(
                DetectionIT.COMMAND + " -D" + DetectionIT.UPDATE + "=true",
                DetectionIT.MANY_EXECUTIONS,
                DetectionIT.MOST_OF_A_SUITE,
                DetectionIT.FEW_EXECUTIONS,
                DetectionIT.FEWER_OF_A_SUITE,
                DetectionIT.EXECUTIONS,
                DetectionIT.RANDOM_SCENARIOS,
                DetectionIT.EXECUTIONS,
                detections.stream().filter(d -> d.scenario() != null).count(),
                ConcurrentDefects.all().size(),
                detections.stream().filter(d -> d.random() != null && d.random().found()).count()));
    for (Detection detection : detections) {
      out.append(
          "| %s | %s | %s | %s | %s |\n"
              .formatted(
                  detection.defect(),
                  detection.suite() == null ? "-" : detection.suite(),
                  detection.scenario() == null ? "-" : detection.made(),
                  detection.models() == null ? "by hand | - | - | -" : detection.models(),
                  detection.random() == null ? "not tried | - | - | -" : detection.random()));
    }
    String missing =
        ConcurrentDefects.all().stream()
            .map(ConcurrentDefects.Expected::toString)
            .filter(name -> detections.stream().noneMatch(d -> d.defect().equals(name)))
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      out.append("\nNot found yet: ").append(missing).append(".\n");
    }
    return out.toString();
  }
}
