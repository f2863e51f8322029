package org.vlsverify.spec.vls.cruns;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tla.TlaValues;

/**
 * An event that fits no step.
 *
 * @param session that has the states
 * @param step the event
 * @param states in which it may come
 */
record RejectedCEvent(SpecSession session, CSteps.Step step, List<Integer> states) {
  private static final int SHOWN = 3;

  /** Kinds that change nothing before the state is compared. */
  private static final Set<String> COMPARED_BEFORE = Set.of("mark", "drop", "die", "crash");

  /** What the thread did, with C's numbers. */
  String sentence() {
    CEvent event = step.event();
    String lock = "%s (%s) in ".formatted(event.lock(), event.text("mode"));
    return event.actor()
        + switch (event.event()) {
          case "enter" -> " enters ";
          case "exit" -> " returns from ";
          case "acq" -> " takes " + lock;
          case "rel" -> " releases " + lock;
          default -> ": " + event.event() + " in ";
        }
        + event.function();
  }

  String message() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Line %d fits no step of the source as committed: %s"
            .formatted(step.event().line(), sentence()));
    lines.add("  the mapping takes it for " + meaning());
    Set<String> seen = new LinkedHashSet<>();
    for (int state : states) {
      seen.add(String.join("\n", lines(state)));
    }
    int shown = 0;
    for (String text : seen) {
      if (shown++ == SHOWN) {
        lines.add("(and %d other states of the specification)".formatted(seen.size() - SHOWN));
        break;
      }
      lines.add(shown == 1 ? "Before it:" : "or:");
      lines.add(text);
    }
    return String.join("\n", lines);
  }

  private String meaning() {
    CMapping.Row row = step.row();
    List<String> parts = new ArrayList<>();
    if (row.ops() != null) {
      parts.add("the begin of " + String.join(" or ", row.ops()));
    }
    if (row.marks() != null) {
      parts.add("a sign that the thread is at " + quoted(row.marks()));
    }
    if (row.steps() != null) {
      parts.add("the step " + quoted(row.steps()));
    }
    return parts.isEmpty() ? "a " + row.kindOrSilent() + " event" : String.join(", or ", parts);
  }

  private static String quoted(List<String> steps) {
    return steps.stream().map(s -> "\"" + s + "\"").collect(Collectors.joining(" or "));
  }

  private List<String> lines(int state) {
    List<String> lines = new ArrayList<>();
    Map<TlaValue, TlaValue> locks = TlaValues.mappings(session.value(state, "lock"));
    for (Map.Entry<TlaValue, TlaValue> thread :
        TlaValues.mappings(session.value(state, "thread")).entrySet()) {
      String at = TlaValues.text(TlaValues.field(thread.getValue(), "at"));
      if (!at.equals("absent")) {
        lines.add("  " + words(thread.getKey(), thread.getValue(), at, locks));
      }
    }
    if (step.event().hasState()) {
      Set<String> recorded = new LinkedHashSet<>(RecordedWords.of(step.event()));
      Set<String> specified = new LinkedHashSet<>(RecordedWords.of(session, state));
      Set<String> only = new LinkedHashSet<>(recorded);
      only.removeAll(specified);
      specified.removeAll(recorded);
      boolean before = step.row().isSilent() || COMPARED_BEFORE.contains(step.row().kind());
      only.forEach(line -> lines.add("  recorded" + (before ? ": " : " after it: ") + line));
      specified.forEach(line -> lines.add("  in the specification: " + line));
    }
    return lines;
  }

  private static String words(
      TlaValue thread, TlaValue frame, String at, Map<TlaValue, TlaValue> locks) {
    List<String> held = new ArrayList<>();
    locks.forEach(
        (lock, holders) -> {
          String name =
              TlaValues.elements(lock).stream()
                  .map(RecordedWords::plain)
                  .collect(Collectors.joining(" "));
          if (TlaValues.field(holders, "writer").equals(thread)) {
            held.add(name + " (write)");
          } else if (TlaValues.elements(TlaValues.field(holders, "readers")).contains(thread)) {
            held.add(name + " (read)");
          }
        });
    String who =
        TlaValues.elements(thread).stream()
            .map(RecordedWords::plain)
            .collect(Collectors.joining("."));
    String doing =
        at.equals("idle") || at.equals("new")
            ? "is " + at
            : "is in %s, next: \"%s\"".formatted(TlaValues.text(TlaValues.field(frame, "op")), at);
    return who + " " + doing + (held.isEmpty() ? "" : "; holds " + String.join(", ", held));
  }
}
