package org.vlsverify.linearizability.stepping.optimistic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.stepping.SteppedDesign.Failure;
import org.vlsverify.linearizability.stepping.SteppedThread;
import org.vlsverify.linearizability.stepping.SteppedThread.Stop;
import org.vlsverify.linearizability.stepping.SteppedThreads;
import org.vlsverify.linearizability.stepping.ToldTransport;
import org.vlsverify.linearizability.stepping.optimistic.OptimisticView.Copy;
import org.vlsverify.linearizability.stepping.optimistic.OptimisticView.Element;
import org.vlsverify.linearizability.stepping.optimistic.OptimisticView.Frame;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;

/**
 * Drives threads of the design {@code optimistic}, or of a mutant of it, along edges of {@code
 * SharedDataOptimistic}, from {@link Gate} to gate. Whenever VPP is called, nobody else may see
 * what becomes of the copy of the session. For use by one thread.
 */
final class OptimisticThreads extends SteppedThreads<OptimisticView, OptimisticEdge> {
  /**
   * The code has looked the copy up when it waits here, and must not look up another one: so it is
   * not tried whether it waits.
   */
  private static final Set<String> LOOKED_UP =
      Set.of("ask: read the word", "listen: make the copy busy");

  /** The outcomes of operations of one step that take effect. */
  private static final Set<Outcome> EFFECTS =
      Set.of(
          Outcome.OPENED,
          Outcome.FORK_BEGUN,
          Outcome.FORKED,
          Outcome.EXITED,
          Outcome.CLEANED_UP,
          Outcome.DIED);

  private final Bounds bounds;
  private final Map<String, Gate> gates = new HashMap<>();
  private final SteppedThread actor = another("who acts at once");
  private final SteppedThread killer = another("the death");
  private final SteppedThread asker = another("the query");
  private final List<String> complaints = new ArrayList<>();
  private OptimisticObjects objects;
  private int begun;

  /**
   * @param bounds of the model, not null
   * @param names of the model's threads, not null
   */
  OptimisticThreads(Bounds bounds, Set<String> names) {
    super(names);
    this.bounds = bounds;
    names.forEach(name -> gates.put(name, new Gate()));
  }

  @Override
  protected Bounds bounds() {
    return bounds;
  }

  @Override
  protected void forget() {
    objects = new OptimisticObjects();
    complaints.clear();
    begun = 0;
  }

  @Override
  protected void made(Object object) {
    objects.made(object);
  }

  @Override
  protected ToldTransport newTransport() {
    return new ToldTransport(this::vppIsCalled);
  }

  /** Workers may live and be forked already, with private sessions. */
  @Override
  protected void prepare(OptimisticView initial) {
    List<Integer> live = new ArrayList<>(List.of(initial.root()));
    for (int i = 0; i < live.size(); i++) {
      for (int child : initial.children(live.get(i), "live")) {
        sessions().forkBegin(live.get(i), child);
        sessions().forkComplete(child);
        live.add(child);
      }
    }
    for (int worker : live) {
      for (Copy copy : initial.copies(worker).values()) {
        sessions().open(worker, copy.session());
      }
      for (int child : initial.children(worker, "forking")) {
        sessions().forkBegin(worker, child);
      }
    }
    List<String> differences = initial.state().differences(objects.state(all()));
    if (!differences.isEmpty()) {
      throw new IllegalStateException("The code cannot begin there: " + differences);
    }
  }

  private void vppIsCalled(int worker, int session) {
    if (!objects.isExclusive(worker, session)) {
      complaints.add(
          "VPP is called for s%d of w%d: expected that its copy is busy or its element locked"
              .formatted(session, worker));
    }
  }

  @Override
  protected String name(Lock lock) {
    return objects.name(lock);
  }

  @Override
  public List<String> drive(OptimisticEdge edge, int session) {
    List<String> differences = new ArrayList<>();
    transport().answer(true);
    if (edge.isAtOnce()) {
      Stop stop = actor.perform(() -> edge.call().apply(sessions()));
      compareStop(differences, actor, stop, Stop.RETURNED);
      Outcome outcome = (Outcome) actor.outcome();
      if (outcome != null && !EFFECTS.contains(outcome)) {
        differences.add("%s: expected to take effect, returns %s".formatted(edge, outcome));
      }
    } else {
      move(differences, edge);
    }
    differences.addAll(complaints);
    complaints.clear();
    compareTold(differences, edge.from().told(edge.to()));
    differences.addAll(edge.to().state().differences(objects.state(all())));
    return differences;
  }

  private void move(List<String> differences, OptimisticEdge edge) {
    Frame before = edge.before();
    Frame after = edge.after();
    SteppedThread thread = thread(edge.thread());
    Gate gate = gates.get(edge.thread());
    if (before.answered().isPresent()) {
      return;
    }
    gate.open(after);
    Stop stop;
    if (before.isIdle()) {
      begun++;
      stop = thread.begin(call(edge.from(), after), gate);
    } else if (!thread.isInCall()) {
      differences.add(
          "%s: expected in the middle of %s, has returned".formatted(thread.name(), before.does()));
      return;
    } else if (gate.isReached(before)) {
      stop = Stop.ACCESSES;
    } else {
      stop = thread.move();
      boolean readsAgain =
          before.at().equals("ask: validate") && after.at().equals("ask: read the stamp");
      if (stop == Stop.PAUSES && readsAgain) {
        stop = thread.move();
      }
    }
    if (gate.complaint() != null) {
      differences.add(thread.name() + " " + gate.complaint());
    }
    compareReached(differences, thread, gate, stop);
    compareAnswer(differences, thread, after);
  }

  private void compareReached(
      List<String> differences, SteppedThread thread, Gate gate, Stop stop) {
    Stop wanted = gate.isClosed() ? Stop.ACCESSES : Stop.RETURNED;
    if (stop != wanted) {
      String expected = gate.isClosed() ? "get to " + gate.wanted() : "return";
      differences.add(
          "%s: expected to %s, %s".formatted(thread.name(), expected, words(thread, stop)));
    }
  }

  private static void compareAnswer(List<String> differences, SteppedThread thread, Frame frame) {
    Optional<Object> answer = frame.answered();
    if (answer.isPresent() && thread.outcome() != null && !thread.outcome().equals(answer.get())) {
      Query query = frame.query().orElseThrow();
      differences.add(
          "answer: expected %s, is %s"
              .formatted(query.words(answer.get()), query.words(thread.outcome())));
    }
  }

  private Supplier<?> call(OptimisticView from, Frame begun) {
    SharedSessions s = sessions();
    int worker = begun.worker();
    int session = begun.session();
    if (begun.query().isPresent()) {
      Query query = begun.query().get();
      return () -> query.ask(s);
    }
    return switch (begun.does()) {
      case "close" -> leave(from, begun);
      case "cleanup" -> () -> s.cleanupLeaveNext(begun.with(), worker);
      case "share" -> () -> s.forkShareNext(worker);
      case "complete" -> () -> s.forkComplete(worker);
      case "listen" -> () -> s.listen(worker, session);
      case "accept" -> () -> s.accept(worker, session);
      case "epoll add" -> () -> s.epollAdd(worker, session);
      case "epoll del" -> () -> s.epollDel(worker, session);
      case "notice" -> () -> s.acknowledge(worker, session);
      default -> throw new IllegalStateException("the code has no operation " + begun.does());
    };
  }

  /** Close, unshare and exit leave a session in the same way: they take turns. */
  private Supplier<Outcome> leave(OptimisticView from, Frame begun) {
    SharedSessions s = sessions();
    int worker = begun.worker();
    Map<Integer, Copy> copies = from.copies(worker);
    boolean isFirst = copies.keySet().iterator().next() == begun.slot();
    boolean isShared = copies.get(begun.slot()).element() > 0;
    return switch (this.begun % 3) {
      case 1 -> isFirst ? () -> s.exitLeaveNext(worker) : close(worker, begun.session());
      case 2 ->
          isShared ? () -> s.unshare(worker, begun.session()) : close(worker, begun.session());
      default -> close(worker, begun.session());
    };
  }

  private Supplier<Outcome> close(int worker, int session) {
    SharedSessions s = sessions();
    return () -> s.close(worker, session);
  }

  // ------------------------------------------------------------------ what must wait, and queries

  @Override
  public Optional<Failure> probe(OptimisticView state, List<OptimisticEdge> next, Query query) {
    List<String> differences = new ArrayList<>();
    for (int worker = 0; worker < state.workers(); worker++) {
      boolean isKept =
          !state.isFree(OptimisticWords.table(worker))
              || !state.isFree(OptimisticWords.life(worker));
      if (isKept && Set.of("forking", "live").contains(state.life(worker))) {
        hasToWait();
        int killed = worker;
        Stop stop = killer.perform(() -> sessions().die(killed));
        compareStop(differences, killer, stop, Stop.WAITS);
        differences.addAll(state.state().differences(objects.state(all())));
        if (!differences.isEmpty()) {
          String what = "After the last step the death of w%d must wait".formatted(worker);
          return Optional.of(new Failure("die", what, differences));
        }
      }
    }
    for (String name : state.threads()) {
      Frame frame = state.frame(name);
      boolean mayMove = next.stream().anyMatch(edge -> name.equals(edge.thread()));
      if (!frame.isIdle() && !mayMove && !LOOKED_UP.contains(frame.at())) {
        hasToWait();
        wait(differences, name);
        differences.addAll(state.state().differences(objects.state(all())));
        if (!differences.isEmpty()) {
          String what = "After the last step %s must wait".formatted(name);
          return Optional.of(new Failure(frame.at(), what, differences));
        }
      }
    }
    ask(differences, state, query);
    differences.addAll(state.state().differences(objects.state(all())));
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(new Failure("query", "After the last step: " + query, differences));
  }

  private void wait(List<String> differences, String name) {
    SteppedThread thread = thread(name);
    Gate gate = gates.get(name);
    gate.openForWait();
    compareStop(differences, thread, thread.move(), Stop.PAUSES);
  }

  private void ask(List<String> differences, OptimisticView state, Query query) {
    Optional<Copy> copy =
        state.life(query.worker()).equals("live")
            ? state.copies(query.worker()).values().stream()
                .filter(c -> c.session() == query.session())
                .findFirst()
            : Optional.empty();
    boolean waits =
        copy.filter(c -> c.busy() || !state.isFree(OptimisticWords.element(c.element())))
            .isPresent();
    if (waits) {
      hasToWait();
    }
    Stop stop = asker.perform(() -> query.ask(sessions()));
    compareStop(differences, asker, stop, waits ? Stop.WAITS : Stop.RETURNED);
    Object answer = copy.map(c -> answer(state, query, c)).orElseGet(() -> nothing(query));
    if (stop == Stop.RETURNED && !asker.outcome().equals(answer)) {
      differences.add(
          "answer: expected %s, is %s"
              .formatted(query.words(answer), query.words(asker.outcome())));
    }
  }

  private static Object nothing(Query query) {
    return switch (query.kind()) {
      case OWNER -> SharedSessions.NO_WORKER;
      case IS_SHARED_BY, IS_LISTENER -> false;
      case LISTEN_STATE -> ListenState.NONE;
    };
  }

  private static Object answer(OptimisticView state, Query query, Copy copy) {
    if (copy.element() == 0) {
      boolean listens = query.kind() == Query.Kind.LISTEN_STATE && copy.listens();
      return listens ? ListenState.LISTEN : nothing(query);
    }
    Optional<Element> used = copy.current() ? state.element(copy.element()) : Optional.empty();
    if (used.isEmpty() || !used.get().subscribers().contains(query.worker())) {
      return nothing(query);
    }
    Element element = used.get();
    return switch (query.kind()) {
      case OWNER -> element.owner();
      case IS_SHARED_BY -> element.subscribers().contains(query.other());
      case IS_LISTENER -> element.waiting().contains(query.other());
      case LISTEN_STATE -> listenState(element, query.worker());
    };
  }

  private static ListenState listenState(Element element, int worker) {
    if (!element.listening().contains(worker)) {
      return ListenState.NONE;
    }
    return element.attached().contains(worker) ? ListenState.LISTEN : ListenState.PASSIVE;
  }
}
