package org.vlsverify.spec.vls;

import static org.vlsverify.spec.tla.TlaValues.at;
import static org.vlsverify.spec.tla.TlaValues.elements;
import static org.vlsverify.spec.tla.TlaValues.field;
import static org.vlsverify.spec.tla.TlaValues.first;
import static org.vlsverify.spec.tla.TlaValues.mappings;
import static org.vlsverify.spec.tla.TlaValues.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.module.ModelConstants;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Trace;

/**
 * Who holds which lock in a state, and who cannot go on until whom. It knows the shapes that the
 * specifications of this project give to a state: {@code SharedDataLocking}, where this is what
 * {@code Wanted} and {@code WaitsFor} say, {@code SharedDataGlobalLock}, {@code
 * SharedDataOptimistic} and {@code WorkerPools}. In states of other shapes nobody holds anything.
 */
public final class ThreadLocks {
  private static final String THREAD = "thread";
  private static final String LOCK = "lock";
  private static final String WRITER = "writer";
  private static final String READERS = "readers";
  private static final String HOLDER = "holder";
  private static final String COPIES = "copies";
  private static final String INDEX = "index";
  private static final String WITH = "with";
  private static final String SLOT = "slot";

  private static final String NO_INDEX = "0";
  private static final String THE_LOCK = "the lock";

  /** Who is in no operation, and so waits for nothing. */
  private static final Set<String> AT_REST = Set.of("absent", "idle", "dead");

  private static final Set<String> GONE = Set.of("absent", "dead");

  /** Where a thread of {@code SharedDataLocking} waits for no lock, but for its child. */
  static final String FOR_CHILD = "fork: wait for the child";

  /** Where it waits until its worker does not fork any more, and for a lock. */
  private static final String EXIT = "exit: go on";

  /** Which lock a step asks for. */
  private enum Need {
    LIFE,
    POOL,
    OWN_TABLE,
    OTHER_TABLE,
    SESSION,
    OWN_ELEMENT,
    LEAVERS_ELEMENT,
    PARENTS_ELEMENT
  }

  /** What a step of {@code SharedDataLocking} asks for, but with one of the defects. */
  private record Ask(Need need, boolean toRead, Set<String> unless) {}

  /** Place to what the step there asks for; {@code Wanted} does not name all of these places. */
  private static final Map<String, List<Ask>> ASKS =
      Map.ofEntries(
          write("share: lock the life cycle", Need.LIFE, "no-life-cycle-lock"),
          write("complete: lock the life cycle", Need.LIFE, "no-life-cycle-lock"),
          write("exit: lock the life cycle", Need.LIFE, "no-life-cycle-lock"),
          write("fork: write-lock the table", Need.OWN_TABLE, "fork-races-close"),
          write("exit: go on", Need.OWN_TABLE, "exit-ignores-threads"),
          write("exit: write-lock the table", Need.OWN_TABLE, "exit-ignores-threads"),
          write("share: write-lock the parent's table", Need.OTHER_TABLE, "fork-races-close"),
          read("complete: read-lock the parent's table", Need.OTHER_TABLE, "fork-races-close"),
          write("listen: lock the session", Need.SESSION),
          write("io: lock the session", Need.SESSION),
          write("close: lock the session", Need.SESSION),
          read("io: inside", Need.OWN_TABLE),
          read("leave: read-lock the pool", Need.POOL),
          write("leave: write-lock the pool", Need.POOL),
          read("listen: read-lock the pool", Need.POOL),
          read("notice: read-lock the pool", Need.POOL),
          read("share: read-lock the pool", Need.POOL),
          write("share: write-lock the pool", Need.POOL),
          read("complete: read-lock the pool", Need.POOL),
          write("leave: lock the element", Need.LEAVERS_ELEMENT, "element-unlocked"),
          write("listen: lock the element", Need.OWN_ELEMENT, "element-unlocked"),
          write("notice: lock the element", Need.OWN_ELEMENT),
          write("share: lock the element", Need.PARENTS_ELEMENT, "element-unlocked"),
          both("share: subscribe the parent"),
          both("listen: look at the owner"),
          both("listen: stop the owner"));

  private static Map.Entry<String, List<Ask>> write(String place, Need need, String... unless) {
    return Map.entry(place, List.of(new Ask(need, false, Set.of(unless))));
  }

  private static Map.Entry<String, List<Ask>> read(String place, Need need, String... unless) {
    return Map.entry(place, List.of(new Ask(need, true, Set.of(unless))));
  }

  /** Some defects lock the pool and their element for one step only, both at once. */
  private static Map.Entry<String, List<Ask>> both(String place) {
    return Map.entry(
        place,
        List.of(new Ask(Need.POOL, true, Set.of()), new Ask(Need.OWN_ELEMENT, false, Set.of())));
  }

  /** Where a thread of {@code SharedDataLocking} may have to wait for a lock. */
  static Set<String> places() {
    return ASKS.keySet();
  }

  /** Where it asks for a lock for reading only. */
  static Set<String> placesToRead() {
    return ASKS.entrySet().stream()
        .filter(place -> place.getValue().stream().allMatch(Ask::toRead))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private final Setting setting;
  private final Map<String, TlaValue> state;
  private final Map<TlaValue, TlaValue> frames;

  private ThreadLocks(Setting setting, Map<String, TlaValue> state) {
    this.setting = setting;
    this.state = state;
    this.frames = mappings(state.get(THREAD));
  }

  /**
   * What a state does not say itself, but the constants of its model.
   *
   * @param locksPrivate whether the locks of tables and sessions are taken
   * @param defects which defects are switched on, not null
   */
  public record Setting(boolean locksPrivate, Set<String> defects) {
    /** Of a trace whose model nobody knows. */
    public static final Setting UNKNOWN = new Setting(true, Set.of());

    /** Copies the set. */
    public Setting {
      defects = Set.copyOf(defects);
    }

    /**
     * @param model a model whose files are there, not null
     * @return what its configuration says
     */
    public static Setting of(Model model) {
      ModelConstants constants = ModelConstants.of(model);
      Set<String> defects = new LinkedHashSet<>(constants.strings("Defects"));
      defects.addAll(constants.defects());
      return new Setting(
          !constants.text("LocksPrivate").filter("FALSE"::equals).isPresent(), defects);
    }

    /**
     * @param trace not null
     * @return what its model says, if the project's catalogue of models has it
     */
    public static Setting of(Trace trace) {
      try {
        return ModelCatalog.load().models().stream()
            .filter(model -> model.name().equals(trace.model()))
            .findFirst()
            .map(Setting::of)
            .orElse(UNKNOWN);
      } catch (BadInputException e) {
        // A foreign trace is looked at where there is no project, too.
        return UNKNOWN;
      }
    }

    private boolean has(String defect) {
      return defects.contains(defect);
    }
  }

  /**
   * A lock that is held.
   *
   * @param lock the lock's name, not null
   * @param thread the name of who holds it, not null
   * @param toWrite whether nobody else may hold it
   */
  public record Hold(String lock, String thread, boolean toWrite) {
    /** Rejects null. */
    public Hold {
      Objects.requireNonNull(lock);
      Objects.requireNonNull(thread);
    }
  }

  /**
   * A thread that cannot go on.
   *
   * @param thread the thread's name, not null
   * @param whom the name of who has to do something first; of a thing if nobody has it in hand; not
   *     null
   * @param what what the thread waits for, such as the name of a lock; not null
   */
  public record Wait(String thread, String whom, String what) {
    /** Rejects null. */
    public Wait {
      Objects.requireNonNull(thread);
      Objects.requireNonNull(whom);
      Objects.requireNonNull(what);
    }
  }

  /**
   * @param state variable to value, not null
   * @return each lock with each thread that holds it, in the order of the locks
   */
  public static List<Hold> holds(Map<String, TlaValue> state) {
    List<Hold> holds = new ArrayList<>();
    TlaValue lock = state.get(LOCK);
    mappings(lock)
        .forEach(
            (name, held) -> {
              addHold(holds, lockName(name), field(held, WRITER), true);
              elements(field(held, READERS))
                  .forEach(reader -> addHold(holds, lockName(name), reader, false));
            });
    if (lock instanceof TlaValue.ModelValue) {
      addHold(holds, THE_LOCK, lock, true);
    }
    mappings(state.get(HOLDER))
        .forEach((name, holder) -> addHold(holds, lockName(name), holder, true));
    if (state.containsKey(WRITER) && state.containsKey(READERS)) {
      addHold(holds, THE_LOCK, state.get(WRITER), true);
      elements(state.get(READERS)).forEach(reader -> addHold(holds, THE_LOCK, reader, false));
    }
    // Where nobody knows which locks are the same, a thread says in its own words what it holds.
    mappings(state.get(THREAD))
        .forEach(
            (thread, frame) ->
                elements(field(frame, "holds"))
                    .forEach(
                        own -> holds.add(new Hold(text(own), ThreadSteps.name(thread), true))));
    return holds;
  }

  private static void addHold(List<Hold> holds, String lock, TlaValue thread, boolean toWrite) {
    if (isSomebody(thread)) {
      holds.add(new Hold(lock, ThreadSteps.name(thread), toWrite));
    }
  }

  private static boolean isSomebody(TlaValue thread) {
    return thread instanceof TlaValue.TupleValue pair && pair.elements().size() == 2
        || thread instanceof TlaValue.ModelValue name
            && !Set.of("Nobody", "NoWorker", "Free").contains(name.name());
  }

  /** Such as: the table of w0. */
  static String lockName(TlaValue lock) {
    List<TlaValue> parts = elements(lock);
    if (parts.isEmpty() || !(parts.get(0) instanceof TlaValue.StringValue kind)) {
      return lock.toString();
    }
    return switch (kind.value() + parts.size()) {
      case "life1" -> "the life cycle";
      case "life2" -> "the life of " + parts.get(1);
      case "table2" -> "the table of " + parts.get(1);
      case "session3" -> "the session lock of slot " + parts.get(2) + " of " + parts.get(1);
      case "element2" -> "element " + parts.get(1);
      default -> "the " + kind.value();
    };
  }

  /**
   * @param state variable to value, not null
   * @param setting what the constants say, not null
   * @return who waits for whom, in the order of the threads; a thread that is in an operation and
   *     has no entry can take its next step
   */
  public static List<Wait> waits(Map<String, TlaValue> state, Setting setting) {
    ThreadLocks locks = new ThreadLocks(setting, state);
    Set<Wait> waits = new LinkedHashSet<>();
    locks.frames.forEach(
        (thread, frame) -> {
          String at = text(field(frame, "at"));
          if (!at.isEmpty() && !AT_REST.contains(at)) {
            waits.addAll(locks.waitsOf(thread, frame, at));
          }
        });
    return List.copyOf(waits);
  }

  private List<Wait> waitsOf(TlaValue thread, TlaValue frame, String at) {
    if (state.containsKey(HOLDER)) {
      return optimistic(thread, frame, at);
    }
    if (state.containsKey(WRITER) && state.containsKey(READERS)) {
      return globalLock(thread, at);
    }
    if (state.get(LOCK) instanceof TlaValue.FunctionValue) {
      return locking(thread, frame, at);
    }
    return state.get(LOCK) instanceof TlaValue.ModelValue
        ? workerPools(thread, frame, at)
        : List.of();
  }

  // SharedDataLocking

  private List<Wait> locking(TlaValue thread, TlaValue frame, String at) {
    if (at.equals(FOR_CHILD)) {
      return waitsForFork(thread, field(frame, WITH));
    }
    if (at.equals(EXIT) && !setting.has("fork-races-close")) {
      List<Wait> forks =
          mappings(state.get("life")).entrySet().stream()
              .filter(life -> text(life.getValue()).equals("forking"))
              .map(Map.Entry::getKey)
              .filter(child -> first(thread).equals(at(state.get("parent"), child)))
              .flatMap(child -> waitsForFork(thread, child).stream())
              .toList();
      if (!forks.isEmpty()) {
        return forks;
      }
    }
    List<Wait> waits = new ArrayList<>();
    for (Ask ask : ASKS.getOrDefault(at, List.of())) {
      boolean asks =
          ask.unless().stream().noneMatch(setting::has)
              && !(at.equals("io: inside") && !setting.has("close-vs-io-lock-order"));
      TlaValue lock = asks ? lock(ask.need(), thread, frame, at) : null;
      TlaValue held = at(state.get(LOCK), lock);
      addWait(waits, thread, field(held, WRITER), lock);
      if (!ask.toRead()) {
        elements(field(held, READERS)).forEach(reader -> addWait(waits, thread, reader, lock));
      }
    }
    return waits;
  }

  private static void addWait(List<Wait> waits, TlaValue thread, TlaValue whom, TlaValue lock) {
    if (isSomebody(whom)) {
      waits.add(new Wait(ThreadSteps.name(thread), ThreadSteps.name(whom), lockName(lock)));
    }
  }

  private List<Wait> waitsForFork(TlaValue thread, TlaValue child) {
    return waitsForThose(
        thread,
        "the fork of " + text(child),
        text(child),
        (other, frame) ->
            first(other).equals(child) && text(field(frame, "op")).equals("be forked"));
  }

  /** Null if the step needs none. */
  private TlaValue lock(Need need, TlaValue thread, TlaValue frame, String at) {
    TlaValue worker = first(thread);
    TlaValue with = field(frame, WITH);
    TlaValue slot = field(frame, SLOT);
    return switch (need) {
      case LIFE -> lock("life");
      case POOL -> lock("pool");
      // Who has left all sessions looks whether it is alone, and takes no lock.
      case OWN_TABLE ->
          isLocked(worker) || at.equals(EXIT) && isEmpty(worker) ? table(worker) : null;
      case OTHER_TABLE -> isLocked(with) ? table(with) : null;
      case SESSION -> isLocked(worker) ? lock("session", worker, slot) : null;
      case OWN_ELEMENT -> element(worker, slot);
      case PARENTS_ELEMENT -> element(setting.has("fork-races-close") ? worker : with, slot);
      case LEAVERS_ELEMENT ->
          element(
              text(field(frame, "op")).equals("cleanup")
                      && !setting.has("cleanup-reads-parents-table")
                  ? with
                  : worker,
              slot);
    };
  }

  private boolean isEmpty(TlaValue worker) {
    return elements(at(state.get(COPIES), worker)).stream()
        .noneMatch(copy -> copy instanceof TlaValue.RecordValue);
  }

  /** Null if one of the parts is. */
  private static TlaValue lock(String kind, TlaValue... of) {
    List<TlaValue> parts = new ArrayList<>();
    parts.add(TlaValue.string(kind));
    parts.addAll(Arrays.asList(of));
    return parts.contains(null) ? null : TlaValue.tuple(parts);
  }

  /** With one of the defects all processes have the same table lock. */
  private TlaValue table(TlaValue worker) {
    TlaValue own = lock("table", worker);
    Map<TlaValue, TlaValue> locks = mappings(state.get(LOCK));
    return own == null || locks.containsKey(own)
        ? own
        : locks.keySet().stream()
            .filter(other -> text(first(other)).equals("table"))
            .findFirst()
            .orElse(null);
  }

  /** The lock of the element to which the session in the slot refers. */
  private TlaValue element(TlaValue worker, TlaValue slot) {
    TlaValue index = field(copy(worker, slot), INDEX);
    return text(index).equals(NO_INDEX) ? null : lock("element", index);
  }

  /** {@code LocksNeeded}: whether the threads of a worker take the locks of table and session. */
  private boolean isLocked(TlaValue worker) {
    long threads =
        frames.entrySet().stream()
            .filter(other -> first(other.getKey()).equals(worker))
            .filter(other -> !text(field(other.getValue(), "at")).equals("absent"))
            .count();
    if (setting.has("thread-count-off-by-one")) {
      return threads > 2;
    }
    return setting.has("lock-condition-reevaluated") || setting.has("thread-count-read-once")
        ? threads > 1
        : setting.locksPrivate();
  }

  // SharedDataGlobalLock

  private List<Wait> globalLock(TlaValue thread, String at) {
    boolean change = at.equals("change: take the lock");
    boolean ask = at.equals("ask: take the lock") && !setting.has("question-without-lock");
    List<Wait> waits = new ArrayList<>();
    for (Hold hold : holds(state)) {
      boolean readerMatters =
          change && !setting.has("change-as-reader") && !setting.has("writer-ignores-readers");
      if ((change || ask) && (hold.toWrite() || readerMatters)) {
        waits.add(new Wait(ThreadSteps.name(thread), hold.thread(), hold.lock()));
      }
    }
    return waits;
  }

  // SharedDataOptimistic

  private List<Wait> optimistic(TlaValue thread, TlaValue frame, String at) {
    return switch (at) {
      case "ask: read the stamp",
          "leave: unsubscribe",
          "listen: change the element",
          "share: subscribe",
          "share: fill in" ->
          locked(thread, field(frame, INDEX));
      case "ask: read the word" -> found(thread, frame, false);
      case "listen: make the copy busy" -> found(thread, frame, true);
      case "leave: close the private session" ->
          busy(thread, field(frame, "worker"), field(frame, SLOT));
      case "share: make the copy busy" -> busy(thread, field(frame, WITH), field(frame, SLOT));
      case "leave: begin to release" -> isHeld() ? stackIsHeld(thread) : List.of();
      case "share: read the stack" ->
          !isEmpty() || setting.has("no-room-while-releasing") ? List.of() : releases(thread);
      case "complete: hold" -> {
        List<Wait> waits = new ArrayList<>();
        if (isEmpty()) {
          waits.addAll(releases(thread));
          waits.addAll(isHeld() ? stackIsHeld(thread) : List.of());
        }
        yield waits;
      }
      default -> List.of();
    };
  }

  private List<Wait> locked(TlaValue thread, TlaValue index) {
    TlaValue lock = lock("element", index);
    TlaValue holder = at(state.get(HOLDER), lock);
    return isSomebody(holder)
        ? List.of(new Wait(ThreadSteps.name(thread), ThreadSteps.name(holder), lockName(lock)))
        : List.of();
  }

  /** The copy of the session in the worker's table, if it is the worker that the thread meant. */
  private List<Wait> found(TlaValue thread, TlaValue frame, boolean privateOnly) {
    if (text(field(frame, "same")).equals("FALSE")) {
      return List.of();
    }
    TlaValue worker = field(frame, "worker");
    List<TlaValue> slots = elements(at(state.get(COPIES), worker));
    for (int i = 0; i < slots.size(); i++) {
      TlaValue copy = slots.get(i);
      if (Objects.equals(field(copy, "id"), field(frame, "session"))) {
        return privateOnly && !text(field(copy, "kind")).equals("private")
            ? List.of()
            : busy(thread, worker, TlaValue.of(i + 1));
      }
    }
    return List.of();
  }

  private List<Wait> busy(TlaValue thread, TlaValue worker, TlaValue slot) {
    if (!text(field(copy(worker, slot), "busy")).equals("TRUE")) {
      return List.of();
    }
    String what = "slot " + slot + " of " + worker + " (busy)";
    return waitsForThose(
        thread,
        what,
        what,
        (other, frame) ->
            slot.equals(field(frame, SLOT))
                && switch (text(field(frame, "at"))) {
                  case "listen: change the private copy" -> worker.equals(field(frame, "worker"));
                  case "share: read the stack", "share: pop", "share: fill in", "share: publish" ->
                      worker.equals(field(frame, WITH));
                  default -> false;
                });
  }

  private boolean isEmpty() {
    return text(field(state.get("stack"), "top")).equals(NO_INDEX);
  }

  private boolean isHeld() {
    return text(field(state.get("stack"), "held")).equals("TRUE");
  }

  private List<Wait> stackIsHeld(TlaValue thread) {
    Set<String> places = Set.of("complete: go live", "complete: end the hold");
    return waitsForThose(
        thread,
        "the free indices (held)",
        "the free indices",
        (other, frame) -> places.contains(text(field(frame, "at"))));
  }

  private List<Wait> releases(TlaValue thread) {
    if (text(field(state.get("stack"), "releasing")).equals("0")) {
      return List.of();
    }
    Set<String> places = Set.of("leave: disconnect", "leave: read the stack", "leave: push");
    return waitsForThose(
        thread,
        "an index that is about to be free",
        "the free indices",
        (other, frame) -> places.contains(text(field(frame, "at"))));
  }

  // WorkerPools

  private List<Wait> workerPools(TlaValue worker, TlaValue frame, String at) {
    TlaValue holder = state.get(LOCK);
    boolean own = worker.equals(holder);
    boolean asks =
        switch (at) {
          case "fork: lock the life cycle", "fork: share the sessions" -> true;
          case "exit: free the VCL worker", "cleanup: free the VCL worker" -> !own;
          default -> false;
        };
    List<Wait> waits = new ArrayList<>();
    if (asks && isSomebody(holder)) {
      waits.add(new Wait(worker.toString(), holder.toString(), THE_LOCK));
    }
    TlaValue child = field(frame, WITH);
    if (at.equals("cleanup: free the VCL worker")
        && child != null
        && !GONE.contains(text(field(at(state.get(THREAD), child), "at")))) {
      waits.add(new Wait(worker.toString(), child.toString(), "its end"));
    }
    return waits;
  }

  /** Tells threads by name and frame. */
  private interface Which {
    boolean is(TlaValue thread, TlaValue frame);
  }

  /** Waits for each of some threads, or for a thing if there is none. */
  private List<Wait> waitsForThose(TlaValue thread, String what, String thing, Which which) {
    Set<String> whom =
        frames.entrySet().stream()
            .filter(other -> which.is(other.getKey(), other.getValue()))
            .map(other -> ThreadSteps.name(other.getKey()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (whom.isEmpty()) {
      whom.add(thing);
    }
    return whom.stream().map(name -> new Wait(ThreadSteps.name(thread), name, what)).toList();
  }

  private TlaValue copy(TlaValue worker, TlaValue slot) {
    List<TlaValue> slots = elements(at(state.get(COPIES), worker));
    return slot instanceof TlaValue.IntValue number
            && number.value() > 0
            && number.value() <= slots.size()
        ? slots.get(number.value() - 1)
        : null;
  }
}
