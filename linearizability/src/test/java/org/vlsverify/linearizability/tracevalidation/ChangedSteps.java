package org.vlsverify.linearizability.tracevalidation;

import static org.vlsverify.linearizability.tracevalidation.ChangedRuns.dropped;
import static org.vlsverify.linearizability.tracevalidation.ChangedRuns.element;
import static org.vlsverify.linearizability.tracevalidation.ChangedRuns.field;
import static org.vlsverify.linearizability.tracevalidation.ChangedRuns.has;
import static org.vlsverify.linearizability.tracevalidation.ChangedRuns.hasElement;
import static org.vlsverify.linearizability.tracevalidation.ChangedRuns.is;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.vlsverify.linearizability.tracevalidation.ChangedRuns.Change;
import org.vlsverify.sessions.design.Design;

/** Runs of the other two designs that differ from a stored one in one place. */
final class ChangedSteps {
  private static final String WORKS = "works";

  private ChangedSteps() {}

  /** The run that is changed. */
  static Path stored(Design design) {
    return design == Design.LOCKED
        ? ChangedRuns.STORED
        : ChangedRuns.STORED.resolveSibling("run-" + design + ".ndjson");
  }

  static List<Change> all(Design design) {
    Path file = stored(design);
    return switch (design) {
      case LOCKED -> ChangedRuns.all();
      case GLOBAL_LOCK ->
          Stream.of(globalLock(file), both(file, "work")).flatMap(List::stream).toList();
      case OPTIMISTIC ->
          Stream.of(optimistic(file), both(file, "step")).flatMap(List::stream).toList();
    };
  }

  private static Predicate<ObjectNode> event(String kind, String field, String value) {
    return event -> is(event, "event", kind) && is(event, field, value);
  }

  /** The first such event with the next one of its thread. */
  private static Change swapped(
      Path file, String name, Predicate<ObjectNode> event, String sentence) {
    List<ObjectNode> lines = ChangedRuns.stored(file);
    int position = ChangedRuns.first(lines, event);
    int next = position + 1;
    while (!lines.get(next).get("thread").equals(lines.get(position).get("thread"))) {
      next++;
    }
    Collections.swap(lines, position, next);
    return new Change(name, lines, position + 1, sentence);
  }

  /** A query that finds no copy, although its worker has opened the session before. */
  private static Change missed(Path file) {
    return missed(file, "copy not found", false);
  }

  /** The same, but the worker opens the session during the query: that is right. */
  static Change addedMeanwhile() {
    return missed(stored(Design.OPTIMISTIC), "copy added meanwhile", true);
  }

  private static Change missed(Path file, String name, boolean meanwhile) {
    List<ObjectNode> lines = ChangedRuns.stored(file);
    int position = ChangedRuns.first(lines, event(meanwhile ? "step" : "end", "op", "open"));
    ObjectNode opens = lines.get(position);
    ObjectNode call =
        JsonNodeFactory.instance
            .objectNode()
            .put("event", "call")
            .put("thread", opens.get("thread").asText())
            .put("op", "owner")
            .put("on", opens.get("on").asText())
            .put("call", Integer.MAX_VALUE)
            .put("worker", opens.get("worker").asText());
    ObjectNode refused = call.deepCopy().put("event", "refused").put("what", "unknown-session");
    lines.add(meanwhile ? position : position + 1, call);
    lines.add(position + 2, refused);
    return new Change(name, lines, position + 3, "is refused, with the outcome unknown-session");
  }

  /** What an event says of the state, and of what VPP was told. */
  private static List<Change> both(Path file, String sentence) {
    String step = sentence.equals("work") ? WORKS : sentence;
    return List.of(
        field(
            file,
            "another owner",
            event -> hasElement(event, "subscribers", 2),
            event -> element(event).set("owner", element(event).get("subscribers").get(1)),
            step),
        field(
            file,
            "a subscriber less",
            event -> hasElement(event, "subscribers", 2),
            event -> ((ArrayNode) element(event).get("subscribers")).remove(1),
            step),
        field(
            file,
            "a notice more",
            event ->
                hasElement(event, "subscribers", 1) && element(event).path("notices").asInt() == 0,
            event -> element(event).put("notices", 1),
            step),
        field(file, "new owner not told", has("owner"), event -> event.remove("owner"), step),
        field(
            file,
            "session not disconnected",
            has("disconnect"),
            event -> event.remove("disconnect"),
            step),
        field(
            file,
            "another session in a copy",
            event -> event.path("copies").path(0).path("session").asText().equals("s0"),
            event -> ((ObjectNode) event.get("copies").get(0)).put("session", "s1"),
            step),
        field(
            file,
            "the dead one lives",
            event -> is(event, "op", "die") && has("lives").test(event),
            event ->
                event
                    .get("lives")
                    .forEach(
                        life -> {
                          if (is((ObjectNode) life, "life", "dead")) {
                            ((ObjectNode) life).put("life", "live");
                          }
                        }),
            step),
        field(
            file,
            "an operation that throws",
            event -> is(event, "event", sentence) && is(event, "op", "close"),
            event -> event.put("event", "threw").put("what", "IllegalStateException"),
            "throws IllegalStateException"));
  }

  private static List<Change> globalLock(Path file) {
    return List.of(
        dropped(file, "lock not taken", event("take", "op", "close"), WORKS),
        swapped(file, "work before its lock", event("take", "mode", "write"), WORKS),
        field(
            file,
            "locked for reading instead of writing",
            event("take", "op", "close"),
            event -> event.put("mode", "read"),
            "takes lock (read)"),
        field(
            file,
            "lock wanted twice",
            event("take", "op", "close"),
            event -> event.put("event", "want"),
            "wants the lock (write)"),
        field(
            file,
            "another outcome",
            event("work", "what", "opened"),
            event -> event.put("what", "no-capacity"),
            "with the outcome no-capacity"),
        field(
            file,
            "another answer",
            event("work", "op", "owner"),
            event -> event.put("what", is(event, "what", "nobody") ? "w1" : "nobody"),
            "owner"));
  }

  private static List<Change> optimistic(Path file) {
    return List.of(
        missed(file),
        dropped(
            file,
            "handle published without a filled element",
            event("step", "at", "share: fill in"),
            "step \"share: publish\""),
        dropped(file, "read not validated", event("step", "at", "ask: validate"), "has returned"),
        dropped(
            file,
            "element left without the lock",
            event("step", "at", "leave: unsubscribe"),
            "step \"leave: "),
        swapped(
            file,
            "index taken before the stack is read",
            event("step", "at", "share: read the stack"),
            "step \"share: pop\""),
        field(
            file,
            "another step",
            event("step", "at", "leave: unsubscribe"),
            event -> event.put("at", "leave: pass on"),
            "step \"leave: pass on\""),
        field(
            file,
            "another free index",
            event -> has("free").test(event),
            event -> ((ArrayNode) event.get("free")).remove(0),
            "step"),
        field(
            file,
            "another answer",
            event("end", "op", "owner"),
            event -> event.put("what", is(event, "what", "nobody") ? "w1" : "nobody"),
            "has returned"),
        field(
            file,
            "another refusal",
            event("refused", "what", "unknown-session"),
            event -> event.put("what", "not-listening"),
            "with the outcome not-listening"));
  }
}
