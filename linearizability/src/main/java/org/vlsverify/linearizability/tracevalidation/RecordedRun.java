package org.vlsverify.linearizability.tracevalidation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.spec.run.BadInputException;

/**
 * What the threads of an implementation did, as events of a lock-level specification, in an order
 * in which they could have happened. Stored as NDJSON: the first line is the {@link Header}, and
 * each other line a {@link RunEvent}. Immutable.
 *
 * @param header not null
 * @param events the n-th is line n + 1 of the file, counted from 1; not null
 */
public record RecordedRun(Header header, List<RunEvent> events) {
  private static final int FORMAT = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /**
   * The first line.
   *
   * @param format the version of the format, 1
   * @param workers how many indices of workers there are
   * @param threads how many threads each worker can have
   * @param sessions how many sessions there are
   * @param listenable the sessions on which VPP may let a worker listen
   * @param slots how many sessions a worker can hold
   * @param sharedCapacity how much shared data there is room for
   * @param root the worker that lives in the beginning
   * @param design whose specification the run is compared with; null for {@code locked}
   */
  public record Header(
      @JsonProperty(required = true) int format,
      @JsonProperty(required = true) int workers,
      @JsonProperty(required = true) int threads,
      @JsonProperty(required = true) int sessions,
      @JsonProperty(required = true) List<String> listenable,
      @JsonProperty(required = true) int slots,
      @JsonProperty(required = true) int sharedCapacity,
      @JsonProperty(required = true) String root,
      @JsonInclude(JsonInclude.Include.NON_NULL) String design) {
    static Header of(RunDesign design, Bounds bounds, int threads, int root) {
      return new Header(
          FORMAT,
          bounds.workers(),
          threads,
          bounds.sessions(),
          bounds.listenable().stream().sorted().map(Parts::session).toList(),
          bounds.slots(),
          bounds.sharedCapacity(),
          Parts.worker(root),
          design.name(true));
    }

    /** Runs of the same bounds can be validated together. */
    Header withoutRoot() {
      return new Header(
          format, workers, threads, sessions, listenable, slots, sharedCapacity, "", design);
    }

    /** Whose steps the run has; of a header that was checked. */
    RunDesign runDesign() {
      return RunDesign.named(design).orElseThrow();
    }

    boolean isListenable(int session) {
      return listenable.contains(Parts.session(session));
    }
  }

  /** Copies the events. */
  public RecordedRun {
    events = List.copyOf(events);
  }

  /**
   * Reads a stored run.
   *
   * @param file not null
   * @return the run; what its events say is not yet checked
   * @throws BadInputException in one sentence, with the line, if it is not such a file
   */
  public static RecordedRun read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new BadInputException("There is no run that can be read at " + file + ".", e);
    }
    if (lines.isEmpty()) {
      throw new BadInputException("The run " + file + " is empty.");
    }
    Header header = parse(file, 1, lines.get(0), Header.class);
    if (header.format() != FORMAT) {
      throw bad(file, 1, "the format is not " + FORMAT);
    }
    List<RunEvent> events = new ArrayList<>();
    for (int line = 2; line <= lines.size(); line++) {
      events.add(parse(file, line, lines.get(line - 1), RunEvent.class));
    }
    RecordedRun run = new RecordedRun(header, events);
    RunText text = new RunText(header, events);
    checked(file, 1, text::header);
    IntStream.range(0, events.size())
        .forEach(i -> checked(file, i + 2, () -> text.event(events.get(i))));
    return run;
  }

  private static void checked(Path file, int line, Runnable check) {
    try {
      check.run();
    } catch (BadInputException e) {
      throw bad(file, line, e.getMessage());
    }
  }

  private static <T> T parse(Path file, int line, String text, Class<T> type) {
    try {
      T value = JSON.readValue(text, type);
      if (value == null) {
        throw bad(file, line, "it has no object");
      }
      return value;
    } catch (JsonProcessingException e) {
      String first = e.getOriginalMessage().lines().findFirst().orElse("");
      throw bad(
          file,
          line,
          first
              .replaceFirst("^Missing required creator property '(\\w+)'.*", "there is no $1")
              .replaceFirst(" \\((for \\w+ starting at|class|known) .*", ""));
    }
  }

  private static BadInputException bad(Path file, int line, String complaint) {
    return new BadInputException(
        "The run %s is wrong in line %d: %s."
            .formatted(file, line, complaint.replaceFirst("\\.$", "")));
  }

  /**
   * Stores the run.
   *
   * @param file to create or replace, not null
   * @throws UncheckedIOException if that cannot be done
   */
  public void write(Path file) {
    try {
      List<String> lines = new ArrayList<>();
      lines.add(JSON.writeValueAsString(header));
      for (RunEvent event : events) {
        lines.add(JSON.writeValueAsString(event));
      }
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("The run cannot be stored at " + file + ".", e);
    }
  }
}
