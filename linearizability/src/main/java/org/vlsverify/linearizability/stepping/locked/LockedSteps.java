package org.vlsverify.linearizability.stepping.locked;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.stepping.LockWords;
import org.vlsverify.linearizability.stepping.StepState;
import org.vlsverify.linearizability.stepping.SteppedDesign.Failure;
import org.vlsverify.linearizability.stepping.SteppedThread;
import org.vlsverify.linearizability.stepping.SteppedThread.Stop;
import org.vlsverify.linearizability.stepping.SteppedThread.Stops;
import org.vlsverify.linearizability.stepping.SteppedThreads;
import org.vlsverify.linearizability.stepping.ToldTransport;
import org.vlsverify.linearizability.stepping.locked.LockingView.Frame;
import org.vlsverify.sessions.Outcome;

/**
 * Drives threads of the design {@code locked}, or of a mutant of it, along edges of {@code
 * SharedDataLocking}. Each thread of the specification is a thread; one more kills workers. A call
 * of the code is driven from lock to lock, and while a session is left also stops after the release
 * of the pool, since what follows is the specification's next step. Whoever calls VPP holds the
 * lock of what VPP is told, so that others cannot tell it of a later change before. For use by one
 * thread.
 */
final class LockedSteps extends SteppedThreads<LockingView, LockingEdge> {
  private static final Set<String> LEAVES = Set.of("close", "exit", "cleanup");

  private static final Stops EACH_LOCK =
      new Stops() {
        @Override
        public boolean afterLock(Lock lock) {
          return true;
        }
      };

  /** At each lock that it gets or releases. */
  static final Stops EACH_CHANGE =
      new Stops() {
        @Override
        public boolean afterLock(Lock lock) {
          return true;
        }

        @Override
        public boolean afterUnlock(Lock lock) {
          return true;
        }
      };

  /** What follows the release of the pool is the next step. */
  private final Stops leaving =
      new Stops() {
        @Override
        public boolean afterLock(Lock lock) {
          return true;
        }

        @Override
        public boolean afterUnlock(Lock lock) {
          return view.isOfPool(lock);
        }
      };

  private final Bounds bounds;
  private final SteppedThread killer = another("the death");
  private final SteppedThread asker = another("the query");
  private final List<String> complaints = new ArrayList<>();
  private LockedObjects objects;
  private LockedView view;

  /**
   * @param bounds of the model, not null
   * @param names of the model's threads, not null
   */
  LockedSteps(Bounds bounds, Set<String> names) {
    super(names);
    this.bounds = bounds;
  }

  @Override
  protected Bounds bounds() {
    return bounds;
  }

  @Override
  protected void forget() {
    objects = new LockedObjects();
    view = new LockedView(objects);
    complaints.clear();
  }

  @Override
  protected void made(Object object) {
    objects.made(object);
  }

  @Override
  protected ToldTransport newTransport() {
    return new ToldTransport(
        new ToldTransport.Called() {
          @Override
          public void by(int worker, int session) {
            complain(worker, session, view.missingToTell(caller(), worker, session));
          }

          @Override
          public void toOpen(int worker, int session) {
            complain(worker, session, view.missingToOpen(caller(), worker));
          }
        });
  }

  private void complain(int worker, int session, Optional<String> missing) {
    missing.ifPresent(
        lock ->
            complaints.add(
                "VPP is told of s%d of w%d without %s".formatted(session, worker, lock)));
  }

  @Override
  protected String name(Lock lock) {
    return view.name(lock);
  }

  @Override
  public List<String> drive(LockingEdge edge, int session) {
    List<String> differences = new ArrayList<>();
    if (edge.isDeath()) {
      Stop stop = kill(edge.worker());
      compareStop(differences, killer, stop, Stop.RETURNED);
      compareLocks(differences, killer, locksOfDeath(edge.worker()));
    } else {
      move(differences, edge, session);
    }
    differences.addAll(complaints);
    complaints.clear();
    compareTold(differences, edge.from().told(edge.to()));
    differences.addAll(edge.to().state().differences(state()));
    return differences;
  }

  @Override
  public Optional<Failure> probe(LockingView state, List<LockingEdge> next, Query query) {
    List<Integer> immortals = new ArrayList<>(state.mortals());
    next.stream().filter(LockingEdge::isDeath).forEach(e -> immortals.remove((Integer) e.worker()));
    for (int worker : immortals) {
      hasToWait();
      List<String> differences = tryDeath(state, worker);
      if (!differences.isEmpty()) {
        String what = "After the last step the death of w%d must wait".formatted(worker);
        return Optional.of(new Failure(LockingEdge.DEATH, what, differences));
      }
    }
    List<String> differences = ask(state, query);
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(new Failure(LockingEdge.QUERY, "After the last step: " + query, differences));
  }

  /** Tries a death that the specification does not allow now. */
  private List<String> tryDeath(LockingView state, int worker) {
    List<String> differences = new ArrayList<>();
    Stop stop = kill(worker);
    compareStop(differences, killer, stop, Stop.WAITS);
    int asked = Math.min(killer.wanted().size(), locksOfDeath(worker).size());
    compareLocks(differences, killer, locksOfDeath(worker).subList(0, asked));
    differences.addAll(state.state().differences(state()));
    return differences;
  }

  /** Asks, and compares the locks that it takes, and what it answers. */
  private List<String> ask(LockingView state, Query query) {
    List<String> differences = new ArrayList<>();
    QueryExpectation expected = QueryExpectation.of(state, query);
    Stop stop = asker.perform(() -> query.ask(sessions()));
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

  /** The locks that the death of a worker takes, in their order. */
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

  /** Kills a worker, in one go. */
  Stop kill(int worker) {
    return killer.perform(() -> sessions().die(worker));
  }

  /** The name of the lock that the thread did not get. */
  String missed(SteppedThread thread) {
    return view.name(thread.missed());
  }

  /** The state that the code has come to. */
  StepState state() {
    return view.state(all());
  }

  private void move(List<String> differences, LockingEdge edge, int session) {
    Frame before = edge.before();
    if (before.at().equals("absent") || findsNoFork(edge)) {
      return;
    }
    SteppedThread thread = thread(edge.thread());
    transport().answer(edge.from().differsInCopies(edge.to()));
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
      stop = thread.begin(call(edge, session), LEAVES.contains(op) ? leaving : EACH_LOCK);
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

  /** Where the thread of an edge has to stop. */
  private static Stop wanted(LockingEdge edge) {
    if (edge.after().isBetweenCalls()) {
      return Stop.RETURNED;
    }
    boolean leaves =
        Set.of("leave: unsubscribe", "leave: look again, and free").contains(edge.before().at());
    return leaves ? Stop.RELEASED : Stop.LOCKED;
  }

  /** The call of which the step is the first. */
  Supplier<Outcome> call(LockingEdge edge, int opened) {
    int worker = edge.worker();
    Frame after = edge.after();
    switch (edge.before().at()) {
      case "share: lock the life cycle":
        return () -> sessions().forkShareNext(worker);
      case "complete: lock the life cycle":
        return () -> sessions().forkComplete(worker);
      case "exit: lock the life cycle":
        return () -> sessions().exitComplete(worker);
      default:
        int session = after.slot() == 0 ? opened : edge.from().session(worker, after.slot());
        return call(after, worker, session);
    }
  }

  private Supplier<Outcome> call(Frame begun, int worker, int session) {
    int with = begun.with();
    return switch (begun.op()) {
      case "open" -> () -> sessions().open(worker, session);
      case "close" -> () -> sessions().close(worker, session);
      case "listen" -> () -> sessions().listen(worker, session);
      case "accept" -> () -> sessions().accept(worker, session);
      case "epoll add" -> () -> sessions().epollAdd(worker, session);
      case "epoll del" -> () -> sessions().epollDel(worker, session);
      case "notice" -> () -> sessions().acknowledge(worker, session);
      case "fork" -> () -> sessions().forkBegin(worker, with);
      case "exit" -> () -> sessions().exitLeaveNext(worker);
      case "cleanup" ->
          begun.slot() == 0
              ? () -> sessions().cleanupComplete(worker, with)
              : () -> sessions().cleanupLeaveNext(worker, with);
      default -> throw new IllegalStateException("the code has no operation " + begun.op());
    };
  }
}
