package org.vlsverify.spec.vls.cruns;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The stored runs of the C code, and what must be rejected. */
final class StoredCRuns {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * A change of the specification that is undone: one row of changes.json.
   *
   * @param name unique
   * @param what the C code does, as the specification has it
   * @param run that it makes fail
   * @param replace operators to those without the change
   * @param line at which the run is rejected then
   * @param sentence a part of what is said of that event
   */
  record Undone(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String what,
      @JsonProperty(required = true) String run,
      @JsonProperty(required = true) Map<String, String> replace,
      @JsonProperty(required = true) int line,
      @JsonProperty(required = true) String sentence) {}

  /**
   * A run that is changed in one place: one row of controls.json. Events are named by tickets.
   *
   * @param name unique
   * @param run that is changed
   * @param drop an event that is left out
   * @param swap two events that change places
   * @param ticket the event in which
   * @param field this field has
   * @param value another value
   * @param line at which the changed run is rejected
   * @param sentence a part of what is said of that event
   */
  record Control(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String run,
      Integer drop,
      List<Integer> swap,
      Integer ticket,
      String field,
      JsonNode value,
      @JsonProperty(required = true) int line,
      @JsonProperty(required = true) String sentence) {
    CRun changed() {
      List<ObjectNode> lines = lines(run);
      if (drop != null) {
        lines.removeIf(line -> line.get("t").intValue() == drop);
      } else if (swap != null) {
        swap(lines);
      } else {
        set(line(lines, ticket));
      }
      return CRun.of(name, lines.stream().map(ObjectNode::toString).toList());
    }

    private static ObjectNode line(List<ObjectNode> lines, int ticket) {
      return lines.stream()
          .filter(line -> line.get("t").intValue() == ticket)
          .findFirst()
          .orElseThrow();
    }

    private void swap(List<ObjectNode> lines) {
      ObjectNode first = line(lines, swap.get(0));
      ObjectNode second = line(lines, swap.get(1));
      int place = lines.indexOf(first);
      lines.set(lines.indexOf(second), first.put("t", swap.get(1)));
      lines.set(place, second.put("t", swap.get(0)));
    }

    private void set(ObjectNode line) {
      JsonPointer pointer = JsonPointer.compile(field);
      JsonNode parent = line.at(pointer.head());
      String last = pointer.last().getMatchingProperty();
      if (parent instanceof ArrayNode array) {
        array.set(Integer.parseInt(last), value);
      } else {
        ((ObjectNode) parent).set(last, value);
      }
    }
  }

  private StoredCRuns() {}

  static List<Path> files() {
    try (Stream<Path> files = Files.walk(CMapping.folder().resolve("runs"))) {
      return files
          .filter(file -> file.toString().endsWith(".ndjson"))
          .sorted(Comparator.comparing(Path::getFileName))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CRun run(String name) {
    return CRun.read(file(name));
  }

  private static Path file(String name) {
    return files().stream()
        .filter(file -> file.endsWith(name + ".ndjson"))
        .findFirst()
        .orElseThrow();
  }

  private static List<ObjectNode> lines(String run) {
    try {
      List<ObjectNode> lines = new ArrayList<>();
      for (String line : Files.readAllLines(file(run))) {
        lines.add((ObjectNode) JSON.readTree(line));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Undone> undone() {
    return List.of(read("changes.json", Undone[].class));
  }

  static List<Control> controls() {
    return List.of(read("controls.json", Control[].class));
  }

  private static <T> T read(String file, Class<T> type) {
    try {
      return JSON.readValue(CMapping.folder().resolve(file).toFile(), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
