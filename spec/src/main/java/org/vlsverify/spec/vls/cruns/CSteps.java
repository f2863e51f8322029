package org.vlsverify.spec.vls.cruns;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vlsverify.spec.run.BadInputException;

/** Translates the events of one run, by the mapping, to those of {@code TraceCRuns.tla}. */
final class CSteps {
  /**
   * An event of the specification.
   *
   * @param event that it is for
   * @param row that matched
   * @param thread that it is of, as a tuple; empty if of none
   * @param fields of its record, without the state
   * @param state that was recorded, as a record; empty if none was
   */
  record Step(CEvent event, CMapping.Row row, String thread, String fields, String state) {}

  private static final int SIGKILL = 9;

  private static final Set<String> OF_NO_THREAD = Set.of("die", "look");

  private final CMapping mapping;
  private final CRun run;
  private final CNames names;
  private final CState state;
  private final Map<String, Deque<String>> entered = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private final List<Step> steps = new ArrayList<>();

  private CSteps(CRun run, CMapping mapping) {
    this.run = run;
    this.mapping = mapping;
    this.names = new CNames(run);
    this.state = new CState(mapping, names);
  }

  /**
   * The events of the specification for a run.
   *
   * @throws BadInputException if an event is unknown
   */
  static List<Step> of(CRun run, CMapping mapping) {
    CSteps all = new CSteps(run, mapping);
    try {
      run.events().forEach(all::add);
    } catch (BadInputException e) {
      throw new BadInputException(
          "The run " + run.name() + " is wrong: " + e.getMessage() + ".", e);
    }
    return all.steps;
  }

  private void add(CEvent event) {
    Deque<String> stack = entered.computeIfAbsent(event.actor(), actor -> new ArrayDeque<>());
    if (event.event().equals("exit")) {
      leave(stack, event.function());
    }
    CMapping.Row row = mapping.row(event, stack);
    state.before(event);
    String kind = row.kind();
    if (kind == null && event.hasState()) {
      kind = "look";
    }
    if (kind != null && (OF_NO_THREAD.contains(kind) || names.isKnown(event.process()))) {
      String thread = thread(event, kind);
      if (thread != null) {
        steps.add(
            new Step(
                event,
                row,
                thread,
                fields(event, row, kind, thread),
                event.hasState() ? state.tla(event) : ""));
      }
    }
    ends(event, kind, stack);
    state.after(event);
    if (event.event().equals("enter")) {
      stack.push(event.function());
    }
  }

  /** A function that did not return has ended with the one around it. */
  private static void leave(Deque<String> stack, String function) {
    if (stack.contains(function)) {
      while (!stack.pop().equals(function)) {
        continue;
      }
    }
  }

  private void ends(CEvent event, String kind, Deque<String> stack) {
    if ("die".equals(kind) && !survives(event, victim(event))) {
      ended.add(victim(event));
    } else if ("crash".equals(kind)
        || event.is("exit", "vls_worker_free") && "vls_app_exit".equals(stack.peek())) {
      ended.add(event.process());
    }
  }

  private static String victim(CEvent event) {
    return event.json().has("target") ? event.text("target") : event.process();
  }

  /** The thread of a step; null if the process that dies has ended before, or does not die. */
  private String thread(CEvent event, String kind) {
    if (!kind.equals("die")) {
      return kind.equals("look") ? "" : names.thread(event);
    }
    String process = victim(event);
    return ended.contains(process) || survives(event, process) || !names.isKnown(process)
        ? null
        : names.firstThread(process);
  }

  /** A process that has events after a signal did not die of it; nobody survives a SIGKILL. */
  private boolean survives(CEvent event, String process) {
    return event.json().has("sig")
        && event.number("sig") != SIGKILL
        && run.events().stream()
            .anyMatch(e -> e.ticket() > event.ticket() && e.process().equals(process));
  }

  private String fields(CEvent event, CMapping.Row row, String kind, String thread) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("k", quoted(kind));
    if (!kind.equals("look")) {
      fields.put("t", thread);
    }
    strings(fields, "ops", row.ops());
    strings(fields, "marks", row.marks());
    strings(fields, "steps", row.steps());
    if (row.ops() != null && row.ops().contains("fork") && childOf(event) >= 0) {
      fields.put("with", CNames.worker(childOf(event)));
    }
    if (kind.equals("take") || kind.equals("drop")) {
      fields.put("l", lock(event.lock()));
      fields.put("m", quoted(event.text("mode").equals("r") ? "read" : "write"));
    }
    if (row.facts() != null) {
      fields.put("facts", facts(event, row));
    }
    return fields.entrySet().stream()
        .map(field -> field.getKey() + " |-> " + field.getValue())
        .collect(Collectors.joining(", "));
  }

  private static void strings(Map<String, String> fields, String name, List<String> texts) {
    if (texts != null) {
      fields.put(name, strings(texts));
    }
  }

  /** The child of the fork that the thread has just been told to begin. */
  private int childOf(CEvent event) {
    return run.events().stream()
        .filter(e -> e.ticket() < event.ticket() && e.actor().equals(event.actor()))
        .filter(e -> e.event().equals("fork_call"))
        .reduce((first, second) -> second)
        .map(e -> names.child(e.text("child")))
        .orElse(-1);
  }

  private static String facts(CEvent event, CMapping.Row row) {
    return row.facts().entrySet().stream()
        .map(fact -> "<<%s, %s>>".formatted(quoted(fact.getKey()), value(event, fact)))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String value(CEvent event, Map.Entry<String, JsonNode> fact) {
    if (fact.getValue().isBoolean()) {
      return fact.getValue().booleanValue() ? "TRUE" : "FALSE";
    }
    long number = event.number(fact.getValue().textValue());
    return switch (fact.getKey()) {
      case "position" -> Long.toString(number == 0xFFFFFFFFL ? 0 : number + 1);
      case "length", "length after" -> Long.toString(number);
      case "is set", "is active", "disconnects" -> number == 0 ? "FALSE" : "TRUE";
      default -> CNames.worker((int) number);
    };
  }

  /** A lock as the specification names it. */
  static String lock(String lock) {
    String[] parts = lock.split(":");
    return switch (parts[0]) {
      case "pool" -> "<<\"pool\">>";
      case "table" -> "<<\"table\">>";
      case "element" -> "<<\"element\", %d>>".formatted(Integer.parseInt(parts[1]) + 1);
      case "session" ->
          "<<\"session\", %s, %d>>"
              .formatted(CNames.worker(Integer.parseInt(parts[1])), Integer.parseInt(parts[2]) + 1);
      default -> "<<>>";
    };
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }

  static String strings(List<String> texts) {
    return texts.stream().map(CSteps::quoted).collect(Collectors.joining(", ", "{", "}"));
  }
}
