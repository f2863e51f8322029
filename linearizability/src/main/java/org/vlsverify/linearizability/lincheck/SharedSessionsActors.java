package org.vlsverify.linearizability.lincheck;

import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.testing.RecordingTransport;

/**
 * The operations and queries as methods for Lincheck, with arguments that fit its tables. The
 * constructor runs the first part of the scenario; as part of the execution it would take longer
 * than the threads themselves.
 *
 * <p>Lincheck instruments all classes that it reaches by following fields from here, which slows
 * down every use of them, also by Lincheck itself. So there is no reference from here to the
 * scenario with its collections.
 */
public abstract class SharedSessionsActors {
  private final int workerCount;
  private final int sessionCount;
  private final RecordingTransport transport;
  private final SharedSessions sessions;

  SharedSessionsActors(Scenario scenario, SharedSessionsFactory factory) {
    workerCount = scenario.bounds().workers();
    sessionCount = scenario.bounds().sessions();
    transport = new RecordingTransport(scenario.bounds().listenable());
    sessions = factory.create(scenario.bounds(), Scenario.ROOT, transport);
    for (Invocation invocation : scenario.before()) {
      invocation.on(sessions, transport);
    }
  }

  /** {@link SharedSessions#open}. */
  public Outcome open(int worker, int session) {
    return sessions.open(worker, session);
  }

  /** {@link SharedSessions#close}. */
  public Outcome close(int worker, int session) {
    return sessions.close(worker, session);
  }

  /** {@link SharedSessions#unshare}. */
  public Outcome unshare(int worker, int session) {
    return sessions.unshare(worker, session);
  }

  /** {@link SharedSessions#acknowledge}. */
  public Outcome acknowledge(int worker, int session) {
    return sessions.acknowledge(worker, session);
  }

  /** {@link SharedSessions#listen}. */
  public Outcome listen(int worker, int session, boolean attached) {
    transport.answer(attached);
    return sessions.listen(worker, session);
  }

  /** {@link SharedSessions#accept}. */
  public Outcome accept(int worker, int session, boolean attached) {
    transport.answer(attached);
    return sessions.accept(worker, session);
  }

  /** {@link SharedSessions#epollAdd}. */
  public Outcome epollAdd(int worker, int session, boolean attached) {
    transport.answer(attached);
    return sessions.epollAdd(worker, session);
  }

  /** {@link SharedSessions#epollDel}. */
  public Outcome epollDel(int worker, int session) {
    return sessions.epollDel(worker, session);
  }

  /** {@link SharedSessions#forkBegin}. */
  public Outcome forkBegin(int parent, int child) {
    return sessions.forkBegin(parent, child);
  }

  /** {@link SharedSessions#forkShareNext}. */
  public Outcome forkShareNext(int child) {
    return sessions.forkShareNext(child);
  }

  /** {@link SharedSessions#forkComplete}. */
  public Outcome forkComplete(int child) {
    return sessions.forkComplete(child);
  }

  /** {@link SharedSessions#exitLeaveNext}. */
  public Outcome exitLeaveNext(int worker) {
    return sessions.exitLeaveNext(worker);
  }

  /** {@link SharedSessions#exitComplete}. */
  public Outcome exitComplete(int worker) {
    return sessions.exitComplete(worker);
  }

  /** {@link SharedSessions#die}. */
  public Outcome die(int worker) {
    return sessions.die(worker);
  }

  /** {@link SharedSessions#cleanupLeaveNext}. */
  public Outcome cleanupLeaveNext(int worker, int child) {
    return sessions.cleanupLeaveNext(worker, child);
  }

  /** {@link SharedSessions#cleanupComplete}. */
  public Outcome cleanupComplete(int worker, int child) {
    return sessions.cleanupComplete(worker, child);
  }

  /** {@link SharedSessions#fork}. */
  public Outcome fork(int parent, int child) {
    return sessions.fork(parent, child);
  }

  /** {@link SharedSessions#exit}. */
  public Outcome exit(int worker) {
    return sessions.exit(worker);
  }

  /** {@link SharedSessions#cleanup}. */
  public Outcome cleanup(int worker, int child) {
    return sessions.cleanup(worker, child);
  }

  /** {@link SharedSessions#owner}. */
  public int owner(int worker, int session) {
    return sessions.owner(worker, session);
  }

  /** {@link SharedSessions#isSharedBy}. */
  public boolean isSharedBy(int worker, int session, int other) {
    return sessions.isSharedBy(worker, session, other);
  }

  /** {@link SharedSessions#isListener}. */
  public boolean isListener(int worker, int session, int other) {
    return sessions.isListener(worker, session, other);
  }

  /** {@link SharedSessions#listenState}. */
  public ListenState listenState(int worker, int session) {
    return sessions.listenState(worker, session);
  }

  /** Observes everything after the threads have ended. */
  public Observation observe() {
    return Observation.of(workerCount, sessionCount, sessions, transport);
  }
}
