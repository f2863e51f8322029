package org.vlsverify.linearizability.lincheck;

import static org.vlsverify.linearizability.scenario.Invocation.*;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Snapshot.WorkerView;
import org.vlsverify.sessions.testing.RecordingTransport;

/**
 * What one thread does after a scenario. Threads may leave damage inside that neither the state nor
 * a query shows: an index that is lost, a fork that never ends, a count that is too high. So forks
 * are completed, all sessions are left and all workers but one end; then that one uses the shared
 * data and the worker indices again. For one thread.
 */
public final class Epilogue {

  /**
   * An invocation and its result.
   *
   * @param invocation not null
   * @param result its outcome or answer, or the exception in words; with it the epilogue ends
   */
  public record Step(Invocation invocation, Object result) {
    @Override
    public String toString() {
      return invocation + " -> " + (result instanceof String ? result : invocation.words(result));
    }
  }

  private final int workers;
  private final int sessionCount;
  private final SharedSessions sessions;
  private final RecordingTransport transport;
  private final List<Step> steps = new ArrayList<>();
  private Invocation current;

  private Epilogue(
      int workers, int sessionCount, SharedSessions sessions, RecordingTransport transport) {
    this.workers = workers;
    this.sessionCount = sessionCount;
    this.sessions = sessions;
    this.transport = transport;
  }

  /**
   * Runs it. The object must not be used afterwards.
   *
   * @return the steps; those of two objects differ if one of them is damaged
   */
  static List<Step> of(
      int workers, int sessionCount, SharedSessions sessions, RecordingTransport transport) {
    Epilogue epilogue = new Epilogue(workers, sessionCount, sessions, transport);
    try {
      epilogue.run();
    } catch (IllegalStateException | IndexOutOfBoundsException | NullPointerException e) {
      epilogue.steps.add(new Step(epilogue.current, "thrown: " + e));
    }
    return List.copyOf(epilogue.steps);
  }

  private void run() {
    for (int worker = 0; worker < workers; worker++) {
      repeat(Invocation::forkShareNext, worker);
      take(forkComplete(worker));
      if (sessionCount > 0) {
        take(open(worker, worker % sessionCount));
      }
    }
    int survivor = firstLive();
    if (survivor < 0) {
      return;
    }
    // A dead worker may have to wait for the end of its parent.
    for (int round = 0; round < 2; round++) {
      for (int worker = 0; worker < workers; worker++) {
        if (worker != survivor) {
          end(worker, survivor);
        }
      }
    }
    repeat(Invocation::exitLeaveNext, survivor);
    int session = 0;
    for (int child = 0; child < workers && session < sessionCount; child++) {
      if (child != survivor) {
        useAgain(survivor, child, session);
        session++;
      }
    }
  }

  private int firstLive() {
    List<WorkerView> views = sessions.snapshot().workers();
    for (int worker = 0; worker < workers; worker++) {
      if (views.get(worker).life() == Life.LIVE) {
        return worker;
      }
    }
    return -1;
  }

  private void end(int worker, int survivor) {
    repeat(Invocation::exitLeaveNext, worker);
    take(exitComplete(worker));
    repeat(dead -> cleanupLeaveNext(survivor, dead), worker);
    take(cleanupComplete(survivor, worker));
  }

  /** The child keeps the element of the session, so that the next one needs another one. */
  private void useAgain(int parent, int child, int session) {
    take(open(parent, session));
    take(forkBegin(parent, child));
    take(forkShareNext(child));
    take(forkComplete(child));
    take(isSharedBy(parent, session, child));
    take(close(parent, session));
    take(acknowledge(child, session));
  }

  /** At most once for each session; it is refused in the end. */
  private void repeat(Function<Integer, Invocation> invocation, int worker) {
    for (int i = 0; i <= sessionCount; i++) {
      if (ScenarioOutcomes.isRefusal(take(invocation.apply(worker)))) {
        return;
      }
    }
  }

  private Object take(Invocation invocation) {
    current = invocation;
    Object result = invocation.on(sessions, transport);
    steps.add(new Step(invocation, result));
    return result;
  }
}
