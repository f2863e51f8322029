package org.vlsverify.linearizability.stepping.locked;

import static org.vlsverify.spec.tla.TlaValues.field;
import static org.vlsverify.spec.tla.TlaValues.mappings;
import static org.vlsverify.spec.tla.TlaValues.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.vlsverify.linearizability.stepping.LockWords;
import org.vlsverify.linearizability.stepping.StepState;
import org.vlsverify.linearizability.stepping.StepState.Builder;
import org.vlsverify.linearizability.stepping.SteppedDesign;
import org.vlsverify.linearizability.stepping.ToldTransport;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tla.TlaValue.BoolValue;
import org.vlsverify.spec.tla.TlaValue.ModelValue;
import org.vlsverify.spec.tla.TlaValue.RecordValue;

/**
 * What a state of {@code SharedDataLocking} says. Workers and sessions are named w0, w1, ..., s0,
 * ..., and threads so that their values tell their worker first. Immutable.
 */
final class LockingView implements SteppedDesign.View {
  /** Where a thread is in which operation. */
  record Frame(String at, String op, int slot, int with) {
    /** Whether no call of the code is under way. */
    boolean isBetweenCalls() {
      return CALLS_BEGIN.contains(at);
    }
  }

  /**
   * A worker's open session.
   *
   * @param element the index of its shared data, 0 if it is private
   */
  record Copy(int slot, int element, String listen) {}

  /** A session's shared data. */
  record Element(int owner, List<Integer> subscribers, List<Integer> listeners) {}

  private static final Set<String> CALLS_BEGIN =
      Set.of(
          "absent",
          "idle",
          "exit: go on",
          "exit: lock the life cycle",
          "share: lock the life cycle",
          "complete: lock the life cycle",
          "fork: wait for the child");

  private static final Set<String> MORTAL = Set.of("forking", "live");

  private static final String LISTEN = "listen";
  private static final String CLOSED = "closed";

  private final Map<String, TlaValue> values;
  private final TreeMap<String, Frame> frames = new TreeMap<>();
  private final StepState state;
  private final List<List<TlaValue>> copies = new ArrayList<>();

  LockingView(Map<String, TlaValue> values) {
    this.values = values;
    mappings(values.get("thread"))
        .forEach((thread, frame) -> frames.put(thread(thread), frame(frame)));
    mappings(values.get("copies")).values().forEach(worker -> copies.add(worker.elements()));
    this.state = build();
  }

  static String thread(TlaValue thread) {
    return thread.elements().get(0) + "." + text(thread.elements().get(1));
  }

  /** The number in the name of a worker or session; negative for NoWorker. */
  static int number(TlaValue named) {
    String name = named.toString();
    return name.startsWith("No") ? -1 : Integer.parseInt(name.substring(1));
  }

  private static Frame frame(TlaValue frame) {
    return new Frame(
        text(field(frame, "at")),
        text(field(frame, "op")),
        field(frame, "slot").asInt(),
        number(field(frame, "with")));
  }

  StepState state() {
    return state;
  }

  @Override
  public Set<String> threads() {
    return frames.keySet();
  }

  Frame frame(String thread) {
    return frames.get(thread);
  }

  /** The workers that may die, if nothing makes their death wait. */
  List<Integer> mortals() {
    List<Integer> mortals = new ArrayList<>();
    mappings(values.get("life"))
        .forEach(
            (worker, life) -> {
              if (MORTAL.contains(text(life))) {
                mortals.add(number(worker));
              }
            });
    return mortals;
  }

  /** The life of a worker. */
  String life(int worker) {
    return state.parts().get("life of w" + worker);
  }

  /** The worker's copy of a session, unless it was left. */
  Optional<Copy> copyOf(int worker, int session) {
    for (int slot = 1; slot <= copies.get(worker).size(); slot++) {
      TlaValue copy = copies.get(worker).get(slot - 1);
      if (copy instanceof RecordValue
          && number(field(copy, "id")) == session
          && !text(field(copy, LISTEN)).equals(CLOSED)) {
        int element = field(copy, "index").asInt();
        return Optional.of(new Copy(slot, element, text(field(copy, LISTEN))));
      }
    }
    return Optional.empty();
  }

  /** The element with an index that is not free. */
  Element element(int index) {
    TlaValue element = values.get("elements").elements().get(index - 1);
    return new Element(
        number(field(element, "owner")),
        numbers(field(element, "subscribers")),
        numbers(field(element, "listeners")));
  }

  /** Who holds a lock, in words; empty if nobody does. */
  String holders(String lock) {
    return state.parts().getOrDefault(lock, "");
  }

  @Override
  public long liveWorkers() {
    return mappings(values.get("life")).values().stream()
        .filter(life -> text(life).equals("live"))
        .count();
  }

  @Override
  public int root() {
    for (Map.Entry<TlaValue, TlaValue> life : mappings(values.get("life")).entrySet()) {
      if (text(life.getValue()).equals("live")) {
        return number(life.getKey());
      }
    }
    throw new IllegalStateException("nobody lives in " + values);
  }

  /** The session in a worker's slot, or -1. */
  int session(int worker, int slot) {
    TlaValue copy = copies.get(worker).get(slot - 1);
    return copy instanceof ModelValue ? -1 : number(field(copy, "id"));
  }

  /** Whether other copies are there, or say something else. */
  boolean differsInCopies(LockingView other) {
    return !values.get("copies").equals(other.values.get("copies"));
  }

  @Override
  public Set<Integer> openSessions() {
    Set<Integer> open = new HashSet<>();
    for (List<TlaValue> worker : copies) {
      for (TlaValue copy : worker) {
        if (copy instanceof RecordValue && !text(field(copy, LISTEN)).equals(CLOSED)) {
          open.add(number(field(copy, "id")));
        }
      }
    }
    return open;
  }

  /** Whom VPP has to give connections to, in words. */
  private Set<String> attached() {
    Set<String> attached = new HashSet<>();
    for (int worker = 0; worker < copies.size(); worker++) {
      for (TlaValue copy : copies.get(worker)) {
        if (copy instanceof RecordValue && text(field(copy, LISTEN)).equals(LISTEN)) {
          attached.add("w" + worker + " to " + field(copy, "id"));
        }
      }
    }
    return attached;
  }

  /** What VPP is told in the step from this state to another one. */
  SortedSet<String> told(LockingView next) {
    SortedSet<String> told =
        ToldTransport.difference(attached(), next.attached(), openSessions(), next.openSessions());
    mappings(next.values.get("notices"))
        .forEach(
            (worker, sessions) -> {
              TlaValue had = mappings(values.get("notices")).get(worker);
              mappings(sessions)
                  .forEach(
                      (session, notices) -> {
                        if (notices.asInt() > mappings(had).get(session).asInt()) {
                          told.add(ToldTransport.owner(number(session), number(worker)));
                        }
                      });
            });
    return told;
  }

  private StepState build() {
    Builder build = new Builder();
    build.freeIndices(values.get("freeIndices").elements().stream().map(TlaValue::asInt).toList());
    int index = 1;
    for (TlaValue element : values.get("elements").elements()) {
      if (element instanceof RecordValue) {
        build.element(
            index,
            number(field(element, "session")),
            number(field(element, "owner")),
            numbers(field(element, "subscribers")),
            numbers(field(element, "listeners")));
      }
      index++;
    }
    mappings(values.get("life")).forEach((w, life) -> build.life(number(w), text(life)));
    mappings(values.get("parent")).forEach((w, parent) -> build.parent(number(w), number(parent)));
    for (int worker = 0; worker < copies.size(); worker++) {
      for (int slot = 1; slot <= copies.get(worker).size(); slot++) {
        copy(build, worker, slot, copies.get(worker).get(slot - 1));
      }
    }
    mappings(values.get("notices"))
        .forEach(
            (worker, sessions) ->
                mappings(sessions)
                    .forEach(
                        (session, notices) ->
                            build.notices(number(worker), number(session), notices.asInt())));
    mappings(values.get("lock")).forEach((lock, held) -> holds(build, name(lock.elements()), held));
    return build.build();
  }

  private static List<Integer> numbers(TlaValue workers) {
    return workers.elements().stream().map(LockingView::number).toList();
  }

  private static void copy(Builder build, int worker, int slot, TlaValue copy) {
    if (copy instanceof RecordValue) {
      String listening = text(field(copy, LISTEN));
      build.copy(
          worker,
          slot,
          number(field(copy, "id")),
          listening.equals(CLOSED) ? -1 : field(copy, "index").asInt(),
          listening,
          ((BoolValue) field(copy, "waits")).value());
    }
  }

  /** A lock's name, for a reader. */
  static String name(List<TlaValue> lock) {
    return switch (text(lock.get(0))) {
      case "life" -> LockWords.LIFE;
      case "pool" -> LockWords.POOL;
      case "table" -> LockWords.table(number(lock.get(1)));
      case "session" -> LockWords.session(number(lock.get(1)), lock.get(2).asInt());
      case "element" -> LockWords.element(lock.get(1).asInt());
      default -> throw new IllegalStateException("not a lock: " + lock);
    };
  }

  private static void holds(Builder build, String lock, TlaValue held) {
    TlaValue writer = field(held, "writer");
    if (!(writer instanceof ModelValue)) {
      build.holds(thread(writer), lock, true);
    }
    field(held, "readers").elements().forEach(reader -> build.holds(thread(reader), lock, false));
  }
}
