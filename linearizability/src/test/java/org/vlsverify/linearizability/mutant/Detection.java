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
import org.vlsverify.linearizability.lincheck.ScenarioSuite;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * Where the search among the scenarios of the models has come upon a defect, and what became of the
 * same search among random ones. Stored as data.
 *
 * @param defect its design and name
 * @param set of scenarios; null if it is in none of them
 * @param scenario its name; null with the set
 * @param models what was carried out until it was found, or in vain; null if somebody has picked
 *     the scenario out of the set
 * @param random the same with random scenarios; null if nobody has tried that
 */
record Detection(String defect, ScenarioSuite set, String scenario, Search models, Search random) {

  /**
   * A search.
   *
   * @param found whether it has come upon the defect
   * @param scenarios how many were carried out
   * @param executions of all of them
   * @param seconds it took, as orientation
   */
  record Search(boolean found, long scenarios, long executions, long seconds) {
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

  /** All that is stored, in the order of the catalogue. */
  static List<Detection> stored() {
    try {
      return Files.exists(DATA)
          ? JSON.readValue(Files.readString(DATA), new TypeReference<List<Detection>>() {})
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stores all, and the table made of it. */
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
    return new Detection(defect, set, scenario, models, searched);
  }

  boolean isOf(Defect other) {
    return defect.equals(other.toString());
  }

  /** The scenario that finds it, as the model gives it now. */
  Scenario made() {
    try {
      return set.named(scenario);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "%s: search anew with -D%s=true.".formatted(e.getMessage(), DetectionIT.UPDATE), e);
    }
  }

  static String table(List<Detection> detections) {
    StringBuilder out = new StringBuilder();
    out.append(
        """
        # Where the seeded concurrent defects are found

        Generated, not to be edited, by

            %s

        The search goes through scenarios that carry out one of the operations that the defect is
        in. First what threads do in the counterexamples of the specification, with %,d executions
        of each; then pairs of operations, questions beside two operations, triples, chains, at most
        %,d scenarios of each set (`ScenarioSuite`), with %d executions of each; then at most %,d
        of each set with %d. Of a set it takes those first in which nothing is refused if one thread
        comes after the other; of them one of each that carry out the same methods, then another one.
        (What was found before there was that order, or so many of a set, has stayed as it was.) Where
        somebody has picked a scenario out of a set, the search had not come so far. A finding does
        not count if something is thrown that the implementation does not say itself, such as an
        index out of bounds. Of random scenarios, which have no questions, there are always %,d,
        with %d executions of each. The seconds are those of the machine that it last ran on, beside
        other work.
        Each defect is found by a scenario made by hand as well (`ConcurrentDefects`); what is found
        in the scenario of the model is in `../src/test/resources/detection`.

        | defect | scenario of a model | search: | scenarios | executions | s | random: | scenarios \
        | executions | s |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        """
            .formatted(
                DetectionIT.COMMAND + " -D" + DetectionIT.UPDATE + "=true",
                DetectionIT.MANY_EXECUTIONS,
                DetectionIT.MOST_OF_A_SET,
                DetectionIT.FEW_EXECUTIONS,
                DetectionIT.FEWER_OF_A_SET,
                DetectionIT.EXECUTIONS,
                DetectionIT.RANDOM_SCENARIOS,
                DetectionIT.EXECUTIONS));
    for (Detection detection : detections) {
      out.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  detection.defect(),
                  detection.scenario() == null ? "-" : detection.scenario(),
                  detection.models() == null ? "picked by hand | - | - | -" : detection.models(),
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
