package org.vlsverify.linearizability.tracevalidation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vlsverify.linearizability.tracevalidation.ValidationReport.Rejection;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.session.Successor;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.StateDifference;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.TlcJar;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Narrator;
import org.vlsverify.spec.trace.Trace;

/**
 * An event that fits no step.
 *
 * @param run that has it
 * @param position of the run among others
 * @param index of the event, from 0
 * @param state in which it comes
 */
record RejectedEvent(RecordedRun run, int position, int index, Map<String, TlaValue> state) {
  /** Variables of the validation itself. */
  private static final Set<String> OWN = Set.of("run", "next", "idle", "calls");

  /** Of {@code optimistic}: what only its properties need, and what the locks say already. */
  private static final Set<String> UNSAID = Set.of("right", "holder", "writer", "readers");

  /**
   * Says of each what is wrong, and what the specification would have allowed.
   *
   * @param folder for modules of TLC
   * @param events of runs of the same bounds
   */
  static List<Rejection> explain(Path folder, List<RejectedEvent> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    List<Map<String, TlaValue>> states = events.stream().map(RejectedEvent::specState).toList();
    Path module = RunModule.ofStates(folder, events.get(0).run.header(), states);
    try (SpecSession session = SpecSession.open(module, RunModule.config(module), TlcJar.find())) {
      session.initialStates();
      return events.stream().map(event -> event.explain(session)).toList();
    }
  }

  private Map<String, TlaValue> specState() {
    return withoutOwn(state);
  }

  /** A state of the validation as one of the specification. */
  static Map<String, TlaValue> withoutOwn(Map<String, TlaValue> state) {
    Map<String, TlaValue> values = new LinkedHashMap<>(state);
    values.keySet().removeAll(OWN);
    return values;
  }

  private RunEvent event() {
    return run.events().get(index);
  }

  private Rejection explain(SpecSession session) {
    RunEvent event = event();
    int line = index + 2;
    List<String> lines = new ArrayList<>();
    String sentence = event.thread() + " " + words(event);
    lines.add(
        "Line %d fits no step of %s: %s"
            .formatted(line, run.header().runDesign().specification(), sentence));
    lines.addAll(detail(event));
    int number = session.find(specState()).orElseThrow();
    lines.add("Before it:");
    Trace still = trace(session, List.of(), number);
    Narrator.of(still).inTheMiddle(still, 0).forEach(middle -> lines.add("  " + middle));
    if (event.event().equals("refused")) {
      lines.add(
          "It is allowed only if, at some moment since the call in line %d, %s."
              .formatted(lineOfCall(), RefusalWords.of(event.what())));
    } else {
      lines.add("What the specification would have allowed to " + event.thread() + ":");
      lines.addAll(allowed(session, number));
    }
    return new Rejection(position, line, sentence, String.join("\n", lines));
  }

  private int lineOfCall() {
    for (int i = 0; i < index; i++) {
      RunEvent earlier = run.events().get(i);
      if (earlier.event().equals("call") && event().call().equals(earlier.call())) {
        return i + 2;
      }
    }
    return index + 2;
  }

  private static String words(RunEvent event) {
    return switch (event.event()) {
      case "call" -> "calls " + event.op() + (event.on() == null ? "" : " " + event.on());
      case "refused" -> "is refused, with the outcome " + event.what();
      case "take" ->
          "takes %s (%s) in %s%s"
              .formatted(
                  lock(event.lock()),
                  event.mode(),
                  event.op(),
                  event.on() == null ? "" : " " + event.on());
      case "want" -> "wants the lock (%s) for %s".formatted(event.mode(), call(event));
      case "step" -> "%s, step \"%s\"%s".formatted(call(event), event.at(), answer(event));
      case "work" -> work(event);
      case "end" ->
          event.worker() == null
              ? "has returned"
              : "has returned from " + call(event) + answer(event);
      case "die" -> "is killed, with its worker";
      case "stuck" -> "does not return";
      default -> "throws " + event.what();
    };
  }

  /** The call of an event that names the worker of its call. */
  private static String call(RunEvent event) {
    return event.op()
        + (event.on() == null ? "" : " " + event.on())
        + (event.other() == null ? "" : " by " + event.other())
        + " for "
        + event.worker();
  }

  private static String answer(RunEvent event) {
    return event.what() == null ? "" : ", with the outcome " + event.what();
  }

  private static String work(RunEvent event) {
    return event.worker() != null
        ? call(event) + ": works" + answer(event)
        : "works, and holds %s afterwards"
            .formatted(
                event.holds().isEmpty()
                    ? "nothing"
                    : String.join(", ", event.holds().stream().map(RejectedEvent::lock).toList()));
  }

  private static String lock(String lock) {
    return lock.equals("unknown") || lock.startsWith("unknown ")
        ? "a lock that guards nothing"
        : lock;
  }

  private static List<String> detail(RunEvent event) {
    List<String> lines = new ArrayList<>();
    if (event.elements() != null) {
      event
          .elements()
          .forEach(
              element ->
                  lines.add(
                      element.index() == null
                          ? "  shared: " + words(element)
                          : "  element " + element.index() + ": " + words(element)));
    }
    if (event.copies() != null) {
      event
          .copies()
          .forEach(
              copy ->
                  lines.add(
                      "  copy of %s in slot %d: %s"
                          .formatted(copy.worker(), copy.slot(), words(copy))));
    }
    if (event.lives() != null) {
      event
          .lives()
          .forEach(
              life ->
                  lines.add(
                      "  life of %s: %s%s"
                          .formatted(
                              life.worker(),
                              life.life(),
                              life.parent() == null ? "" : ", child of " + life.parent())));
    }
    if (event.free() != null) {
      lines.add("  free indices: " + event.free());
    }
    told(lines, "attach", event.attach());
    told(lines, "detach", event.detach());
    told(lines, "disconnect", event.disconnect());
    told(lines, "owner", event.owner());
    return lines;
  }

  private static void told(List<String> lines, String what, List<String> whom) {
    if (whom != null && !whom.isEmpty()) {
      lines.add("  VPP is told: " + what + " " + String.join(", ", whom));
    }
  }

  private static String words(RunEvent.Element e) {
    return e.session() == null
        ? "free"
        : "%s, owner %s, subscribers %s, listeners %s, attached %s, notices %d"
            .formatted(
                e.session(), e.owner(), e.subscribers(), e.listeners(), e.attached(), e.notices());
  }

  private static String words(RunEvent.Copy c) {
    if (c.session() == null) {
      return "free";
    }
    return c.session()
        + (c.element() == null ? "" : c.element() == 0 ? ", private" : ", element " + c.element())
        + (c.listens() ? ", listens" : "")
        + (c.waits() ? ", waits" : "");
  }

  private Trace trace(SpecSession session, List<Operation> operations, int... states) {
    List<Trace.Step> steps = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      steps.add(new Trace.Step(operations.get(i), session.state(states[i + 1])));
    }
    Trace.Problem none = new Trace.Problem(Verdict.OK, null);
    return new Trace(
        run.header().runDesign().specification(),
        none,
        session.state(states[0]),
        steps,
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        session.witness(none, states, -1));
  }

  private List<String> allowed(SpecSession session, int state) {
    Set<String> lines = new LinkedHashSet<>();
    for (Successor successor : session.successors(state)) {
      Operation operation = successor.operation();
      List<TlaValue> arguments = List.copyOf(operation.arguments().values());
      if (arguments.isEmpty() || !isOf(arguments.get(0), event())) {
        continue;
      }
      List<String> step = new ArrayList<>();
      Trace trace = trace(session, List.of(operation), state, successor.target());
      Narrator narrator = Narrator.of(trace);
      Map<String, String> moves = narrator.moves(trace, operation, 0, 1);
      step.add("  " + (moves.isEmpty() ? operation : String.join("; ", moves.values())));
      narrator.lockChanges(trace, 0, 1).forEach(change -> step.add("    " + change));
      Set<String> said = new HashSet<>(narrator.said(trace));
      said.addAll(UNSAID);
      StateDifference.of(trace.initial(), trace.steps().get(0).state(), said)
          .forEach(change -> step.add("    " + change));
      lines.add(String.join("\n", step));
    }
    return lines.isEmpty() ? List.of("  nothing, before others have gone on") : List.copyOf(lines);
  }

  /** Whether a step is the thread's of the event, or the death of its worker. */
  private static boolean isOf(TlaValue mover, RunEvent event) {
    return mover instanceof TlaValue.TupleValue
        ? RunText.isThread(mover, event.thread())
        : event.event().equals("die") && event.thread().startsWith(mover + ".")
            || "at once".equals(event.at()) && mover.toString().equals(event.worker());
  }
}
