package org.vlsverify.linearizability.stepping.optimistic;

import static org.vlsverify.spec.tla.TlaValues.field;
import static org.vlsverify.spec.tla.TlaValues.mappings;
import static org.vlsverify.spec.tla.TlaValues.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.SpecNames;
import org.vlsverify.linearizability.stepping.StepState;
import org.vlsverify.linearizability.stepping.SteppedDesign;
import org.vlsverify.linearizability.stepping.ToldTransport;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tla.TlaValue.RecordValue;

/** What a state of {@code SharedDataOptimistic} says. Immutable. */
final class OptimisticView implements SteppedDesign.View {
  private static final String IDLE = "idle";
  private static final String FILL_IN = "share: fill in";

  /** Where a thread is in which operation. */
  record Frame(
      String at, String does, int worker, int with, int session, int slot, TlaValue answer) {
    boolean isIdle() {
      return at.equals(IDLE);
    }

    /** The query that it asks, if it asks one. */
    Optional<Query> query() {
      return switch (does) {
        case "owner" -> query(Query.Kind.OWNER, Call.NONE);
        case "listen state" -> query(Query.Kind.LISTEN_STATE, Call.NONE);
        case "shared by" -> query(Query.Kind.IS_SHARED_BY, with);
        case "listener" -> query(Query.Kind.IS_LISTENER, with);
        default -> Optional.empty();
      };
    }

    private Optional<Query> query(Query.Kind kind, int other) {
      return Optional.of(new Query(kind, worker, session, other));
    }

    /**
     * What the call returns, if the code has returned: that it has nothing to tell it knows without
     * a look at the worker's life, apart from an owner.
     */
    Optional<Object> answered() {
      boolean looks = at.equals("ask: look at the life");
      return !looks && !at.equals("ask: answer")
          ? Optional.empty()
          : query()
              .map(query -> query.answer(answer))
              .filter(said -> !looks || said.equals(false) || said == ListenState.NONE);
    }
  }

  /**
   * A worker's copy of a session.
   *
   * @param element the index of the element, 0 if it is private
   */
  record Copy(
      int session, boolean busy, boolean listens, boolean waits, int element, boolean current) {}

  /** An element in use. */
  record Element(
      int session,
      int owner,
      List<Integer> subscribers,
      Set<Integer> listening,
      Set<Integer> attached,
      Set<Integer> waiting,
      String notice) {}

  private final SortedMap<String, Frame> frames = new TreeMap<>();
  private final List<String> lives = new ArrayList<>();
  private final List<Integer> parents = new ArrayList<>();
  private final List<Map<Integer, Copy>> copies = new ArrayList<>();
  private final Map<Integer, Element> elements = new TreeMap<>();
  private final Map<String, String> holders = new HashMap<>();
  private final Set<Integer> connected;
  private final StepState state;

  OptimisticView(Map<String, TlaValue> values) {
    mappings(values.get("thread"))
        .forEach((thread, frame) -> frames.put(thread.toString(), frame(frame)));
    mappings(values.get("life")).values().forEach(life -> lives.add(text(life)));
    mappings(values.get("parent"))
        .values()
        .forEach(parent -> parents.add(SpecNames.workerOrNone(parent)));
    mappings(values.get("copies")).values().forEach(slots -> copies.add(copies(slots)));
    int index = 0;
    for (TlaValue element : values.get("elements").elements()) {
      index++;
      if (field(element, "session").toString().startsWith("s")) {
        elements.put(index, element(element));
      }
    }
    mappings(values.get("holder"))
        .forEach(
            (lock, thread) -> {
              if (frames.containsKey(thread.toString())) {
                holders.put(name(lock.elements()), thread.toString());
              }
            });
    connected =
        values.get("connected").elements().stream()
            .map(SpecNames::session)
            .collect(Collectors.toSet());
    state = build(values.get("stack"));
  }

  private static Frame frame(TlaValue frame) {
    TlaValue session = field(frame, "session");
    return new Frame(
        text(field(frame, "at")),
        text(field(frame, "does")),
        SpecNames.workerOrNone(field(frame, "worker")),
        SpecNames.workerOrNone(field(frame, "with")),
        session.toString().startsWith("s") ? SpecNames.session(session) : Call.NONE,
        field(frame, "slot").asInt(),
        field(frame, "answer"));
  }

  private static Map<Integer, Copy> copies(TlaValue slots) {
    Map<Integer, Copy> copies = new TreeMap<>();
    int slot = 0;
    for (TlaValue copy : slots.elements()) {
      slot++;
      if (copy instanceof RecordValue) {
        copies.put(
            slot,
            new Copy(
                SpecNames.session(field(copy, "id")),
                field(copy, "busy").asBoolean(),
                field(copy, "listens").asBoolean(),
                field(copy, "waits").asBoolean(),
                field(copy, "index").asInt(),
                field(copy, "current").asBoolean()));
      }
    }
    return copies;
  }

  private static Element element(TlaValue element) {
    return new Element(
        SpecNames.session(field(element, "session")),
        SpecNames.worker(field(element, "owner")),
        field(element, "subscribers").elements().stream().map(SpecNames::worker).toList(),
        workers(field(element, "listening")),
        workers(field(element, "attached")),
        workers(field(element, "waiting")),
        text(field(element, "notice")));
  }

  private static Set<Integer> workers(TlaValue set) {
    return set.elements().stream().map(SpecNames::worker).collect(Collectors.toSet());
  }

  private static String name(List<TlaValue> lock) {
    return switch (text(lock.get(0))) {
      case "table" -> OptimisticWords.table(SpecNames.worker(lock.get(1)));
      case "life" -> OptimisticWords.life(SpecNames.worker(lock.get(1)));
      case "element" -> OptimisticWords.element(lock.get(1).asInt());
      default -> throw new IllegalStateException("not a lock: " + lock);
    };
  }

  private StepState build(TlaValue stack) {
    OptimisticWords words = new OptimisticWords();
    for (int worker = 0; worker < lives.size(); worker++) {
      words.lives(worker, lives.get(worker), parents.get(worker));
      for (Map.Entry<Integer, Copy> copy : copies.get(worker).entrySet()) {
        if (!isUnseen(worker, copy.getKey())) {
          copy(words, worker, copy.getKey(), copy.getValue());
        }
      }
    }
    elements.forEach(
        (index, e) ->
            words.element(
                index,
                e.session,
                e.owner,
                e.subscribers,
                e.listening,
                e.attached,
                e.waiting,
                e.notice));
    words.stack(free(stack), field(stack, "releasing").asInt(), field(stack, "held").asBoolean());
    holders.forEach((lock, thread) -> words.holds(thread, lock));
    return words.build();
  }

  private static void copy(OptimisticWords words, int worker, int slot, Copy copy) {
    if (copy.busy) {
      words.busy(worker, slot, copy.session);
    } else if (copy.element == 0) {
      words.privateCopy(worker, slot, copy.session, copy.listens, copy.waits);
    } else {
      words.sharedCopy(worker, slot, copy.session, copy.element, copy.current);
    }
  }

  /** Nobody but the forking thread sees the child's copy; the code makes it with the next step. */
  private boolean isUnseen(int worker, int slot) {
    return frames.values().stream()
        .anyMatch(f -> f.at.equals(FILL_IN) && f.worker == worker && f.slot == slot);
  }

  private static List<Integer> free(TlaValue stack) {
    List<Integer> free = new ArrayList<>();
    List<TlaValue> below = field(stack, "below").elements();
    for (int index = field(stack, "top").asInt();
        index != 0 && free.size() <= below.size();
        index = below.get(index - 1).asInt()) {
      free.add(index);
    }
    return free;
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

  String life(int worker) {
    return lives.get(worker);
  }

  int parent(int worker) {
    return parents.get(worker);
  }

  /** The children of a worker that live such a life. */
  List<Integer> children(int worker, String life) {
    return IntStream.range(0, lives.size())
        .filter(child -> parents.get(child) == worker && lives.get(child).equals(life))
        .boxed()
        .toList();
  }

  int workers() {
    return lives.size();
  }

  /** Whether nobody holds the lock. */
  boolean isFree(String lock) {
    return !holders.containsKey(lock);
  }

  /** The worker's copies by slot, from 1. */
  Map<Integer, Copy> copies(int worker) {
    return copies.get(worker);
  }

  /** The element with an index, if it is in use. */
  Optional<Element> element(int index) {
    return Optional.ofNullable(elements.get(index));
  }

  @Override
  public int root() {
    return IntStream.range(0, lives.size())
        .filter(worker -> lives.get(worker).equals("live") && parents.get(worker) < 0)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public long liveWorkers() {
    return lives.stream().filter("live"::equals).count();
  }

  @Override
  public Set<Integer> openSessions() {
    return connected;
  }

  /** Whom VPP has to give connections to, in words. */
  private Set<String> attached() {
    Set<String> attached = new HashSet<>();
    for (int worker = 0; worker < copies.size(); worker++) {
      for (Copy copy : copies.get(worker).values()) {
        if (copy.listens) {
          attached.add(words(worker, copy.session));
        }
      }
    }
    for (Element element : elements.values()) {
      element.attached.forEach(worker -> attached.add(words(worker, element.session)));
    }
    return attached;
  }

  private static String words(int worker, int session) {
    return "w" + worker + " to s" + session;
  }

  /** What VPP is told in the step from this state to another one. */
  SortedSet<String> told(OptimisticView next) {
    SortedSet<String> told =
        new TreeSet<>(
            ToldTransport.difference(attached(), next.attached(), connected, next.connected));
    elements.forEach(
        (index, before) -> {
          Element after = next.elements.get(index);
          if (after != null && after.session == before.session && after.owner != before.owner) {
            told.add(ToldTransport.owner(after.session, after.owner));
          }
        });
    return told;
  }
}
