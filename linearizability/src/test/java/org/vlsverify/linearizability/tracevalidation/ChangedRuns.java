package org.vlsverify.linearizability.tracevalidation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.vlsverify.spec.run.ProjectRoot;

/** A stored run that is accepted, and runs that differ from it in one place and are not. */
final class ChangedRuns {
  static final Path STORED =
      ProjectRoot.path().resolve("linearizability/src/test/resources/tracevalidation/run.ndjson");

  /** A run with calls that are refused. */
  static final Path REFUSALS = STORED.resolveSibling("refusals.ndjson");

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * A change, and how it must be found.
   *
   * @param lines of the file after it
   * @param line in which the first event is that fits no step
   * @param sentence what is said of it
   */
  record Change(String name, List<ObjectNode> lines, int line, String sentence) {
    /** Writes and reads it. */
    RecordedRun run(Path folder) throws IOException {
      Path file = folder.resolve(name.replace(' ', '-') + ".ndjson");
      Files.write(file, lines.stream().map(ObjectNode::toString).toList());
      return RecordedRun.read(file);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private ChangedRuns() {}

  static List<ObjectNode> stored(Path file) {
    List<ObjectNode> lines = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        lines.add((ObjectNode) JSON.readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  static boolean is(ObjectNode event, String field, String value) {
    return event.path(field).asText().equals(value);
  }

  /** The first position that has such an event. */
  static int first(List<ObjectNode> lines, Predicate<ObjectNode> event) {
    for (int i = 1; i < lines.size(); i++) {
      if (event.test(lines.get(i))) {
        return i;
      }
    }
    throw new IllegalStateException("the stored run has no such event");
  }

  private static Change field(
      String name, Predicate<ObjectNode> event, Consumer<ObjectNode> change, String sentence) {
    return field(STORED, name, event, change, sentence);
  }

  /** An event becomes another one. */
  static Change field(
      Path file,
      String name,
      Predicate<ObjectNode> event,
      Consumer<ObjectNode> change,
      String sentence) {
    List<ObjectNode> lines = stored(file);
    int position = first(lines, event);
    change.accept(lines.get(position));
    return new Change(name, lines, position + 1, sentence);
  }

  /** The next event of the same thread is the first that does not fit. */
  private static Change dropped(String name, Predicate<ObjectNode> event, String sentence) {
    return dropped(STORED, name, event, sentence);
  }

  /** The same in another file. */
  static Change dropped(Path file, String name, Predicate<ObjectNode> event, String sentence) {
    List<ObjectNode> lines = stored(file);
    int position = first(lines, event);
    String thread = lines.remove(position).path("thread").asText();
    int next = position;
    while (!is(lines.get(next), "thread", thread)) {
      next++;
    }
    return new Change(name, lines, next + 1, sentence);
  }

  private static Change swapped(
      String name, Predicate<ObjectNode> event, int distance, int line, String sentence) {
    List<ObjectNode> lines = stored(STORED);
    int position = first(lines, event);
    Collections.swap(lines, position, position + distance);
    return new Change(name, lines, position + 1 + line, sentence);
  }

  private static Predicate<ObjectNode> takes(String lock) {
    return event -> is(event, "event", "take") && event.path("lock").asText().startsWith(lock);
  }

  static Predicate<ObjectNode> has(String field) {
    return event -> event.path(field).size() > 0;
  }

  static ObjectNode element(ObjectNode event) {
    return (ObjectNode) event.path("elements").get(0);
  }

  static boolean hasElement(ObjectNode event, String field, int least) {
    return event.path("elements").size() > 0 && element(event).path(field).size() >= least;
  }

  /** The outcome of the refusal in a line becomes another one. */
  private static Change refused(int line, String outcome) {
    List<ObjectNode> lines = stored(REFUSALS);
    lines.get(line - 1).put("what", outcome);
    return new Change(
        "line %d refused with %s".formatted(line, outcome), lines, line, "outcome " + outcome);
  }

  /** Refusals that no moment of the call allows. */
  private static List<Change> refusals() {
    List<ObjectNode> late = stored(REFUSALS);
    late.add(5, late.remove(3));
    return List.of(
        refused(3, "session-exists"),
        refused(8, "not-listening"),
        refused(10, "session-exists"),
        refused(12, "unknown-session"),
        refused(14, "listen-failed"),
        refused(16, "nothing-to-leave"),
        refused(18, "not-its-child"),
        new Change("refused although possible since the call", late, 8, "outcome unknown-session"));
  }

  static List<Change> all() {
    return Stream.concat(changes().stream(), refusals().stream()).toList();
  }

  private static List<Change> changes() {
    return List.of(
        dropped("lock of an element not taken", takes("element"), "works"),
        dropped("work left out", event -> is(event, "event", "work"), "has returned"),
        dropped(
            "exit does not release the table",
            event ->
                is(event, "event", "work")
                    && is(event, "op", "exit")
                    && event.path("holds").isEmpty()
                    && !has("lives").test(event),
            "has returned"),
        swapped("two locks in the other order", takes("life"), 1, 0, "takes table"),
        swapped("work before its lock", takes("element"), 1, 0, "works"),
        field(
            "pool locked for reading instead of writing",
            event -> takes("pool").test(event) && is(event, "mode", "write"),
            event -> event.put("mode", "read"),
            "takes pool (read)"),
        field(
            "another lock of an element",
            takes("element"),
            event -> event.put("lock", "unknown"),
            "takes a lock that guards nothing"),
        field(
            "pool still locked",
            event -> is(event, "event", "work") && hasElement(event, "subscribers", 1),
            event -> ((ArrayNode) event.get("holds")).add("pool read"),
            "holds pool read"),
        field(
            "another owner",
            event -> hasElement(event, "subscribers", 2),
            event -> element(event).set("owner", element(event).get("subscribers").get(1)),
            "works"),
        field(
            "a subscriber less",
            event -> hasElement(event, "subscribers", 2),
            event -> ((ArrayNode) element(event).get("subscribers")).remove(1),
            "works"),
        field(
            "subscribers in another order",
            event -> hasElement(event, "subscribers", 2),
            event -> {
              ArrayNode subscribers = (ArrayNode) element(event).get("subscribers");
              subscribers.add(subscribers.remove(0));
            },
            "works"),
        field(
            "a listener less",
            event -> hasElement(event, "listeners", 1),
            event -> ((ArrayNode) element(event).get("listeners")).remove(0),
            "works"),
        field(
            "a notice more",
            event -> hasElement(event, "subscribers", 1),
            event -> element(event).put("notices", element(event).get("notices").asInt() + 1),
            "works"),
        field("new owner not told", has("owner"), event -> event.remove("owner"), "works"),
        field(
            "new owner told twice",
            has("owner"),
            event -> ((ArrayNode) event.get("owner")).add(event.get("owner").get(0)),
            "works"),
        field(
            "session not disconnected",
            has("disconnect"),
            event -> event.remove("disconnect"),
            "works"),
        field(
            "idle owner not detached",
            event -> has("attach").test(event) && has("detach").test(event),
            event -> event.remove("detach"),
            "works"),
        field(
            "another session opened",
            event -> has("copies").test(event) && event.path("copies").get(0).has("session"),
            event -> ((ObjectNode) event.get("copies").get(0)).put("session", "s1"),
            "works"),
        field(
            "the dead one lives",
            event -> is(event, "event", "die"),
            event ->
                event
                    .get("lives")
                    .forEach(
                        life -> {
                          if (is((ObjectNode) life, "life", "dead")) {
                            ((ObjectNode) life).put("life", "live");
                          }
                        }),
            "is killed"),
        field(
            "index not free again",
            event -> has("free").test(event),
            event -> ((ArrayNode) event.get("free")).remove(0),
            "works"),
        field(
            "an operation that throws",
            event -> is(event, "event", "end"),
            event -> event.put("event", "threw").put("what", "IllegalStateException"),
            "throws IllegalStateException"),
        field(
            "an operation that hangs",
            event -> is(event, "event", "end"),
            event -> event.put("event", "stuck"),
            "does not return"));
  }
}
