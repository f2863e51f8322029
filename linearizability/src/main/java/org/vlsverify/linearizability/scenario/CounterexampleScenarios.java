package org.vlsverify.linearizability.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.spec.model.StoredTrace;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;

/**
 * Scenarios from the counterexamples of the specification SharedDataOptimistic: the operations of
 * the threads of a trace, each thread in its order. Operations that end before any overlap come
 * first, in one thread.
 *
 * <p>Damage inside may show only in later operations. So in a variant one thread goes on: its
 * worker opens one more session and shares it with one more child, whether or not there is
 * capacity.
 */
public final class CounterexampleScenarios {
  private static final Path TRACES = StoredTrace.directory().resolve("SharedDataOptimistic");

  private static final String NO_THREAD = "";

  private static final int UNFINISHED = Integer.MAX_VALUE;

  /**
   * An operation of the trace.
   *
   * @param thread the thread that runs it; none yet for an operation of one step
   * @param worker the calling worker
   * @param with the other worker in question, or {@link Call#NONE}
   * @param began the number of its first step
   * @param ended the number of its last step
   */
  private record Done(
      String thread, int worker, int with, Invocation invocation, int began, int ended) {
    boolean isAbout(Done other) {
      return Stream.of(other.worker, other.with)
          .anyMatch(w -> w != Call.NONE && (w == worker || w == with));
    }

    Done by(String otherThread) {
      return new Done(otherThread, worker, with, invocation, began, ended);
    }

    Done until(int step) {
      return new Done(thread, worker, with, invocation, began, step);
    }
  }

  private final Trace trace;
  private final List<Done> all = new ArrayList<>();

  private CounterexampleScenarios(Trace trace) {
    this.trace = trace;
    readOperations();
    giveToThreads();
  }

  /** The scenarios of all stored traces. */
  public static List<Scenario> all() {
    return StoredTrace.all().stream()
        .filter(file -> file.startsWith(TRACES))
        .sorted(Comparator.comparing(Path::getFileName))
        .flatMap(file -> of(TraceJson.read(file)).stream())
        .toList();
  }

  /**
   * Makes the scenarios of a trace.
   *
   * @param trace one of SharedDataOptimistic, not null
   * @return its scenario and the variants; none if no operations overlap
   */
  static List<Scenario> of(Trace trace) {
    return new CounterexampleScenarios(trace).scenarios();
  }

  private List<Scenario> scenarios() {
    int parallel = firstThatOverlaps();
    Map<String, List<Done>> threads =
        all.subList(parallel, all.size()).stream()
            .collect(Collectors.groupingBy(Done::thread, TreeMap::new, Collectors.toList()));
    if (threads.size() < 2) {
      return List.of();
    }
    List<Invocation> before = new ArrayList<>(wayIntoInitialState());
    all.subList(0, parallel).forEach(done -> before.add(done.invocation()));
    List<Scenario> scenarios = new ArrayList<>();
    scenarios.add(scenario("operations of the trace", before, threads, NO_THREAD));
    for (String thread : threads.keySet()) {
      scenarios.add(
          scenario(thread + " shares one more session at the end", before, threads, thread));
    }
    return scenarios;
  }

  private Scenario scenario(
      String what, List<Invocation> before, Map<String, List<Done>> threads, String goesOn) {
    return new Scenario(
        trace.model() + ": " + what,
        bounds(),
        before,
        threads.entrySet().stream()
            .map(
                entry ->
                    Stream.concat(
                            entry.getValue().stream().map(Done::invocation),
                            entry.getKey().equals(goesOn)
                                ? whatFollows(entry.getValue()).stream()
                                : Stream.empty())
                        .toList())
            .toList());
  }

  /** With one worker, session and slot more than the trace, for the variants. */
  private Bounds bounds() {
    return new Bounds(workers() + 1, sessions() + 1, slots() + 1, elements(), Set.of());
  }

  private List<Invocation> whatFollows(List<Done> thread) {
    Done last = thread.get(thread.size() - 1);
    List<Invocation> next = new ArrayList<>();
    int worker = last.worker();
    if (last.invocation().method().equals(Action.FORK_SHARE_NEXT.methodName())) {
      next.add(Invocation.forkComplete(worker));
    }
    if (last.invocation().method().startsWith("fork")) {
      worker = last.with();
    }
    int child = workers();
    next.add(Invocation.open(worker, sessions()));
    next.add(Invocation.forkBegin(worker, child));
    for (int slot = 0; slot < slots(); slot++) {
      next.add(Invocation.forkShareNext(child));
    }
    return next;
  }

  private int firstThatOverlaps() {
    return IntStream.range(0, all.size() - 1)
        .filter(i -> all.get(i + 1).began() < all.get(i).ended())
        .findFirst()
        .orElse(all.size());
  }

  /** Parents first, then their sessions, then the begun forks; nothing is shared. */
  private List<Invocation> wayIntoInitialState() {
    List<Invocation> way = new ArrayList<>();
    Map<String, TlaValue> state = trace.initial();
    for (int worker = 0; worker < workers(); worker++) {
      if (life(state, worker).equals("live") && worker != Scenario.ROOT) {
        way.add(Invocation.forkBegin(parent(state, worker), worker));
        way.add(Invocation.forkComplete(worker));
      }
    }
    for (int worker = 0; worker < workers(); worker++) {
      for (TlaValue copy : copies(state, worker)) {
        if (copy instanceof TlaValue.RecordValue) {
          way.add(Invocation.open(worker, index(copy.get("id"))));
        }
      }
    }
    for (int worker = 0; worker < workers(); worker++) {
      if (life(state, worker).equals("forking")) {
        way.add(Invocation.forkBegin(parent(state, worker), worker));
      }
    }
    return way;
  }

  private void readOperations() {
    Map<String, Integer> under = new HashMap<>();
    Map<String, TlaValue> before = trace.initial();
    for (int step = 0; step < trace.steps().size(); step++) {
      Trace.Step taken = trace.steps().get(step);
      for (String thread : threads()) {
        String was = frame(before, thread).get("does").asString();
        String is = frame(taken.state(), thread).get("does").asString();
        if (!was.equals(is) && was.equals("nothing")) {
          under.put(thread, all.size());
          all.add(begun(thread, before, frame(taken.state(), thread), step));
        } else if (!was.equals(is)) {
          int index = under.remove(thread);
          all.set(index, all.get(index).until(step));
        }
      }
      if (isWholeOperation(before, taken.state())) {
        all.add(atOnce(before, taken, step));
      }
      before = taken.state();
    }
  }

  /**
   * Whether a step is an operation of one step: no thread has moved, but life or connections have
   * changed.
   */
  private boolean isWholeOperation(Map<String, TlaValue> before, Map<String, TlaValue> after) {
    return threads().stream()
            .allMatch(
                thread -> frame(before, thread).get("at").equals(frame(after, thread).get("at")))
        && Stream.of("life", "connected")
            .anyMatch(variable -> !before.get(variable).equals(after.get(variable)));
  }

  private Done begun(String thread, Map<String, TlaValue> before, TlaValue frame, int step) {
    int worker = index(frame.get("worker"));
    int with = index(frame.get("with"));
    int session = index(frame.get("session"));
    String does = frame.get("does").asString();
    Invocation invocation =
        switch (does) {
          case "share" -> Invocation.forkShareNext(worker);
          case "complete" -> Invocation.forkComplete(worker);
          case "close" -> Invocation.close(worker, session);
          case "cleanup" -> Invocation.cleanupLeaveNext(with, worker);
          case "listen" -> Invocation.listen(worker, session);
          case "accept" -> Invocation.accept(worker, session);
          case "epoll add" -> Invocation.epollAdd(worker, session);
          case "epoll del" -> Invocation.epollDel(worker, session);
          case "notice" -> Invocation.acknowledge(worker, session);
          case "owner" -> Invocation.owner(worker, session);
          case "listen state" -> Invocation.listenState(worker, session);
          case "shared by" -> Invocation.isSharedBy(worker, session, with);
          case "listener" -> Invocation.isListener(worker, session, with);
          default -> throw new IllegalArgumentException("an unknown operation: " + does);
        };
    boolean asks = invocation instanceof Invocation.OfQuery;
    return new Done(thread, worker, asks ? Call.NONE : with, invocation, step, UNFINISHED);
  }

  /** Recognizes an operation of one step by its changes. */
  private Done atOnce(Map<String, TlaValue> before, Trace.Step taken, int step) {
    Map<String, TlaValue> after = taken.state();
    for (int worker = 0; worker < workers(); worker++) {
      String was = life(before, worker);
      String is = life(after, worker);
      if (!was.equals(is)) {
        int parent = is.equals("forking") ? parent(after, worker) : parent(before, worker);
        return switch (is) {
          case "forking" -> done(parent, worker, Invocation.forkBegin(parent, worker), step);
          case "live" -> done(worker, parent, Invocation.forkComplete(worker), step);
          case "dead" -> done(worker, Call.NONE, Invocation.die(worker), step);
          default ->
              was.equals("live")
                  ? done(worker, Call.NONE, Invocation.exitComplete(worker), step)
                  : done(parent, worker, Invocation.cleanupComplete(parent, worker), step);
        };
      }
    }
    for (int worker = 0; worker < workers(); worker++) {
      List<TlaValue> had = copies(before, worker);
      List<TlaValue> has = copies(after, worker);
      for (int slot = 0; slot < has.size(); slot++) {
        if (!has.get(slot).equals(had.get(slot))) {
          return done(
              worker, Call.NONE, Invocation.open(worker, index(has.get(slot).get("id"))), step);
        }
      }
    }
    throw new IllegalArgumentException("an unknown step: " + taken.operation());
  }

  private static Done done(int worker, int with, Invocation invocation, int step) {
    return new Done(NO_THREAD, worker, with, invocation, step, step);
  }

  /**
   * Assigns operations of one step to the thread of the next, or else the last, operation of the
   * same worker.
   */
  private void giveToThreads() {
    for (int i = all.size() - 1; i >= 0; i--) {
      Done done = all.get(i);
      if (done.thread().equals(NO_THREAD)) {
        int last = i - 1;
        all.set(
            i,
            done.by(
                Stream.concat(
                        all.subList(i + 1, all.size()).stream(),
                        IntStream.iterate(last, j -> j >= 0, j -> j - 1).mapToObj(all::get))
                    .filter(other -> !other.thread().equals(NO_THREAD) && other.isAbout(done))
                    .map(Done::thread)
                    .findFirst()
                    .orElse(threads().get(0))));
      }
    }
  }

  private List<String> threads() {
    return function(trace.initial().get("thread")).keySet().stream()
        .map(TlaValue::asString)
        .toList();
  }

  private static TlaValue frame(Map<String, TlaValue> state, String thread) {
    return state.get("thread").get(TlaValue.model(thread));
  }

  private static String life(Map<String, TlaValue> state, int worker) {
    return state.get("life").get(worker(worker)).asString();
  }

  private static int parent(Map<String, TlaValue> state, int worker) {
    return index(state.get("parent").get(worker(worker)));
  }

  private static List<TlaValue> copies(Map<String, TlaValue> state, int worker) {
    return state.get("copies").get(worker(worker)).elements();
  }

  private static TlaValue worker(int index) {
    return TlaValue.model("w" + index);
  }

  /** The number in a name such as w1; {@link Call#NONE} without one. */
  private static int index(TlaValue name) {
    String digits = name.asString().replaceAll("\\D", "");
    return digits.isEmpty() ? Call.NONE : Integer.parseInt(digits);
  }

  private static Map<TlaValue, TlaValue> function(TlaValue value) {
    return ((TlaValue.FunctionValue) value).mappings();
  }

  private int workers() {
    return function(trace.initial().get("life")).size();
  }

  private int slots() {
    return copies(trace.initial(), 0).size();
  }

  private int elements() {
    return trace.initial().get("elements").elements().size();
  }

  /** The number of sessions ever in use. */
  private int sessions() {
    return 1
        + Stream.concat(Stream.of(trace.initial()), trace.steps().stream().map(Trace.Step::state))
            .flatMap(state -> state.get("connected").elements().stream())
            .mapToInt(CounterexampleScenarios::index)
            .max()
            .orElse(Call.NONE);
  }
}
