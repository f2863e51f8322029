package org.vlsverify.linearizability.stepping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.stepping.LockingView.Frame;
import org.vlsverify.linearizability.stepping.SteppedThread.Stop;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;

/**
 * Drives threads of the design {@code locked}, or of a mutant of it, along edges of {@code
 * SharedDataLocking}. Each thread of the specification is a thread; who kills workers is one more.
 * A call of the code is driven from lock to lock, and while a session is left also stops after the
 * release of the pool, since what follows is the specification's next step. For use by one thread.
 */
final class LockedSteps implements AutoCloseable {
  private static final Set<String> LEAVES = Set.of("close", "exit", "cleanup");
  private static final Predicate<Lock> NOWHERE = lock -> false;

  private final Bounds bounds;
  private final Map<String, SteppedThread> threads = new LinkedHashMap<>();
  private final SteppedThread killer = new SteppedThread("who kills", this::made);
  private final SteppedThread asker = new SteppedThread("who asks", this::made);
  private SharedSessions sessions;
  private LockedObjects objects;
  private LockedView view;
  private ToldTransport transport;

  /**
   * @param bounds of the model, not null
   * @param names of the model's threads, not null
   */
  LockedSteps(Bounds bounds, Set<String> names) {
    this.bounds = bounds;
    names.forEach(name -> threads.put(name, new SteppedThread(name, this::made)));
  }

  /** Begins anew in the initial state in which this worker lives. */
  void restart(SharedSessionsFactory factory, int root) {
    killer.abandon();
    asker.abandon();
    threads.values().forEach(SteppedThread::abandon);
    transport = new ToldTransport();
    objects = new LockedObjects();
    view = new LockedView(objects);
    Tap.listen(
        new TapListener() {
          @Override
          public void made(Object object) {
            LockedSteps.this.made(object);
          }
        });
    try {
      sessions = factory.create(bounds, root, transport);
    } finally {
      Tap.listen(null);
    }
  }

  private void made(Object object) {
    objects.made(object);
  }

  /**
   * Drives one step, and compares the state after it.
   *
   * @param edge an edge out of the state in which the threads are, not null
   * @param session which one is opened, if the step begins to open one
   * @return what is not as the specification says, in words; empty if all is
   */
  List<String> drive(LockingEdge edge, int session) {
    List<String> differences = new ArrayList<>();
    if (edge.isDeath()) {
      Stop stop = killer.perform(() -> sessions.die(edge.worker()));
      compareStop(differences, killer, stop, Stop.RETURNED);
      compareLocks(differences, killer, locksOfDeath(edge.worker()));
    } else {
      move(differences, edge, session);
    }
    compareTold(differences, edge.from().told(edge.to()));
    differences.addAll(edge.to().state().differences(state()));
    return differences;
  }

  /**
   * Tries a death that the specification does not allow now.
   *
   * @return what is not so, in words; empty if the code waits and nothing has changed
   */
  List<String> tryDeath(LockingView state, int worker) {
    List<String> differences = new ArrayList<>();
    Stop stop = killer.perform(() -> sessions.die(worker));
    compareStop(differences, killer, stop, Stop.WAITS);
    int asked = Math.min(killer.wanted().size(), locksOfDeath(worker).size());
    compareLocks(differences, killer, locksOfDeath(worker).subList(0, asked));
    differences.addAll(state.state().differences(state()));
    return differences;
  }

  /**
   * Asks, and compares the locks that it takes, and what it answers.
   *
   * @return what is not so, in words; empty if all is as expected and nothing has changed
   */
  List<String> ask(LockingView state, Query query) {
    List<String> differences = new ArrayList<>();
    QueryExpectation expected = QueryExpectation.of(state, query);
    Stop stop = asker.perform(() -> query.ask(sessions));
    compareLocks(differences, asker, expected.locks());
    compareStop(differences, asker, stop, expected.waits() ? Stop.WAITS : Stop.RETURNED);
    if (stop == Stop.RETURNED && !asker.outcome().equals(expected.answer())) {
      differences.add(
          "answer: expected %s, is %s"
              .formatted(query.words(expected.answer()), query.words(asker.outcome())));
    }
    differences.addAll(state.state().differences(state()));
    return differences;
  }

  /** Which locks who kills a worker takes, in their order. */
  private static List<String> locksOfDeath(int worker) {
    return Stream.of(LockWords.LIFE, LockWords.table(worker), LockWords.POOL)
        .map(LockWords::toWrite)
        .toList();
  }

  private void compareLocks(List<String> differences, SteppedThread thread, List<String> expected) {
    List<String> locks = thread.wanted().stream().map(view::nameWithMode).toList();
    if (!locks.equals(expected)) {
      differences.add(
          "locks that %s takes: expected %s, are %s".formatted(thread.name(), expected, locks));
    }
  }

  private StepState state() {
    List<SteppedThread> all = new ArrayList<>(threads.values());
    all.add(killer);
    all.add(asker);
    return view.state(all);
  }

  private void move(List<String> differences, LockingEdge edge, int session) {
    Frame before = edge.before();
    if (before.at().equals("absent") || findsNoFork(edge)) {
      return;
    }
    SteppedThread thread = threads.get(edge.thread());
    transport.answer(edge.from().differsInCopies(edge.to()));
    Stop wanted = wanted(edge);
    Stop stop;
    if (!before.isBetweenCalls()) {
      if (!thread.isInCall()) {
        differences.add(
            thread.name() + ": expected in the middle of " + before.op() + ", has returned");
        return;
      }
      stop = thread.move();
    } else if (wanted == Stop.RETURNED) {
      stop = thread.perform(call(edge, session));
    } else {
      String op = edge.after().op();
      stop = thread.begin(call(edge, session), LEAVES.contains(op) ? this::isOfPool : NOWHERE);
    }
    compareStop(differences, thread, stop, wanted);
  }

  /**
   * An exit that finds no fork any more goes on to its next lock. The code looks on the way there,
   * and no fork can begin meanwhile.
   */
  private static boolean findsNoFork(LockingEdge edge) {
    return edge.before().at().equals("exit: look for a fork") && !edge.after().isBetweenCalls();
  }

  private boolean isOfPool(Lock lock) {
    return view.isOfPool(lock);
  }

  /** Where the thread of an edge has to stop. */
  private static Stop wanted(LockingEdge edge) {
    if (edge.after().isBetweenCalls()) {
      return Stop.RETURNED;
    }
    boolean leaves =
        Set.of("leave: unsubscribe", "leave: look again, and free").contains(edge.before().at());
    return leaves ? Stop.RELEASED : Stop.LOCKED;
  }

  private Supplier<Outcome> call(LockingEdge edge, int opened) {
    int worker = edge.worker();
    Frame after = edge.after();
    switch (edge.before().at()) {
      case "share: lock the life cycle":
        return () -> sessions.forkShareNext(worker);
      case "complete: lock the life cycle":
        return () -> sessions.forkComplete(worker);
      case "exit: lock the life cycle":
        return () -> sessions.exitComplete(worker);
      default:
        int session = after.slot() == 0 ? opened : edge.from().session(worker, after.slot());
        return call(after, worker, session);
    }
  }

  private Supplier<Outcome> call(Frame begun, int worker, int session) {
    int with = begun.with();
    return switch (begun.op()) {
      case "open" -> () -> sessions.open(worker, session);
      case "close" -> () -> sessions.close(worker, session);
      case "listen" -> () -> sessions.listen(worker, session);
      case "accept" -> () -> sessions.accept(worker, session);
      case "epoll add" -> () -> sessions.epollAdd(worker, session);
      case "epoll del" -> () -> sessions.epollDel(worker, session);
      case "notice" -> () -> sessions.acknowledge(worker, session);
      case "fork" -> () -> sessions.forkBegin(worker, with);
      case "exit" -> () -> sessions.exitLeaveNext(worker);
      case "cleanup" ->
          begun.slot() == 0
              ? () -> sessions.cleanupComplete(worker, with)
              : () -> sessions.cleanupLeaveNext(worker, with);
      default -> throw new IllegalStateException("the code has no operation " + begun.op());
    };
  }

  private void compareStop(List<String> differences, SteppedThread thread, Stop stop, Stop wanted) {
    if (stop != wanted) {
      differences.add(
          "%s: expected to %s, %s".formatted(thread.name(), words(wanted), words(thread, stop)));
    }
  }

  private static String words(Stop wanted) {
    return switch (wanted) {
      case LOCKED -> "take a lock";
      case RELEASED -> "release the pool and go on";
      case RETURNED -> "return";
      case WAITS -> "wait for a lock";
      case THREW -> "throw";
    };
  }

  private String words(SteppedThread thread, Stop stop) {
    return switch (stop) {
      case LOCKED -> "takes " + view.name(thread.held().get(thread.held().size() - 1));
      case RELEASED -> "releases the pool and goes on";
      case RETURNED -> "returns " + thread.outcome();
      case WAITS -> "waits for " + view.name(thread.missed());
      case THREW -> "throws " + thread.thrown();
    };
  }

  private void compareTold(List<String> differences, SortedSet<String> expected) {
    SortedSet<String> told = transport.told();
    if (!told.equals(expected)) {
      differences.add("VPP: expected to be told %s, is told %s".formatted(expected, told));
    }
  }

  @Override
  public void close() {
    killer.end();
    asker.end();
    threads.values().forEach(SteppedThread::end);
  }
}
