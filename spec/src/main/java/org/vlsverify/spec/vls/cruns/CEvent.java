package org.vlsverify.spec.vls.cruns;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.vlsverify.spec.run.BadInputException;

/**
 * One line of a recorded run of the C code. Immutable.
 *
 * @param line of its file, from 1
 * @param json the object, not changed
 */
record CEvent(int line, JsonNode json) {
  /** The fields of every event. */
  private static final List<String> TEXTS = List.of("p", "th", "ev", "fn");

  private static final List<String> NUMBERS = List.of("t", "wrk");

  CEvent {
    for (String name : TEXTS) {
      require(json.path(name).isTextual(), line, "has no text \"" + name + "\"");
    }
    for (String name : NUMBERS) {
      require(json.path(name).isInt(), line, "has no number \"" + name + "\"");
    }
  }

  private static void require(boolean condition, int line, String complaint) {
    if (!condition) {
      throw new BadInputException("line " + line + " " + complaint);
    }
  }

  int ticket() {
    return json.get("t").intValue();
  }

  String process() {
    return json.get("p").textValue();
  }

  String thread() {
    return json.get("th").textValue();
  }

  /** Process and thread. */
  String actor() {
    return process() + "." + thread();
  }

  int worker() {
    return json.get("wrk").intValue();
  }

  String event() {
    return json.get("ev").textValue();
  }

  String function() {
    return json.get("fn").textValue();
  }

  boolean is(String event, String function) {
    return event().equals(event) && function().equals(function);
  }

  /** The value of a field as text, empty if there is none. */
  String text(String field) {
    return json.path(field).asText("");
  }

  /** Such as pool, or session:0:1. */
  String lock() {
    return text("lock");
  }

  long number(String field) {
    require(json.path(field).isNumber(), line, "has no number \"" + field + "\"");
    return json.get(field).longValue();
  }

  /** Whether the state was recorded with it. */
  boolean hasState() {
    return json.has("el");
  }
}
