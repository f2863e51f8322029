package org.vlsverify.spec.vls;

import static org.vlsverify.spec.tla.TlaValues.at;
import static org.vlsverify.spec.tla.TlaValues.elements;
import static org.vlsverify.spec.tla.TlaValues.field;
import static org.vlsverify.spec.tla.TlaValues.first;
import static org.vlsverify.spec.tla.TlaValues.mappings;
import static org.vlsverify.spec.tla.TlaValues.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;

/**
 * Which parts of the last state of a counterexample are at fault. For most properties that can be
 * computed from the state, or the last two: the owner who is no subscriber, the threads that wait
 * for each other. For the others it is what the last step changes.
 *
 * <p>A part is a path: the name of a variable, and then the arguments and fields that lead on from
 * it, such as {@code shared, s0, owner}. The last one may be an element of a set or a sequence. A
 * thread is named as in {@link ThreadSteps}.
 */
public final class FaultyParts {
  private static final Set<String> AT_REST = Set.of("absent", "idle", "dead");
  private static final String NO_WORKER = "NoWorker";

  /** What only says where threads are, and so is at fault only if nothing else is. */
  private static final Set<String> INNER =
      Set.of("thread", "lock", "holder", "writer", "readers", "right", "checked", "freeIndices");

  /** Property to who finds what violates it. Properties of the same name say the same. */
  private static final Map<String, Consumer<FaultyParts>> FINDERS = new TreeMap<>();

  /** Those whose finders find nothing where the property holds. */
  private static final Set<String> EXACT = new TreeSet<>();

  static {
    // SharedData: invariants.
    exact("SharedDataIsUsed", p -> p.shared((key, d) -> p.subscribers(d).isEmpty(), "subscribers"));
    exact(
        "OwnerIsSubscriber",
        p -> p.shared((key, d) -> !p.subscribers(d).contains(field(d, "owner")), "owner"));
    exact(
        "OwnerIsFirst",
        p ->
            p.shared((k, d) -> !field(d, "owner").equals(first(field(d, "subscribers"))), "owner"));
    exact(
        "SubscribersAreDistinct",
        p ->
            p.shared(
                (key, d) -> Set.copyOf(p.subscribers(d)).size() < p.subscribers(d).size(),
                "subscribers"));
    exact("SubscribersAreHolders", FaultyParts::subscribersAreHolders);
    exact(
        "PrivateHasOneHolder",
        p ->
            p.copies(
                c -> !p.isShared(c.id()) && p.copiesOf(c.id()).stream().anyMatch(o -> !o.isOf(c))));
    exact(
        "OneCopyPerWorker",
        p -> p.copies(c -> p.copiesOf(c.id()).stream().filter(o -> o.isOf(c)).count() > 1));
    exact("UnbornHoldsNothing", FaultyParts::unbornHoldsNothing);
    exact("ListenersWait", FaultyParts::listenersWait);
    exact(
        "WaitersAreAttached",
        p -> p.copies(c -> c.is("waits", "TRUE") && !c.is("listen", "listen"), "listen", "waits"));
    exact(
        "PassiveIsShared",
        p -> p.copies(c -> c.is("listen", "passive") && !p.isShared(c.id()), "listen"));
    exact("NoticesAreForOwners", FaultyParts::noticesAreForOwners);
    exact("ForkCopiesInPoolOrder", FaultyParts::forkCopiesInPoolOrder);

    // SharedData: steps and liveness.
    exact("OwnerChangeIsNotifiedOnce", FaultyParts::ownerChangeIsNotifiedOnce);
    changes("TypeOK", "CapacityIsKept");
    FINDERS.put("ForkEnds", p -> p.life("forking"));
    FINDERS.put("DeadAreCleanedUp", p -> p.life("dead"));
    FINDERS.put("OwnersAreTold", p -> p.notices((worker, session, count) -> count > 0));
    FINDERS.put("OwnersLive", p -> p.shared((key, d) -> !p.lives(field(d, "owner")), "owner"));

    // The specifications of threads.
    changes("ImplementsSharedData", "IndicesAreKept");
    for (String property :
        List.of(
            "NoUseOfFreedElement",
            "NoUseOfFreedSession",
            "NoUseOfFreedWorker",
            "NoInvalidWorkerIndex",
            "AssertionsHold",
            "VectorsAreIntact",
            "NoMissingQueue",
            "ReleasedByHolder")) {
      exact(property, FaultyParts::fault);
    }
    exact("NoLockLeftBehind", FaultyParts::noLockLeftBehind);
    exact("ReferencesAreValid", FaultyParts::referencesAreValid);
    exact("ElementsAreReferred", FaultyParts::elementsAreReferred);
    exact(
        "OneElementPerSession",
        p ->
            p.shared(
                (key, d) ->
                    p.shareds().values().stream()
                            .filter(o -> field(o, "session").equals(field(d, "session")))
                            .count()
                        > 1));
    exact("SessionsAreExclusive", FaultyParts::sessionsAreExclusive);
    exact("ForkersAreWoken", FaultyParts::forkersAreWoken);
    exact("ForkersWait", FaultyParts::forkersWait);
    exact("NobodyIsForgotten", FaultyParts::nobodyIsForgotten);
    exact("NoCircularWait", FaultyParts::noCircularWait);
    FINDERS.put("OperationsReturn", FaultyParts::goesNeverOn);
    FINDERS.put("OperationsEnd", FaultyParts::goesNeverOn);
    FINDERS.put("RequestsAreGranted", FaultyParts::goesNeverOn);
    exact("MutualExclusion", FaultyParts::mutualExclusion);
    FINDERS.put("OutcomesAreRight", p -> p.threadsAt("change: do it"));
    FINDERS.put("AnswersAreRight", p -> p.threadsAt("ask: read the owner"));
    FINDERS.put("SomebodyGoesOn", FaultyParts::waitingThreads);
    exact("AnswersAreLinearizable", FaultyParts::answersAreLinearizable);
    FINDERS.put("RefusalsAreRight", FaultyParts::refusalsAreRight);

    // WorkerPools.
    exact("PoolsAreInStep", FaultyParts::poolsAreInStep);
    exact("NoIndexTwice", FaultyParts::noIndexTwice);
    exact("FreeIndicesAreFree", FaultyParts::freeIndicesAreFree);
    exact("NoDoubleFree", FaultyParts::noDoubleFree);
    exact("NothingIsForgotten", FaultyParts::nothingIsForgotten);
    changes("PoolsNeverGrow");

    for (String property : FaultySteps.properties()) {
      exact(property, p -> p.step(property));
    }
  }

  private static void exact(String property, Consumer<FaultyParts> finder) {
    FINDERS.put(property, finder);
    EXACT.add(property);
  }

  private static void changes(String... properties) {
    for (String property : properties) {
      FINDERS.put(property, FaultyParts::whatChanged);
    }
  }

  private final Trace trace;
  private final int index;
  private final ThreadLocks.Setting setting;
  private final Map<String, TlaValue> state;
  private final Map<String, TlaValue> before;
  private final Set<List<String>> found = new LinkedHashSet<>();
  private boolean onlyChanged;

  /** What is said of parts, where their state does not say it. */
  private final Map<List<String>, String> said = new LinkedHashMap<>();

  private FaultyParts(Trace trace, int index, ThreadLocks.Setting setting) {
    this.trace = trace;
    this.index = index;
    this.setting = setting;
    this.state = trace.state(index);
    this.before = trace.state(Math.max(0, index - 1));
  }

  /**
   * @param trace not null
   * @param setting what the constants of its model say, not null
   * @return the parts, none if the trace violates nothing
   */
  public static List<List<String>> of(Trace trace, ThreadLocks.Setting setting) {
    return List.copyOf(inWords(trace, setting).keySet());
  }

  /**
   * @param trace not null
   * @param setting what the constants of its model say, not null
   * @return the parts, and what is to be said of each, such as: the owner of s0 is w1; none if the
   *     trace violates nothing
   */
  public static Map<List<String>, String> inWords(Trace trace, ThreadLocks.Setting setting) {
    return find(trace, setting).inWords();
  }

  /**
   * Says what is at fault, for whoever reads the trace as text.
   *
   * @param trace not null
   * @return such as: the owner of s0 is w1; nothing if the trace violates nothing, or if nothing is
   *     known but what the last step changes
   */
  public static Optional<String> sentence(Trace trace) {
    FaultyParts parts = find(trace, ThreadLocks.Setting.of(trace));
    return parts.onlyChanged
        ? Optional.empty()
        : Optional.of(
                parts.inWords().entrySet().stream()
                    .map(part -> parts.whoWaits(part.getKey()).orElse(part.getValue()))
                    .filter(words -> !words.isBlank())
                    .distinct()
                    .collect(Collectors.joining("; ")))
            .filter(words -> !words.isEmpty());
  }

  /** Of a thread that waits for others. */
  private Optional<String> whoWaits(List<String> path) {
    String waits =
        ThreadLocks.waits(state, setting).stream()
            .filter(wait -> path.equals(List.of("thread", wait.thread())))
            .map(wait -> "%s waits for %s (%s)".formatted(wait.thread(), wait.whom(), wait.what()))
            .collect(Collectors.joining("; "));
    return Optional.of(waits).filter(words -> !words.isEmpty());
  }

  private static FaultyParts find(Trace trace, ThreadLocks.Setting setting) {
    FaultyParts parts = new FaultyParts(trace, trace.length() - 1, setting);
    if (trace.problem().kind() == Verdict.OK) {
      return parts;
    }
    String property = trace.problem().property();
    if (property != null && FINDERS.containsKey(property)) {
      FINDERS.get(property).accept(parts);
    } else if (trace.problem().kind() == Verdict.DEADLOCK) {
      parts.waitingThreads();
    }
    if (parts.found.isEmpty()) {
      parts.whatChanged();
    }
    return parts;
  }

  private Map<List<String>, String> inWords() {
    Map<List<String>, String> words = new LinkedHashMap<>();
    found.forEach(path -> words.put(path, said.getOrDefault(path, words(path, state))));
    return words;
  }

  /** The properties that are known here. */
  static Set<String> properties() {
    return FINDERS.keySet();
  }

  /** Whether what is found is what violates the property, and nothing if nothing does. */
  static boolean isExact(String property) {
    return EXACT.contains(property);
  }

  /** What violates a property in any state of a trace, as far as the finder alone can tell. */
  static List<List<String>> of(
      Trace trace, int index, String property, ThreadLocks.Setting setting) {
    FaultyParts parts = new FaultyParts(trace, index, setting);
    FINDERS.get(property).accept(parts);
    return List.copyOf(parts.found);
  }

  private void add(String... path) {
    found.add(List.of(path));
  }

  private void step(String property) {
    said.putAll(FaultySteps.of(property, trace, index));
    found.addAll(said.keySet());
  }

  // Sessions: the abstract ones, and those of the lock-level specification.

  /** A worker's copy of a session. */
  private record Copy(String variable, TlaValue worker, int slot, TlaValue fields) {
    TlaValue id() {
      return field(fields, "id");
    }

    boolean is(String name, String value) {
      return text(field(fields, name)).equals(value);
    }

    boolean isOf(Copy other) {
      return worker.equals(other.worker);
    }
  }

  /** A worker, a session, and how many notices are on their way. */
  private interface OfNotices {
    boolean matches(TlaValue worker, TlaValue session, int count);
  }

  private List<Copy> copies() {
    String variable = state.containsKey("pool") ? "pool" : "copies";
    List<Copy> copies = new ArrayList<>();
    mappings(state.get(variable))
        .forEach(
            (worker, slots) -> {
              for (int i = 0; i < elements(slots).size(); i++) {
                Copy copy = new Copy(variable, worker, i + 1, elements(slots).get(i));
                if (copy.id() != null && !copy.is("listen", "closed")) {
                  copies.add(copy);
                }
              }
            });
    return copies;
  }

  private List<Copy> copiesOf(TlaValue session) {
    return copies().stream().filter(copy -> copy.id().equals(session)).toList();
  }

  private List<Copy> copiesBy(TlaValue worker) {
    return copies().stream().filter(copy -> copy.worker().equals(worker)).toList();
  }

  private void copies(Predicate<Copy> wrong, String... fields) {
    copies().stream().filter(wrong).forEach(copy -> add(copy, fields));
  }

  private void add(Copy copy, String... fields) {
    String slot = Integer.toString(copy.slot());
    if (fields.length == 0) {
      add(copy.variable(), copy.worker().toString(), slot);
    }
    for (String name : fields) {
      add(copy.variable(), copy.worker().toString(), slot, name);
    }
  }

  private String sharedVariable() {
    return state.containsKey("shared") ? "shared" : "elements";
  }

  /** Session, or index of an element, to what is shared. */
  private Map<String, TlaValue> shareds() {
    return shareds(state);
  }

  private Map<String, TlaValue> shareds(Map<String, TlaValue> of) {
    TlaValue all = of.get(sharedVariable());
    Map<String, TlaValue> shareds = new TreeMap<>();
    mappings(all).forEach((key, data) -> shareds.put(key.toString(), data));
    List<TlaValue> elements = elements(all);
    for (int i = 0; i < elements.size(); i++) {
      shareds.put(Integer.toString(i + 1), elements.get(i));
    }
    shareds.values().removeIf(data -> !(data instanceof TlaValue.RecordValue));
    return shareds;
  }

  private boolean isShared(TlaValue session) {
    return session(session) != null;
  }

  /** What is shared of a session. */
  private Map.Entry<String, TlaValue> session(TlaValue session) {
    return shareds().entrySet().stream()
        .filter(
            shared ->
                shared.getKey().equals(session.toString())
                    || session.equals(field(shared.getValue(), "session")))
        .findFirst()
        .orElse(null);
  }

  private void shared(BiPredicate<String, TlaValue> wrong, String... fields) {
    shareds()
        .forEach(
            (key, data) -> {
              if (wrong.test(key, data)) {
                if (fields.length == 0) {
                  add(sharedVariable(), key);
                }
                Arrays.stream(fields).forEach(name -> add(sharedVariable(), key, name));
              }
            });
  }

  private List<TlaValue> subscribers(TlaValue data) {
    return elements(field(data, "subscribers"));
  }

  private TlaValue sessionOf(String key, TlaValue data) {
    TlaValue session = field(data, "session");
    return session == null ? TlaValue.model(key) : session;
  }

  private String life(TlaValue worker) {
    return text(at(state.get("life"), worker));
  }

  private boolean lives(TlaValue worker) {
    return life(worker).equals("live");
  }

  private void life(String is) {
    mappings(state.get("life"))
        .forEach(
            (worker, life) -> {
              if (text(life).equals(is)) {
                add("life", worker.toString());
              }
            });
    threads()
        .forEach(
            (thread, frame) -> {
              if (!state.containsKey("life") && place(frame).equals(is)) {
                addThread(thread);
              }
            });
  }

  private void notices(OfNotices wrong) {
    mappings(state.get("notices"))
        .forEach(
            (worker, sessions) ->
                mappings(sessions)
                    .forEach(
                        (session, count) -> {
                          if (wrong.matches(worker, session, count.asInt())) {
                            add("notices", worker.toString(), session.toString());
                          }
                        }));
  }

  private void subscribersAreHolders() {
    shareds()
        .forEach(
            (key, data) -> {
              List<Copy> copies = copiesOf(sessionOf(key, data));
              for (TlaValue subscriber : subscribers(data)) {
                if (copies.stream().noneMatch(copy -> copy.worker().equals(subscriber))) {
                  add(sharedVariable(), key, "subscribers", subscriber.toString());
                }
              }
              for (Copy copy : copies) {
                if (!subscribers(data).contains(copy.worker())) {
                  add(copy);
                  add(sharedVariable(), key, "subscribers");
                }
              }
            });
  }

  private void unbornHoldsNothing() {
    mappings(state.get("life"))
        .forEach(
            (worker, life) -> {
              if (text(life).equals("unborn")) {
                copiesBy(worker).forEach(copy -> add(copy));
                mappings(state.get("parent"))
                    .forEach(
                        (child, parent) -> {
                          if (child.equals(worker) && !text(parent).equals(NO_WORKER)
                              || parent.equals(worker)) {
                            add("parent", child.toString());
                          }
                        });
                notices((of, session, count) -> of.equals(worker) && count != 0);
              }
            });
  }

  private void listenersWait() {
    shareds()
        .forEach(
            (key, data) -> {
              List<TlaValue> listeners = elements(field(data, "listeners"));
              List<Copy> copies = copiesOf(sessionOf(key, data));
              Set<TlaValue> waiting =
                  copies.stream()
                      .filter(copy -> copy.is("waits", "TRUE"))
                      .map(Copy::worker)
                      .collect(Collectors.toSet());
              copies.stream()
                  .filter(c -> waiting.contains(c.worker()) && !listeners.contains(c.worker()))
                  .forEach(copy -> add(copy, "waits"));
              listeners.stream()
                  .filter(listener -> !waiting.contains(listener))
                  .forEach(who -> add(sharedVariable(), key, "listeners", who.toString()));
              if (!listeners.containsAll(waiting)) {
                add(sharedVariable(), key, "listeners");
              }
            });
  }

  private void noticesAreForOwners() {
    notices(
        (worker, session, count) ->
            count > 0
                && (count > 1
                    || !isShared(session)
                    || !worker.equals(field(session(session).getValue(), "owner"))));
  }

  private void forkCopiesInPoolOrder() {
    mappings(state.get("life"))
        .forEach(
            (child, life) -> {
              if (!text(life).equals("forking")) {
                return;
              }
              TlaValue parent = at(state.get("parent"), child);
              if (text(parent).equals(NO_WORKER)) {
                add("parent", child.toString());
              }
              List<Copy> parents = copiesBy(parent);
              List<Copy> children = copiesBy(child);
              for (Copy copy : children) {
                if (parents.stream()
                    .noneMatch(p -> p.slot() == copy.slot() && p.id().equals(copy.id()))) {
                  add(copy);
                }
              }
              for (Copy copy : parents) {
                if (children.stream().noneMatch(c -> c.slot() == copy.slot())
                    && children.stream().anyMatch(c -> c.slot() > copy.slot())) {
                  add(copy);
                }
              }
            });
  }

  private void ownerChangeIsNotifiedOnce() {
    Map<String, TlaValue> old = shareds(before);
    mappings(state.get("notices"))
        .forEach(
            (worker, sessions) ->
                mappings(sessions)
                    .forEach(
                        (session, count) -> {
                          String key = session.toString();
                          TlaValue now = field(shareds().get(key), "owner");
                          boolean changes =
                              old.containsKey(key)
                                  && worker.equals(now)
                                  && !worker.equals(field(old.get(key), "owner"));
                          int more =
                              count.asInt()
                                  - at(at(before.get("notices"), worker), session).asInt();
                          if (changes && more != 1 || !changes && more > 0) {
                            add("notices", worker.toString(), key);
                          }
                          if (changes && more != 1) {
                            add(sharedVariable(), key, "owner");
                          }
                        }));
  }

  // Threads.

  private Map<TlaValue, TlaValue> threads() {
    return mappings(state.get("thread"));
  }

  private static String place(TlaValue frame) {
    return text(field(frame, "at"));
  }

  private static boolean isAtRest(TlaValue frame) {
    return AT_REST.contains(place(frame));
  }

  private void addThread(TlaValue thread) {
    add("thread", ThreadSteps.name(thread));
  }

  private void threadsAt(String place) {
    threads()
        .forEach(
            (thread, frame) -> {
              if (place(frame).equals(place)) {
                addThread(thread);
              }
            });
  }

  private void refusalsAreRight() {
    mover();
    for (List<String> path : found) {
      threads()
          .forEach(
              (thread, frame) -> {
                String told =
                    switch (place(at(before.get("thread"), thread))) {
                      case "share: read the stack" -> "there is no room for shared data";
                      case "complete: hold" -> "there are sessions left to share";
                      default -> "";
                    };
                if (path.equals(List.of("thread", ThreadSteps.name(thread))) && !told.isEmpty()) {
                  said.put(path, path.get(1) + " is told that " + told + ", which is not so");
                }
              });
    }
  }

  private void mover() {
    if (index > 0) {
      trace.steps().get(index - 1).operation().arguments().values().stream()
          .findFirst()
          .filter(threads()::containsKey)
          .ifPresent(this::addThread);
    }
  }

  private void fault() {
    if (!text(state.get("fault")).equals("none")) {
      add("fault");
      mover();
    }
  }

  private void noLockLeftBehind() {
    for (ThreadLocks.Hold hold : ThreadLocks.holds(state)) {
      threads()
          .forEach(
              (thread, frame) -> {
                if (ThreadSteps.name(thread).equals(hold.thread()) && isAtRest(frame)) {
                  add("lock", hold.lock());
                  addThread(thread);
                }
              });
    }
  }

  private void referencesAreValid() {
    for (Copy copy : copies()) {
      String element = text(field(copy.fields(), "index"));
      TlaValue data = shareds().get(element);
      if (!element.equals("0")
          && (data == null
              || !copy.id().equals(field(data, "session"))
              || !subscribers(data).contains(copy.worker()))) {
        add(copy);
        add("elements", element);
      }
    }
  }

  private void elementsAreReferred() {
    shareds()
        .forEach(
            (key, data) -> {
              if (subscribers(data).isEmpty()) {
                add("elements", key, "subscribers");
              }
              for (TlaValue subscriber : subscribers(data)) {
                if (copiesBy(subscriber).stream().noneMatch(copy -> copy.is("index", key))) {
                  add("elements", key, "subscribers", subscriber.toString());
                }
              }
            });
  }

  private void sessionsAreExclusive() {
    Set<String> inside =
        Set.of(
            "io: inside", "listen: change the private copy", "listen: change the shared session");
    threads()
        .forEach(
            (one, frame) -> {
              if (place(frame).equals("io: inside")) {
                threads()
                    .forEach(
                        (two, other) -> {
                          if (!two.equals(one)
                              && first(two).equals(first(one))
                              && Objects.equals(field(other, "slot"), field(frame, "slot"))
                              && inside.contains(place(other))) {
                            addThread(one);
                            addThread(two);
                          }
                        });
              }
            });
  }

  private void forkersAreWoken() {
    threads()
        .forEach(
            (thread, frame) -> {
              TlaValue child = field(frame, "with");
              if (place(frame).equals(ThreadLocks.FOR_CHILD)
                  && !(life(child).equals("forking")
                      && first(thread).equals(at(state.get("parent"), child)))) {
                addThread(thread);
                add("life", child.toString());
              }
            });
  }

  private void forkersWait() {
    mappings(state.get("life"))
        .forEach(
            (child, life) -> {
              TlaValue parent = at(state.get("parent"), child);
              if (text(life).equals("forking")
                  && lives(parent)
                  && threads().entrySet().stream()
                      .noneMatch(
                          thread ->
                              first(thread.getKey()).equals(parent)
                                  && !place(thread.getValue()).equals("absent")
                                  && child.equals(field(thread.getValue(), "with")))) {
                add("life", child.toString());
              }
            });
  }

  private void nobodyIsForgotten() {
    mappings(state.get("life"))
        .forEach(
            (worker, life) -> {
              if (text(life).equals("dead")) {
                Set<TlaValue> above = new LinkedHashSet<>();
                TlaValue next = at(state.get("parent"), worker);
                while (next != null && !text(next).equals(NO_WORKER) && above.add(next)) {
                  next = at(state.get("parent"), next);
                }
                if (above.contains(worker)
                    || above.stream().anyMatch(ancestor -> life(ancestor).equals("unborn"))) {
                  add("life", worker.toString());
                  add("parent", worker.toString());
                }
              }
            });
  }

  private void noCircularWait() {
    List<ThreadLocks.Wait> waits = ThreadLocks.waits(state, setting);
    Set<String> stuck =
        waits.stream().map(ThreadLocks.Wait::thread).collect(Collectors.toCollection(TreeSet::new));
    while (stuck.removeIf(
        thread ->
            waits.stream().noneMatch(w -> w.thread().equals(thread) && stuck.contains(w.whom())))) {
      // Until nobody is left who waits for none of the others.
    }
    stuck.forEach(thread -> add("thread", thread));
  }

  private void waitingThreads() {
    ThreadLocks.waits(state, setting).forEach(wait -> add("thread", wait.thread()));
  }

  /** Who stays where it is in all states that come again and again. */
  private void goesNeverOn() {
    int start = trace.lasso().map(Trace.Lasso::start).orElse(index);
    threads()
        .forEach(
            (thread, frame) -> {
              if (!isAtRest(frame)
                  && IntStream.rangeClosed(start, index)
                      .allMatch(i -> frame.equals(at(trace.state(i).get("thread"), thread)))) {
                addThread(thread);
              }
            });
  }

  private void mutualExclusion() {
    Set<String> inside = Set.of("change: do it", "change: release the lock", "ask: read the owner");
    List<ThreadLocks.Hold> holds = ThreadLocks.holds(state);
    boolean notAlone = holds.size() > 1 && holds.stream().anyMatch(ThreadLocks.Hold::toWrite);
    for (ThreadLocks.Hold hold : holds) {
      threads()
          .forEach(
              (thread, frame) -> {
                if (ThreadSteps.name(thread).equals(hold.thread())
                    && (notAlone || !inside.contains(place(frame)))) {
                  addThread(thread);
                }
              });
    }
  }

  private void answersAreLinearizable() {
    threads()
        .forEach(
            (thread, frame) -> {
              if (place(frame).equals("ask: answer")
                  && !elements(at(state.get("right"), thread)).contains(field(frame, "answer"))) {
                addThread(thread);
                add("right", thread.toString());
                said.put(
                    List.of("thread", ThreadSteps.name(thread)),
                    "%s asked %s, and will be told: %s"
                        .formatted(
                            ThreadSteps.name(thread),
                            question(frame),
                            answer(field(frame, "answer"))));
                said.put(
                    List.of("right", thread.toString()),
                    "right since it asked is only: "
                        + elements(at(state.get("right"), thread)).stream()
                            .map(FaultyParts::answer)
                            .collect(Collectors.joining(" or ")));
              }
            });
  }

  private static String question(TlaValue frame) {
    TlaValue session = field(frame, "session");
    TlaValue worker = field(frame, "worker");
    TlaValue other = field(frame, "with");
    String does = text(field(frame, "does"));
    return switch (does) {
      case "owner" -> "for %s who owns %s".formatted(worker, session);
      case "shared by" -> "for %s whether %s shares %s".formatted(worker, other, session);
      case "listener" -> "for %s whether %s listens on %s".formatted(worker, other, session);
      case "listen state" -> "for %s how it listens on %s".formatted(worker, session);
      default -> does;
    };
  }

  private static String answer(TlaValue answer) {
    return switch (text(answer)) {
      case NO_WORKER -> "nobody";
      case "TRUE" -> "yes";
      case "FALSE" -> "no";
      default -> text(answer);
    };
  }

  // The pools of workers.

  private List<TlaValue> pool(String name) {
    return elements(field(state.get(name), "elements"));
  }

  private Stream<Map.Entry<TlaValue, TlaValue>> working() {
    return threads().entrySet().stream()
        .filter(
            thread -> {
              String place = place(thread.getValue());
              return !AT_REST.contains(place)
                      && !place.startsWith("exit:")
                      && (!place.startsWith("fork:") || place.equals("fork: share the sessions"))
                  || place.equals("idle");
            });
  }

  private static int indexOf(TlaValue frame) {
    return field(frame, "index").asInt();
  }

  private void poolsAreInStep() {
    working()
        .forEach(
            thread -> {
              int at = indexOf(thread.getValue());
              for (String name : List.of("vcl", "vls")) {
                boolean own =
                    at > 0
                        && at <= pool(name).size()
                        && pool(name).get(at - 1).equals(thread.getKey());
                if (!own) {
                  add(name, "elements", Integer.toString(at));
                  addThread(thread.getKey());
                }
              }
            });
  }

  private void noIndexTwice() {
    working()
        .forEach(
            one ->
                working()
                    .filter(two -> !two.getKey().equals(one.getKey()))
                    .filter(two -> indexOf(two.getValue()) == indexOf(one.getValue()))
                    .forEach(two -> addThread(two.getKey())));
  }

  private void freeIndicesAreFree() {
    for (String name : List.of("vcl", "vls")) {
      Set<Integer> free = new TreeSet<>();
      for (int i = 0; i < pool(name).size(); i++) {
        if (text(pool(name).get(i)).equals("Free")) {
          free.add(i + 1);
        }
      }
      Collection<Integer> said =
          elements(field(state.get(name), "free")).stream()
              .map(TlaValue::asInt)
              .collect(Collectors.toCollection(TreeSet::new));
      if (!free.equals(said)) {
        add(name, "free");
      }
    }
  }

  private void noDoubleFree() {
    for (String name : List.of("vcl", "vls")) {
      List<TlaValue> free = elements(field(state.get(name), "free"));
      if (Set.copyOf(free).size() < free.size()) {
        add(name, "free");
      }
    }
  }

  private void nothingIsForgotten() {
    for (String name : List.of("vcl", "vls")) {
      for (int i = 0; i < pool(name).size(); i++) {
        TlaValue worker = pool(name).get(i);
        if (!text(worker).equals("Free") && indexOf(threads().get(worker)) != i + 1) {
          add(name, "elements", Integer.toString(i + 1));
        }
      }
    }
  }

  // What the last step changes.

  private void whatChanged() {
    onlyChanged = true;
    for (boolean inner : List.of(false, true)) {
      state.forEach(
          (variable, value) -> {
            if (INNER.contains(variable) == inner && before.containsKey(variable)) {
              changed(List.of(variable), before.get(variable), value);
            }
          });
      if (!found.isEmpty()) {
        return;
      }
    }
  }

  private void changed(List<String> path, TlaValue old, TlaValue now) {
    if (now.equals(old)) {
      return;
    }
    Map<String, TlaValue> from = inside(old);
    Map<String, TlaValue> to = inside(now);
    if (from.isEmpty() || !from.keySet().equals(to.keySet())) {
      found.add(path);
      return;
    }
    to.forEach(
        (key, value) -> {
          List<String> longer = new ArrayList<>(path);
          longer.add(key);
          changed(longer, from.get(key), value);
        });
  }

  private static Map<String, TlaValue> inside(TlaValue value) {
    Map<String, TlaValue> inside = new TreeMap<>();
    if (value instanceof TlaValue.RecordValue fields) {
      inside.putAll(fields.fields());
    }
    mappings(value).forEach((key, at) -> inside.put(name(key), at));
    if (value instanceof TlaValue.TupleValue tuple
        && tuple.elements().stream().anyMatch(e -> e instanceof TlaValue.RecordValue)) {
      for (int i = 0; i < tuple.elements().size(); i++) {
        inside.put(Integer.toString(i + 1), tuple.elements().get(i));
      }
    }
    return inside;
  }

  /** Of a thread, a lock, or anything else that a function can be applied to. */
  private static String name(TlaValue key) {
    List<TlaValue> parts = elements(key);
    if (!parts.isEmpty() && parts.get(0) instanceof TlaValue.StringValue) {
      return ThreadLocks.lockName(key);
    }
    return parts.size() == 2 ? ThreadSteps.name(key) : key.toString();
  }

  // In words.

  /** Says what a part of a state is. */
  private static String words(List<String> path, Map<String, TlaValue> state) {
    String variable = path.get(0);
    TlaValue value = state.get(variable);
    for (String key : path.subList(1, path.size())) {
      value = value == null ? null : inside(value, key);
    }
    String is = text(value);
    return switch (variable) {
      case "life" -> path.size() == 2 ? path.get(1) + " is " + is : variable;
      case "parent" ->
          path.size() != 2
              ? variable
              : path.get(1) + (is.equals(NO_WORKER) ? " has no parent" : " is child of " + is);
      case "notices" ->
          path.size() == 3
              ? (is.equals("0") ? "no" : is)
                  + (is.equals("1") ? " notice" : " notices")
                  + " to %s that it owns %s now".formatted(path.get(1), path.get(2))
                  + (is.equals("0") ? "" : ", not read yet")
              : variable;
      case "thread" ->
          path.size() == 2
              ? path.get(1) + atPlace(value)
              : String.join(".", path.subList(1, path.size())) + " is " + value;
      case "lock" ->
          path.size() == 2
              ? path.get(1) + " is locked still"
              : "the lock is " + (is.equals(NO_WORKER) ? "free" : is + "’s");
      case "fault" -> is;
      case "pool", "copies" -> copyInWords(path, state.get(variable), value, is);
      case "shared", "elements" -> sharedInWords(path, value, is);
      default -> String.join(".", path) + " is " + (value == null ? "gone" : value);
    };
  }

  private static TlaValue inside(TlaValue value, String key) {
    TlaValue found = inside(value).get(key);
    List<TlaValue> elements = elements(value);
    if (found == null && key.matches("[1-9]\\d{0,4}") && Integer.parseInt(key) <= elements.size()) {
      return elements.get(Integer.parseInt(key) - 1);
    }
    return found;
  }

  private static String atPlace(TlaValue frame) {
    String place = place(frame);
    if (place.equals("absent")) {
      return " is gone";
    }
    return isAtRest(frame) ? " is " + place : " is before “" + place + "”";
  }

  private static String copyInWords(List<String> path, TlaValue all, TlaValue value, String is) {
    if (path.size() < 3) {
      return String.join(" of ", path);
    }
    String worker = path.get(1);
    TlaValue id = field(inside(inside(all, worker), path.get(2)), "id");
    String session = id == null ? "slot " + path.get(2) : id.toString();
    if (path.size() == 3) {
      return worker + (id == null ? " has nothing in " : " has a copy of ") + session;
    }
    return switch (path.get(3) + " " + is) {
      case "waits TRUE" -> worker + " waits for connections on " + session;
      case "waits FALSE" -> worker + " does not wait for connections on " + session;
      case "listen none" -> worker + " does not listen on " + session;
      case "listen listen" -> worker + " listens on " + session;
      case "listen passive" -> worker + " is passive on " + session;
      default -> "%s of %s’s %s is %s".formatted(path.get(3), worker, session, value);
    };
  }

  private static String sharedInWords(List<String> path, TlaValue value, String is) {
    if (path.size() < 2) {
      return "the shared data";
    }
    boolean element = path.get(0).equals("elements");
    String of = (element ? "element " : "") + path.get(1);
    if (path.size() == 2) {
      return value instanceof TlaValue.RecordValue
          ? (element ? of : "the shared data of " + of) + " is there"
          : of + (element ? " is free" : " has no shared data");
    }
    String what = path.get(2) + " of " + of;
    if (path.size() == 4) {
      return path.get(3) + " is among the " + what;
    }
    if (value instanceof TlaValue.TupleValue || value instanceof TlaValue.SetValue) {
      String those =
          elements(value).stream().map(TlaValue::toString).collect(Collectors.joining(", "));
      return "the " + what + " are " + (those.isEmpty() ? "nobody" : those);
    }
    return "the " + what + " is " + is;
  }
}
