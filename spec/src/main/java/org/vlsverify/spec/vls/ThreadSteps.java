package org.vlsverify.spec.vls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tla.TlaValues;
import org.vlsverify.spec.trace.Witness.Hold;
import org.vlsverify.spec.trace.Witness.Locks;

/**
 * Describes the steps of threads in a trace of a specification whose variable {@code thread} maps
 * each thread to a record with the field {@code at}: its next step. An example is {@code
 * SharedDataLocking}, where a frame also has the operation ({@code op}), the session ({@code slot})
 * and another worker ({@code with}); these are optional. Without common names of locks, a frame
 * lists the locks of its thread ({@code holds}), in the words of that thread.
 */
public final class ThreadSteps {
  private static final String THREAD = "thread";

  /** The action of an event of a recorded run that fits no step. */
  private static final String REJECTED = "Rejected";

  private static final String EVENT = "event";
  private static final String LINE = "line";
  private static final String HOLDS = "holds";

  /** The operation of a child during its fork; its steps show the progress. */
  private static final String FORKED = "be forked";

  private static final Set<String> AT_REST = Set.of("absent", "idle", "dead");

  private ThreadSteps() {}

  /**
   * The step of a thread that a recorded run has.
   *
   * @param thread a key of the variable {@code thread}, not null
   * @param line of the event in its file
   * @return the step
   */
  public static Operation recorded(TlaValue thread, int line) {
    return operation("Step", Map.entry("t", thread), Map.entry(LINE, TlaValue.of(line)));
  }

  /**
   * The last step of a recorded run that is no behaviour: an event that fits no step.
   *
   * @param thread a key of the variable {@code thread}, not null
   * @param line of the event in its file
   * @param event what it says, in words; not null
   * @return the step, which changes nothing
   */
  public static Operation rejected(TlaValue thread, int line, String event) {
    return operation(
        REJECTED,
        Map.entry("t", thread),
        Map.entry(EVENT, TlaValue.string(event)),
        Map.entry(LINE, TlaValue.of(line)));
  }

  @SafeVarargs
  private static Operation operation(String action, Map.Entry<String, TlaValue>... arguments) {
    Map<String, TlaValue> all = new LinkedHashMap<>();
    for (Map.Entry<String, TlaValue> argument : arguments) {
      all.put(argument.getKey(), argument.getValue());
    }
    return new Operation(action, all);
  }

  /**
   * @param state a state of the trace, not null
   * @return whether these are traces of such a specification
   */
  static boolean describe(Map<String, TlaValue> state) {
    return TlaValues.mappings(state.get(THREAD)).values().stream()
        .filter(frame -> frame instanceof TlaValue.RecordValue)
        .findFirst()
        .map(frame -> TlaValues.field(frame, "at") != null)
        .orElse(false);
  }

  private static Map<TlaValue, Map<String, TlaValue>> frames(Map<String, TlaValue> state) {
    Map<TlaValue, Map<String, TlaValue>> frames = new TreeMap<>();
    if (state.get(THREAD) instanceof TlaValue.FunctionValue function) {
      function
          .mappings()
          .forEach(
              (thread, frame) -> {
                if (frame instanceof TlaValue.RecordValue fields) {
                  frames.put(thread, fields.fields());
                }
              });
    }
    return frames;
  }

  /** A thread's name, such as w0.t1. */
  static String name(TlaValue thread) {
    return thread instanceof TlaValue.TupleValue tuple
        ? tuple.elements().get(0) + "." + tuple.elements().get(1)
        : thread.toString();
  }

  /**
   * Describes each thread that moves in a step; the actor comes first.
   *
   * @param operation the step, not null
   * @param before the state before it, not null
   * @param after the state after it, not null
   * @return a thread's name to some words
   */
  public static Map<String, String> moves(
      Operation operation, Map<String, TlaValue> before, Map<String, TlaValue> after) {
    Map<TlaValue, Map<String, TlaValue>> from = frames(before);
    Map<TlaValue, Map<String, TlaValue>> to = frames(after);
    Optional<TlaValue> mover = operation.arguments().values().stream().findFirst();
    Set<TlaValue> killed = died(before, after);
    Map<String, String> moves = new LinkedHashMap<>();
    mover
        .filter(from::containsKey)
        .ifPresent(
            thread -> {
              String words =
                  operation.action().equals(REJECTED)
                      ? "REJECTED: " + operation.argument(EVENT).asString()
                      : own(thread, from.get(thread), to.get(thread), before);
              TlaValue line = operation.arguments().get(LINE);
              moves.put(name(thread), line == null ? words : words + " (line " + line + ")");
            });
    from.forEach(
        (thread, frame) -> {
          if (!frame.equals(to.get(thread)) && !mover.filter(thread::equals).isPresent()) {
            moves.put(name(thread), others(frame, to.get(thread), killed.contains(worker(thread))));
          }
        });
    return moves;
  }

  /** The workers killed by a step. */
  static List<String> killed(Map<String, TlaValue> before, Map<String, TlaValue> after) {
    return died(before, after).stream().map(worker -> worker + " is killed").toList();
  }

  private static Set<TlaValue> died(Map<String, TlaValue> before, Map<String, TlaValue> after) {
    Set<TlaValue> died = new TreeSet<>();
    Map<TlaValue, TlaValue> now = TlaValues.mappings(after.get("life"));
    TlaValues.mappings(before.get("life"))
        .forEach(
            (worker, life) -> {
              TlaValue then = now.get(worker);
              if (!life.equals(then) && TlaValues.text(then).equals("dead")) {
                died.add(worker);
              }
            });
    return died;
  }

  private static TlaValue worker(TlaValue thread) {
    return thread instanceof TlaValue.TupleValue tuple ? tuple.elements().get(0) : thread;
  }

  private static String own(
      TlaValue thread,
      Map<String, TlaValue> before,
      Map<String, TlaValue> after,
      Map<String, TlaValue> state) {
    String at = at(before);
    if (at.equals("absent") && at(after).equals("idle")) {
      return "appears";
    }
    if (!before.containsKey("op")) {
      return AT_REST.contains(at) ? "begins, next: " + at(after) : at;
    }
    if (at.equals("idle")) {
      return operation(thread, after, state) + ": begin";
    }
    boolean interrupted = after.containsKey("below") && !before.containsKey("below");
    if (interrupted) {
      return "signal! " + operation(thread, after, state) + ": begin";
    }
    // The operation began earlier, with its first lock.
    String step = at.equals("fork: begin") ? "make the child" : at.substring(at.indexOf(':') + 1);
    return operation(thread, before, state) + ": " + step.strip();
  }

  /** In parentheses, since it is the step of another thread. */
  private static String others(
      Map<String, TlaValue> before, Map<String, TlaValue> after, boolean killed) {
    if (killed || at(after).equals("dead")) {
      return "(is killed)";
    }
    if (at(after).equals("absent")) {
      return "(ends)";
    }
    return at(before).equals("absent") ? "(starts)" : "(goes on)";
  }

  private static String at(Map<String, TlaValue> frame) {
    return frame.get("at").asString();
  }

  /** Such as: close s0. */
  private static String operation(
      TlaValue thread, Map<String, TlaValue> frame, Map<String, TlaValue> state) {
    String operation = frame.get("op").asString();
    if (operation.equals(FORKED)) {
      operation = at(frame).substring(0, at(frame).indexOf(':'));
    }
    String name = operation;
    return session(thread, frame, state)
        .map(session -> name + " " + session)
        .orElseGet(() -> name + other(frame));
  }

  private static String other(Map<String, TlaValue> frame) {
    TlaValue with = frame.get("with");
    return with == null || with.toString().equals("NoWorker") ? "" : " " + with;
  }

  /** The session in the slot of the worker, or of the other worker of the operation. */
  private static Optional<String> session(
      TlaValue thread, Map<String, TlaValue> frame, Map<String, TlaValue> state) {
    int slot = frame.containsKey("slot") ? frame.get("slot").asInt() : 0;
    if (slot == 0 || !(state.get("copies") instanceof TlaValue.FunctionValue copies)) {
      return Optional.empty();
    }
    TlaValue with = copies.mappings().get(frame.get("with"));
    TlaValue own = copies.mappings().get(thread.elements().get(0));
    TlaValue copy = (with == null ? own : with).elements().get(slot - 1);
    if (!(copy instanceof TlaValue.RecordValue fields)) {
      return Optional.empty();
    }
    return Optional.of(fields.fields().get("id") + (with == null ? "" : " of" + other(frame)));
  }

  /**
   * The locks taken and released between two states, one line each.
   *
   * @param inFrames whether the frames list the locks, without their mode
   */
  static List<String> lockChanges(Locks before, Locks after, boolean inFrames) {
    List<String> changes = new ArrayList<>();
    List<Hold> from = before.holds();
    List<Hold> to = after.holds();
    to.stream()
        .filter(hold -> !from.contains(hold))
        .forEach(
            hold ->
                changes.add(
                    name(hold.thread()) + " takes " + (inFrames ? lock(hold) : held(hold))));
    from.stream()
        .filter(hold -> !to.contains(hold))
        .forEach(hold -> changes.add(name(hold.thread()) + " releases " + lock(hold)));
    return changes;
  }

  private static String lock(Hold hold) {
    return Phrases.lock(hold.lock());
  }

  private static String held(Hold hold) {
    return lock(hold) + (hold.toWrite() ? " (write)" : " (read)");
  }

  /** The locks listed in a frame. */
  private static List<String> held(Map<String, TlaValue> frame) {
    return frame.get(HOLDS) instanceof TlaValue.SetValue holds
        ? holds.elements().stream().map(TlaValue::asString).toList()
        : List.of();
  }

  /** One line per active thread: its position and its locks. */
  static List<String> inTheMiddle(Map<String, TlaValue> state, Locks locks) {
    List<String> lines = new ArrayList<>();
    frames(state)
        .forEach(
            (thread, frame) -> {
              if (AT_REST.contains(at(frame)) && !held(frame).isEmpty()) {
                lines.add(name(thread) + " is idle, and holds " + String.join(", ", held(frame)));
              }
              if (!AT_REST.contains(at(frame))) {
                lines.add(name(thread) + middle(thread, frame, state, locks));
              }
            });
    return lines;
  }

  private static String middle(
      TlaValue thread, Map<String, TlaValue> frame, Map<String, TlaValue> state, Locks locks) {
    boolean inFrames = frame.containsKey(HOLDS);
    List<String> held =
        inFrames
            ? held(frame)
            : locks.holds().stream()
                .filter(hold -> hold.thread().equals(thread))
                .map(ThreadSteps::held)
                .toList();
    String where =
        frame.containsKey("op")
            ? " is in " + operation(thread, frame, state) + ", next: "
            : " is in an operation, next: ";
    String step = at(frame).substring(at(frame).indexOf(':') + 1).strip();
    String holds =
        !inFrames && locks.holds().isEmpty()
            ? ""
            : "; holds " + (held.isEmpty() ? "nothing" : String.join(", ", held));
    return where + (frame.containsKey("op") ? step : at(frame)) + holds;
  }
}
