package org.vlsverify.spec.vls.cruns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.vlsverify.spec.run.BadInputException;

/**
 * A recorded run of the C code: one event a line, in the order of tickets. Immutable.
 *
 * @param name for messages, not null
 * @param events not null
 */
public record CRun(String name, List<CEvent> events) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Copies the events. */
  public CRun {
    events = List.copyOf(events);
  }

  /**
   * Whether a file begins as a recorded run of the C code does.
   *
   * @param file not null
   * @return false also if it cannot be read
   */
  public static boolean isOne(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().filter(line -> line.contains("\"ev\"")).isPresent();
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /**
   * Reads a stored run.
   *
   * @param file not null
   * @return the run
   * @throws BadInputException in one sentence, with the line, if it is not such a file
   */
  public static CRun read(Path file) {
    try {
      return of(file.getFileName().toString().replace(".ndjson", ""), Files.readAllLines(file));
    } catch (IOException e) {
      throw new BadInputException("There is no run that can be read at " + file + ".", e);
    } catch (BadInputException e) {
      throw new BadInputException("The run " + file + " is wrong: " + e.getMessage() + ".", e);
    }
  }

  /**
   * The run with these lines.
   *
   * @param name for messages, not null
   * @param lines of a file, not null
   * @return the run
   * @throws BadInputException with the line that is wrong
   */
  static CRun of(String name, List<String> lines) {
    List<CEvent> events = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      events.add(new CEvent(i + 1, parse(i + 1, lines.get(i))));
    }
    for (int i = 1; i < events.size(); i++) {
      if (events.get(i).ticket() <= events.get(i - 1).ticket()) {
        throw new BadInputException("the ticket of line " + (i + 1) + " does not follow");
      }
    }
    return new CRun(name, events);
  }

  private static JsonNode parse(int line, String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (!node.isObject()) {
        throw new BadInputException("line " + line + " is no object");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new BadInputException("line " + line + " is no JSON", e);
    }
  }
}
