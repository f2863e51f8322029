package org.vlsverify.spec.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.StateDifference;

/**
 * Prints a trace as a sequence diagram of Mermaid, for a comment on a pull request. The actors are
 * participants: each thread, or each worker if there are no threads. So are the targets of arrows:
 * the shared data and the sessions, or the other argument of an operation. The changes of a step
 * are a note below its arrow.
 */
public final class TraceMermaid {
  private static final String INDENT = "    ";

  private final Map<String, String> participants = new LinkedHashMap<>();
  private final StringBuilder out = new StringBuilder();

  private final Trace trace;
  private final Narrator narrator;

  private TraceMermaid(Trace trace) {
    this.trace = trace;
    this.narrator = Narrator.of(trace);
  }

  /** An arrow and its label. */
  private record Arrow(String from, String to, String text) {}

  /**
   * Prints a trace.
   *
   * @param trace not null
   * @return a diagram, the last line ended as well
   */
  public static String print(Trace trace) {
    TraceMermaid diagram = new TraceMermaid(trace);
    diagram.steps();
    StringBuilder head = new StringBuilder("sequenceDiagram\n");
    diagram.participants.forEach(
        (name, id) -> head.append(INDENT + "participant %s as %s\n".formatted(id, escaped(name))));
    return head.append(diagram.out).toString();
  }

  private void steps() {
    // The actors are on the left, in their order.
    Actors.of(trace).forEach(this::participant);
    Optional<Trace.Lasso> loop = trace.lasso().filter(lasso -> !lasso.isStuttering());
    for (int i = 1; i < trace.length(); i++) {
      if (loop.isPresent() && loop.get().start() == i - 1) {
        line("loop for ever");
      }
      Trace.Step step = trace.steps().get(i - 1);
      step(step.operation(), step.outcome().map(outcome -> " -> " + outcome).orElse(""), i - 1, i);
    }
    int last = trace.length() - 1;
    loop.ifPresent(
        lasso -> {
          if (lasso.start() == last) {
            line("loop for ever");
          }
          step(lasso.operation().get(), "", last, lasso.start());
          line("end");
        });
    if (trace.lasso().isPresent() && loop.isEmpty()) {
      noteOverAll("No further step.");
    }
    List<String> middle = narrator.inTheMiddle(trace, last);
    if (!middle.isEmpty()) {
      noteOverAll(middle);
    }
    if (trace.problem().isKnown()) {
      noteOverAll(trace.problem().sentence().lines().toList());
    }
  }

  private void step(Operation operation, String outcome, int from, int to) {
    boolean threads = narrator.tellsThreads(trace);
    List<Arrow> arrows =
        threads ? arrowsOfThreads(operation, from, to) : List.of(arrow(operation, outcome));
    for (Arrow arrow : arrows) {
      line(
          "%s->>%s: %s"
              .formatted(
                  participant(arrow.from()), participant(arrow.to()), escaped(arrow.text())));
    }
    List<String> changes = new ArrayList<>();
    if (threads) {
      changes.addAll(narrator.killed(trace, from, to));
      changes.addAll(narrator.lockChanges(trace, from, to));
    }
    changes.addAll(
        StateDifference.of(
            trace.state(from), trace.state(to), threads ? narrator.leftOut(trace) : Set.of()));
    if (changes.isEmpty()) {
      return;
    }
    if (arrows.isEmpty()) {
      noteOverAll(changes);
    } else {
      line("Note right of %s: %s".formatted(participant(arrows.get(0).from()), broken(changes)));
    }
  }

  private static Arrow arrow(Operation operation, String outcome) {
    String actor = Actors.of(operation);
    return new Arrow(
        actor, Actors.argument(operation, 1).orElse(actor), Actors.words(operation) + outcome);
  }

  private List<Arrow> arrowsOfThreads(Operation operation, int from, int to) {
    Optional<String> object = narrator.object(trace, from, to);
    List<Arrow> arrows = new ArrayList<>();
    narrator
        .moves(trace, operation, from, to)
        .forEach(
            (thread, words) ->
                arrows.add(
                    new Arrow(thread, arrows.isEmpty() ? object.orElse(thread) : thread, words)));
    return arrows;
  }

  /** Names may have any characters, identifiers may not. */
  private String participant(String name) {
    return participants.computeIfAbsent(name, n -> "p" + (participants.size() + 1));
  }

  private void noteOverAll(String... lines) {
    noteOverAll(List.of(lines));
  }

  private void noteOverAll(List<String> lines) {
    if (participants.isEmpty()) {
      participant("step");
    }
    List<String> ids = List.copyOf(participants.values());
    String over = ids.size() == 1 ? ids.get(0) : ids.get(0) + "," + ids.get(ids.size() - 1);
    line("Note over %s: %s".formatted(over, broken(lines)));
  }

  private static String broken(List<String> lines) {
    return lines.stream().map(TraceMermaid::escaped).collect(Collectors.joining("<br/>"));
  }

  /** Escapes the special characters of Mermaid and HTML. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '#' -> escaped.append("#35;");
        case ';' -> escaped.append("#59;");
        case '"' -> escaped.append("#quot;");
        case '&' -> escaped.append("#amp;");
        case '<' -> escaped.append("#lt;");
        case '>' -> escaped.append("#gt;");
        case '%' -> escaped.append("#37;");
        case '\n', '\r' -> escaped.append(' ');
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private void line(String text) {
    out.append(INDENT).append(text).append('\n');
  }
}
