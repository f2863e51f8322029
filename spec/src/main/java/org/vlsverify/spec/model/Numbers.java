package org.vlsverify.spec.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tlc.ModelRun;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;

/**
 * TLC's counts for a model, or the distance of an interesting state. Numbers that are null are not
 * compared. They are stored in {@code expected.json} beside a manifest, written by {@link
 * ModelWriter}.
 *
 * @param distinct distinct states
 * @param generated states generated
 * @param depth of the state graph
 * @param traceLength states in the counterexample
 * @param states states on the shortest path to an interesting state
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Numbers(Long distinct, Long generated, Integer depth, Integer traceLength, Integer states) {
  static final Numbers NONE = new Numbers(null, null, null, null, null);

  static final String FILE = "expected.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The deterministic numbers of a run; fewer for a simulation. */
  static Numbers of(ModelRun run) {
    boolean ok = run.verdict() == Verdict.OK;
    boolean explored = run.model().simulate() == null;
    return new Numbers(
        explored ? run.distinct() : null,
        explored || ok ? run.generated() : null,
        explored && ok ? run.depth() : null,
        run.trace().map(Trace::length).orElse(null),
        null);
  }

  static Numbers ofStates(int states) {
    return new Numbers(null, null, null, null, states);
  }

  /** In words, for people. */
  String describe() {
    return Map.of(
            "1 states", String.valueOf(distinct),
            "2 generated", String.valueOf(generated),
            "3 depth", String.valueOf(depth),
            "4 states in the counterexample", String.valueOf(traceLength),
            "5 states to there", String.valueOf(states))
        .entrySet()
        .stream()
        .filter(entry -> !entry.getValue().equals("null"))
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getValue() + entry.getKey().substring(1))
        .collect(Collectors.joining(", "));
  }

  /**
   * Reads the numbers beside a manifest.
   *
   * @return name of a model, or of an interesting state, to its numbers; empty if there is no file
   * @throws BadInputException if it cannot be read
   */
  static Map<String, Numbers> load(Path manifest) {
    Path file = manifest.resolveSibling(FILE);
    if (!Files.exists(file)) {
      return new TreeMap<>();
    }
    try {
      return JSON.readValue(
          Files.readAllBytes(file), new TypeReference<TreeMap<String, Numbers>>() {});
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "The numbers in " + file + " cannot be read" + Manifest.where(e) + ".", e);
    } catch (IOException e) {
      throw new BadInputException("The file " + file + " cannot be read.", e);
    }
  }

  /** Writes them all, one line each. */
  static String text(Map<String, Numbers> numbers) {
    return new TreeMap<>(numbers)
        .entrySet().stream()
            .map(entry -> "  \"" + entry.getKey() + "\": " + json(entry.getValue()))
            .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
  }

  private static String json(Numbers numbers) {
    try {
      return JSON.writeValueAsString(numbers)
          .replace("{", "{ ")
          .replace("}", " }")
          .replace("\":", "\": ")
          .replace(",", ", ");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
