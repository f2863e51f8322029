package org.vlsverify.linearizability.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.replay.ReplayModel;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.sessions.Snapshot.SharedView;
import org.vlsverify.sessions.Snapshot.WorkerView;
import org.vlsverify.sessions.testing.RecordingTransport.OwnerChange;

/**
 * What two threads may do at the same time in a model, and where it matters: for each reachable
 * state up to symmetry, each pair of acts, done or refused there.
 *
 * <p>Up to symmetry: workers are alike, and so are sessions of which both or none may listen. The
 * first state met of those that are alike stands for all.
 */
public final class ConflictAnalysis {

  /** How the two acts of a pair stand to each other. */
  public enum Kind {
    /** Their order makes a difference to an outcome, an answer, or the state in the end. */
    ORDER_MATTERS,
    /** Each changes something, both touch the same, and yet their order makes no difference. */
    BOTH_CHANGE,
    /** One changes what the other looks at, with the same answer before and after. */
    ONE_LOOKS,
    /** They have nothing to do with each other, or neither changes anything. */
    APART
  }

  /**
   * Two acts in a state.
   *
   * @param state in the model
   * @param one index of an act; it changes something if one of the two does
   * @param two index of an act
   */
  record Pair(int state, int one, int two) {}

  /** What an act may look at or change is a set of bits: the room for shared data is this one. */
  private static final long ROOM = 1;

  /** So many bits from the next one on are the workers' tables, those after them shared data. */
  private static final int TABLES = 31;

  private final ReplayModel model;
  private final List<Invocation> acts;
  private final List<int[]> workerOrders;
  private final List<int[]> sessionOrders;
  private final int[] representatives;

  /** By state and act, computed when first asked for; null, and 0, until then. */
  private final long[][] touched;

  /** By the states before and after a step. */
  private final Map<Long, List<OwnerChange>> ownerChanges = new HashMap<>();

  /**
   * @param model not null
   */
  public ConflictAnalysis(ReplayModel model) {
    this.model = model;
    acts = acts(model);
    workerOrders = orders(model.bounds().workers());
    sessionOrders =
        orders(model.bounds().sessions()).stream().filter(this::keepsListenable).toList();
    representatives = findRepresentatives();
    touched = new long[model.states()][];
  }

  /** Everything that a worker can do or ask in a model: first the calls, then the questions. */
  static List<Invocation> acts(ReplayModel model) {
    List<Invocation> acts = new ArrayList<>();
    model.calls().forEach(call -> acts.add(new Invocation.Calling(call)));
    model.questions().forEach(question -> acts.add(new Invocation.Asking(question)));
    return List.copyOf(acts);
  }

  ReplayModel model() {
    return model;
  }

  /** The states of which each stands for all that are like it, in the order of the model. */
  public int[] states() {
    return representatives.clone();
  }

  /** How many acts there are, possible or not. */
  int acts() {
    return acts.size();
  }

  Invocation act(int index) {
    return acts.get(index);
  }

  private static List<int[]> orders(int size) {
    if (size == 0) {
      return List.of(new int[0]);
    }
    List<int[]> orders = new ArrayList<>();
    for (int[] shorter : orders(size - 1)) {
      for (int at = 0; at < size; at++) {
        int[] order = new int[size];
        System.arraycopy(shorter, 0, order, 0, at);
        order[at] = size - 1;
        System.arraycopy(shorter, at, order, at + 1, size - 1 - at);
        orders.add(order);
      }
    }
    return orders;
  }

  private boolean keepsListenable(int[] order) {
    Set<Integer> listenable = model.bounds().listenable();
    return IntStream.range(0, order.length)
        .allMatch(s -> listenable.contains(s) == listenable.contains(order[s]));
  }

  private int[] findRepresentatives() {
    Set<Snapshot> known = new HashSet<>();
    List<Integer> found = new ArrayList<>();
    for (int state = 0; state < model.states(); state++) {
      if (!known.contains(model.snapshot(state))) {
        found.add(state);
        for (int[] workers : workerOrders) {
          for (int[] sessions : sessionOrders) {
            known.add(renamed(model.snapshot(state), workers, sessions));
          }
        }
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The same with other names: worker {@code w} becomes {@code workers[w]}. */
  private static Snapshot renamed(Snapshot snapshot, int[] workers, int[] sessions) {
    WorkerView[] views = new WorkerView[workers.length];
    for (int w = 0; w < workers.length; w++) {
      WorkerView view = snapshot.workers().get(w);
      views[workers[w]] =
          new WorkerView(
              view.life(),
              view.parent().isPresent()
                  ? OptionalInt.of(workers[view.parent().getAsInt()])
                  : view.parent(),
              view.pool().stream()
                  .map(
                      slot ->
                          slot.map(
                              copy ->
                                  new CopyView(
                                      sessions[copy.session()], copy.listen(), copy.waits())))
                  .toList());
    }
    Map<Integer, SharedView> shared = new HashMap<>();
    snapshot
        .shared()
        .forEach(
            (session, data) ->
                shared.put(
                    sessions[session],
                    new SharedView(
                        workers[data.owner()],
                        data.subscribers().stream().map(w -> workers[w]).toList(),
                        Set.copyOf(data.listeners().stream().map(w -> workers[w]).toList()),
                        data.notices())));
    return new Snapshot(List.of(views), shared);
  }

  /** The outcome or the answer. */
  Object result(int state, int act) {
    return act < model.calls().size()
        ? model.outcome(state, act)
        : model.answer(state, act - model.calls().size());
  }

  /** The acts that change something. */
  int[] changing(int state) {
    return IntStream.range(0, acts.size()).filter(act -> changes(state, act)).toArray();
  }

  int target(int state, int act) {
    return act < model.calls().size() ? model.target(state, act) : state;
  }

  boolean changes(int state, int act) {
    return target(state, act) != state;
  }

  /** Every pair that is not apart, with its kind. */
  Map<Pair, Kind> pairs(int state) {
    Map<Pair, Kind> pairs = new LinkedHashMap<>();
    for (int one = 0; one < acts.size(); one++) {
      for (int two = one; two < acts.size(); two++) {
        boolean first = changes(state, one);
        if (first || changes(state, two)) {
          Pair pair = first ? new Pair(state, one, two) : new Pair(state, two, one);
          Kind kind = kind(pair);
          if (kind != Kind.APART) {
            pairs.put(pair, kind);
          }
        }
      }
    }
    return pairs;
  }

  /** How many pairs there are in each state, whatever they have to do with each other. */
  long allPairs() {
    return acts.size() * (acts.size() + 1L) / 2;
  }

  private Kind kind(Pair pair) {
    if (!commute(pair.state(), pair.one(), pair.two())) {
      return Kind.ORDER_MATTERS;
    }
    if (!touchSame(pair.state(), pair.one(), pair.two())) {
      return Kind.APART;
    }
    return changes(pair.state(), pair.two()) ? Kind.BOTH_CHANGE : Kind.ONE_LOOKS;
  }

  boolean commute(int state, int one, int two) {
    int afterOne = target(state, one);
    int afterTwo = target(state, two);
    int oneTwo = target(afterOne, two);
    int twoOne = target(afterTwo, one);
    return oneTwo == twoOne
        && result(state, one).equals(result(afterTwo, one))
        && result(state, two).equals(result(afterOne, two))
        && (afterOne == state
            || afterTwo == state
            || told(state, afterOne, oneTwo).equals(told(state, afterTwo, twoOne)));
  }

  private Map<Integer, List<OwnerChange>> told(int first, int second, int third) {
    Map<Integer, List<OwnerChange>> told = new TreeMap<>();
    Stream.of(ownerChanges(first, second), ownerChanges(second, third))
        .flatMap(Collection::stream)
        .forEach(
            change -> told.computeIfAbsent(change.session(), s -> new ArrayList<>()).add(change));
    return told;
  }

  private List<OwnerChange> ownerChanges(int before, int after) {
    return ownerChanges.computeIfAbsent(
        ((long) before << Integer.SIZE) + after, key -> findOwnerChanges(before, after));
  }

  private List<OwnerChange> findOwnerChanges(int before, int after) {
    List<OwnerChange> changes = new ArrayList<>();
    model
        .snapshot(after)
        .shared()
        .forEach(
            (session, data) -> {
              SharedView old = model.snapshot(before).shared().get(session);
              if (old != null && old.owner() != data.owner()) {
                changes.addAll(
                    Collections.nCopies(
                        data.notices(), new OwnerChange(session, old.owner(), data.owner())));
              }
            });
    return changes;
  }

  /** Whether an act only asks. */
  boolean asks(int act) {
    return act >= model.calls().size();
  }

  /** Whether what follows an act touches what it touches. */
  boolean touchSameInTurn(int state, int one, int next) {
    return (touched(state, one) & touched(target(state, one), next)) != 0;
  }

  /** Whether two acts touch the same worker's table, shared data, or room for it. */
  boolean touchSame(int state, int one, int two) {
    return (touched(state, one) & touched(state, two)) != 0;
  }

  /**
   * Whether the last act of a chain touches something that the first thread's act touches, and the
   * chain has not touched before.
   */
  boolean touchesMore(int state, int one, List<Integer> chain) {
    long before = 0;
    int at = target(state, one);
    for (int i = 0; i < chain.size() - 1; i++) {
      before |= touched(at, chain.get(i));
      at = target(at, chain.get(i));
    }
    long common = touched(state, one) & touched(at, chain.get(chain.size() - 1));
    return (common & ~before) != 0;
  }

  private long touched(int state, int act) {
    if (touched[state] == null) {
      touched[state] = new long[acts.size()];
    }
    if (touched[state][act] == 0) {
      touched[state][act] =
          act < model.calls().size()
              ? touched(state, model.calls().get(act), target(state, act))
              : touched(state, model.questions().get(act - model.calls().size()));
    }
    return touched[state][act];
  }

  /** What a call looks at for certain, and what it changes here. */
  private long touched(int state, Call call, int target) {
    Snapshot before = model.snapshot(state);
    long things = table(call.first());
    things |=
        switch (call.action()) {
          case FORK_BEGIN, CLEANUP_LEAVE_NEXT, CLEANUP_COMPLETE -> table(call.second());
          case FORK_SHARE_NEXT, FORK_COMPLETE -> {
            OptionalInt parent = before.workers().get(call.first()).parent();
            yield ROOM | (parent.isPresent() ? table(parent.getAsInt()) : 0);
          }
          case EXIT_LEAVE_NEXT, EXIT_COMPLETE, DIE -> 0;
          default -> sharedIn(before, call.second());
        };
    return things | changed(before, model.snapshot(target));
  }

  private long touched(int state, Query question) {
    return table(question.worker()) | sharedIn(model.snapshot(state), question.session());
  }

  private static long table(int worker) {
    return ROOM << 1 + worker;
  }

  private static long shared(int session) {
    return ROOM << 1 + TABLES + session;
  }

  private static long sharedIn(Snapshot snapshot, int session) {
    return snapshot.shared().containsKey(session) ? shared(session) : 0;
  }

  private long changed(Snapshot before, Snapshot after) {
    long things = before.shared().size() == after.shared().size() ? 0 : ROOM;
    for (int w = 0; w < before.workers().size(); w++) {
      if (!before.workers().get(w).equals(after.workers().get(w))) {
        things |= table(w);
      }
    }
    for (int s = 0; s < model.bounds().sessions(); s++) {
      if (!Objects.equals(before.shared().get(s), after.shared().get(s))) {
        things |= shared(s);
      }
    }
    return things;
  }

  /**
   * What a pair is about, without names: who the two are to each other and to the sessions, how
   * many subscribe, who of them owns, listens and acts, what is free. Pairs with the same words are
   * the same situation.
   */
  String situation(Pair pair) {
    Snapshot snapshot = model.snapshot(pair.state());
    List<Integer> workers = new ArrayList<>();
    List<Integer> sessions = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    for (int act : new int[] {pair.one(), pair.two()}) {
      describe(acts.get(act), workers, sessions, words);
      words.append(" -> ").append(result(pair.state(), act)).append("; ");
    }
    for (int worker : workers) {
      describe(snapshot, worker, workers, sessions, words);
    }
    for (int session : sessions) {
      describe(snapshot, session, workers, words);
    }
    words.append("room: ").append(model.bounds().sharedCapacity() > snapshot.shared().size());
    return words.toString();
  }

  private static void describe(
      Invocation act, List<Integer> workers, List<Integer> sessions, StringBuilder words) {
    words.append(act.method());
    List<Object> arguments = act.arguments();
    boolean second = act.isAboutSession();
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof Integer index) {
        List<Integer> names = i == 1 && second ? sessions : workers;
        if (!names.contains(index)) {
          names.add(index);
        }
        words.append(i == 1 && second ? " s" : " w").append(names.indexOf(index));
      } else {
        words.append(' ').append(arguments.get(i));
      }
    }
  }

  private static void describe(
      Snapshot snapshot,
      int worker,
      List<Integer> workers,
      List<Integer> sessions,
      StringBuilder words) {
    WorkerView view = snapshot.workers().get(worker);
    int parent = view.parent().orElse(Call.NONE);
    words.append(view.life()).append(" of ");
    words.append(
        parent == Call.NONE ? "none" : workers.contains(parent) ? workers.indexOf(parent) : "x");
    for (Optional<CopyView> slot : view.pool()) {
      words.append(
          slot.map(
                  copy ->
                      " s"
                          + (sessions.contains(copy.session())
                              ? sessions.indexOf(copy.session())
                              : "x")
                          + copy.listen()
                          + copy.waits())
              .orElse(" free"));
    }
    words.append("; ");
  }

  private static void describe(
      Snapshot snapshot, int session, List<Integer> workers, StringBuilder words) {
    SharedView data = snapshot.shared().get(session);
    if (data == null) {
      long holders =
          snapshot.workers().stream()
              .flatMap(worker -> worker.pool().stream())
              .flatMap(Optional::stream)
              .filter(copy -> copy.session() == session)
              .count();
      words.append(holders == 0 ? "nobody's; " : "private; ");
      return;
    }
    words.append("owner ").append(name(data.owner(), workers)).append(", subscribers");
    data.subscribers().forEach(w -> words.append(' ').append(name(w, workers)));
    words.append(", listeners");
    data.listeners().stream().map(w -> name(w, workers)).sorted().forEach(words::append);
    words.append(", ").append(data.notices()).append("; ");
  }

  private static String name(int worker, List<Integer> workers) {
    return workers.contains(worker) ? "w" + workers.indexOf(worker) : "x";
  }
}
