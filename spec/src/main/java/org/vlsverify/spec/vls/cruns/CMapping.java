package org.vlsverify.spec.vls.cruns;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * The table from events of the C code to steps of the specification: the first row that matches
 * counts. Immutable.
 *
 * @param source what was run
 * @param states VCL's state of a session to the states that a copy may have then
 * @param rows in order
 */
record CMapping(String source, Map<String, List<String>> states, List<Row> rows) {
  private static final String SILENT = "silent";

  /**
   * A row. What is null matches anything, and nothing is done for it.
   *
   * @param event kind of the event
   * @param function of it
   * @param in the innermost function that the thread has entered before
   * @param lock kind of the lock
   * @param mode of the lock, r or w
   * @param where other fields and their values
   * @param kind as in TraceCRuns.tla; null for an event without a step
   * @param ops operations that begin
   * @param marks positions of the thread
   * @param steps of the thread
   * @param facts what must be true before the step, and the field that says it
   * @param why an event has no step
   */
  record Row(
      @JsonProperty(required = true) String event,
      String function,
      String in,
      String lock,
      String mode,
      Map<String, JsonNode> where,
      String kind,
      List<String> ops,
      List<String> marks,
      List<String> steps,
      Map<String, JsonNode> facts,
      String why) {
    boolean isSilent() {
      return kind == null;
    }

    String kindOrSilent() {
      return kind == null ? SILENT : kind;
    }

    private boolean matches(CEvent e, String inside) {
      return event.equals(e.event())
          && (function == null || function.equals(e.function()))
          && (in == null || in.equals(inside))
          && (lock == null || e.lock().equals(lock) || e.lock().startsWith(lock + ":"))
          && (mode == null || mode.equals(e.text("mode")))
          && (where == null
              || where.entrySet().stream()
                  .allMatch(field -> field.getValue().equals(e.json().get(field.getKey()))));
    }
  }

  static CMapping load() {
    Path file = folder().resolve("mapping.json");
    try {
      return JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readValue(file.toFile(), CMapping.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path folder() {
    return ProjectRoot.path().resolve("spec").resolve("c-runs");
  }

  /**
   * The row of an event.
   *
   * @param entered the functions that its thread is in, the innermost first
   * @throws BadInputException if there is none
   */
  Row row(CEvent event, Deque<String> entered) {
    String inside = entered.peek();
    return rows.stream()
        .filter(row -> row.matches(event, inside))
        .findFirst()
        .orElseThrow(() -> unknown(event, inside));
  }

  private static BadInputException unknown(CEvent event, String inside) {
    return new BadInputException(
        "line %d has an event that mapping.json does not know: %s of %s%s%s"
            .formatted(
                event.line(),
                event.event(),
                event.function(),
                event.lock().isEmpty()
                    ? ""
                    : " for the lock " + event.lock() + " (" + event.text("mode") + ")",
                inside == null ? "" : ", in " + inside));
  }

  /** The states of a copy for VCL's state of its session. */
  List<String> states(CEvent event, int state) {
    List<String> names = states.get(Integer.toString(state));
    if (names == null) {
      throw new BadInputException(
          "line "
              + event.line()
              + " has a session state that mapping.json does not know: "
              + state);
    }
    return names;
  }
}
