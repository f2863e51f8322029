package org.vlsverify.linearizability.stepping.globallock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.SnapshotDiff;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.linearizability.stepping.StepState;
import org.vlsverify.linearizability.stepping.SteppedDesign.Failure;
import org.vlsverify.linearizability.stepping.SteppedThread;
import org.vlsverify.linearizability.stepping.SteppedThread.Stop;
import org.vlsverify.linearizability.stepping.SteppedThread.Stops;
import org.vlsverify.linearizability.stepping.SteppedThreads;
import org.vlsverify.linearizability.stepping.ToldTransport;

/**
 * Drives threads of the design {@code global-lock}, or of a mutant of it, along edges of {@code
 * SharedDataGlobalLock}. A thread stops when it has got the lock, and before it releases it. That a
 * thread wants the lock is no step of the code. For use by one thread.
 */
final class GlobalLockThreads extends SteppedThreads<GlobalLockView, GlobalLockEdge> {
  private static final Stops CHANGE =
      new Stops() {
        @Override
        public boolean afterLock(Lock lock) {
          return true;
        }

        @Override
        public boolean beforeUnlock(Lock lock) {
          return true;
        }
      };

  private static final Stops QUESTION =
      new Stops() {
        @Override
        public boolean afterLock(Lock lock) {
          return true;
        }
      };

  private final Bounds bounds;
  private final List<Call> calls;
  private final SteppedThread asker = another("the query");
  private final SteppedThread changer = another("the call");

  /** By thread, what its call has to return. */
  private final Map<String, Object> expected = new HashMap<>();

  /**
   * @param bounds of the model, not null
   * @param names of the model's threads, not null
   */
  GlobalLockThreads(Bounds bounds, Set<String> names) {
    super(names);
    this.bounds = bounds;
    this.calls = Call.all(bounds);
  }

  @Override
  protected Bounds bounds() {
    return bounds;
  }

  @Override
  protected void forget() {
    expected.clear();
  }

  @Override
  protected void made(Object object) {
    // The state is read as a snapshot.
  }

  @Override
  protected String name(Lock lock) {
    boolean known =
        lock instanceof ReentrantReadWriteLock.ReadLock
            || lock instanceof ReentrantReadWriteLock.WriteLock;
    return known ? GlobalLockView.LOCK : "a lock that guards nothing";
  }

  @Override
  public List<String> drive(GlobalLockEdge edge, int session) {
    List<String> differences = new ArrayList<>();
    SteppedThread thread = thread(edge.thread());
    switch (edge.before().at()) {
      case "change: take the lock" -> {
        Call call = edge.after().call().orElseThrow();
        boolean attaches = call.attached() && bounds.listenable().contains(call.second());
        transport().answer(attaches);
        expected.put(edge.thread(), call.outcome(edge.after().seen()));
        compareStop(
            differences, thread, thread.begin(() -> call.apply(sessions()), CHANGE), Stop.LOCKED);
      }
      case "ask: take the lock" -> {
        Query query = edge.after().query().orElseThrow();
        compareStop(
            differences, thread, thread.begin(() -> query.ask(sessions()), QUESTION), Stop.LOCKED);
      }
      case "change: do it" -> move(differences, thread, Stop.RELEASES);
      case "change: release the lock" -> {
        move(differences, thread, Stop.RETURNED);
        compareReturned(differences, thread, expected.get(edge.thread()));
      }
      case "ask: read the owner" -> {
        move(differences, thread, Stop.RETURNED);
        compareReturned(
            differences, thread, answer(edge.from(), edge.before().query().orElseThrow()));
      }
      default -> {
        // It wants the lock.
      }
    }
    compareTold(differences, edge.from().told(edge.to()));
    compareState(differences, edge.to());
    return differences;
  }

  private void move(List<String> differences, SteppedThread thread, Stop wanted) {
    if (thread.isInCall()) {
      compareStop(differences, thread, thread.move(), wanted);
    } else {
      differences.add(thread.name() + ": expected in the middle of a call, has returned");
    }
  }

  private static void compareReturned(
      List<String> differences, SteppedThread thread, Object expected) {
    if (thread.outcome() != null && !thread.outcome().equals(expected)) {
      differences.add(
          "%s: expected to return %s, returns %s"
              .formatted(thread.name(), expected, thread.outcome()));
    }
  }

  /** By the reference, which has the queries as {@code SharedData} has them. */
  private Object answer(GlobalLockView state, Query query) {
    return query.ask(
        new ReferenceSharedSessions(
            state.snapshot(), bounds.sharedCapacity(), new ToldTransport()));
  }

  private void compareState(List<String> differences, GlobalLockView expected) {
    differences.addAll(SnapshotDiff.deviations(expected.snapshot(), sessions().snapshot()));
    StepState.Builder holders = new StepState.Builder();
    for (SteppedThread thread : all()) {
      for (Lock lock : thread.held()) {
        boolean toRead = lock instanceof ReentrantReadWriteLock.ReadLock;
        holders.holds(thread.name(), name(lock), !toRead);
      }
    }
    differences.addAll(expected.lock().differences(holders.build()));
  }

  /** A query takes the lock to read. While somebody has the lock, a change waits. */
  @Override
  public Optional<Failure> probe(GlobalLockView state, List<GlobalLockEdge> next, Query query) {
    List<String> differences = new ArrayList<>();
    ask(differences, state, query);
    compareState(differences, state);
    if (!differences.isEmpty()) {
      return Optional.of(new Failure("query", "After the last step: " + query, differences));
    }
    if (state.isLocked()) {
      hasToWait();
      Call call = calls.get(waits() % calls.size());
      Stop stop = changer.perform(() -> call.apply(sessions()));
      compareStop(differences, changer, stop, Stop.WAITS);
      compareState(differences, state);
      if (!differences.isEmpty()) {
        String what = "After the last step %s must wait".formatted(call);
        return Optional.of(new Failure("change: take the lock", what, differences));
      }
    }
    return Optional.empty();
  }

  private void ask(List<String> differences, GlobalLockView state, Query query) {
    boolean waits = state.isLockedToWrite();
    if (waits) {
      hasToWait();
    }
    Stop stop = asker.perform(() -> query.ask(sessions()));
    compareStop(differences, asker, stop, waits ? Stop.WAITS : Stop.RETURNED);
    boolean toRead =
        asker.wanted().size() == 1
            && asker.wanted().get(0) instanceof ReentrantReadWriteLock.ReadLock;
    if (!toRead) {
      differences.add(
          "locks that the query takes: expected [%s (read)], are %s"
              .formatted(GlobalLockView.LOCK, asker.wanted().stream().map(this::name).toList()));
    }
    if (!waits) {
      compareReturned(differences, asker, answer(state, query));
    }
  }
}
