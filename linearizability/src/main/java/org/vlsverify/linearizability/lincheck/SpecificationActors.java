package org.vlsverify.linearizability.lincheck;

import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;

/** The sequential specification with the methods of {@link SharedSessionsActors}. */
public abstract class SpecificationActors extends SequentialState<Invocation> {
  @Override
  abstract SequentialSteps steps();

  /** {@link SharedSessions#open}. */
  public Outcome open(int worker, int session) {
    return (Outcome) take(Invocation.open(worker, session));
  }

  /** {@link SharedSessions#close}. */
  public Outcome close(int worker, int session) {
    return (Outcome) take(Invocation.close(worker, session));
  }

  /** {@link SharedSessions#unshare}. */
  public Outcome unshare(int worker, int session) {
    return (Outcome) take(Invocation.unshare(worker, session));
  }

  /** {@link SharedSessions#acknowledge}. */
  public Outcome acknowledge(int worker, int session) {
    return (Outcome) take(Invocation.acknowledge(worker, session));
  }

  /** {@link SharedSessions#listen}. */
  public Outcome listen(int worker, int session, boolean attached) {
    return (Outcome) take(new Invocation.OfCall(Action.LISTEN.call(worker, session, attached)));
  }

  /** {@link SharedSessions#accept}. */
  public Outcome accept(int worker, int session, boolean attached) {
    return (Outcome) take(new Invocation.OfCall(Action.ACCEPT.call(worker, session, attached)));
  }

  /** {@link SharedSessions#epollAdd}. */
  public Outcome epollAdd(int worker, int session, boolean attached) {
    return (Outcome) take(new Invocation.OfCall(Action.EPOLL_ADD.call(worker, session, attached)));
  }

  /** {@link SharedSessions#epollDel}. */
  public Outcome epollDel(int worker, int session) {
    return (Outcome) take(Invocation.epollDel(worker, session));
  }

  /** {@link SharedSessions#forkBegin}. */
  public Outcome forkBegin(int parent, int child) {
    return (Outcome) take(Invocation.forkBegin(parent, child));
  }

  /** {@link SharedSessions#forkShareNext}. */
  public Outcome forkShareNext(int child) {
    return (Outcome) take(Invocation.forkShareNext(child));
  }

  /** {@link SharedSessions#forkComplete}. */
  public Outcome forkComplete(int child) {
    return (Outcome) take(Invocation.forkComplete(child));
  }

  /** {@link SharedSessions#exitLeaveNext}. */
  public Outcome exitLeaveNext(int worker) {
    return (Outcome) take(Invocation.exitLeaveNext(worker));
  }

  /** {@link SharedSessions#exitComplete}. */
  public Outcome exitComplete(int worker) {
    return (Outcome) take(Invocation.exitComplete(worker));
  }

  /** {@link SharedSessions#die}. */
  public Outcome die(int worker) {
    return (Outcome) take(Invocation.die(worker));
  }

  /** {@link SharedSessions#cleanupLeaveNext}. */
  public Outcome cleanupLeaveNext(int worker, int child) {
    return (Outcome) take(Invocation.cleanupLeaveNext(worker, child));
  }

  /** {@link SharedSessions#cleanupComplete}. */
  public Outcome cleanupComplete(int worker, int child) {
    return (Outcome) take(Invocation.cleanupComplete(worker, child));
  }

  /** {@link SharedSessions#fork}. */
  public Outcome fork(int parent, int child) {
    return (Outcome) take(Invocation.fork(parent, child));
  }

  /** {@link SharedSessions#exit}. */
  public Outcome exit(int worker) {
    return (Outcome) take(Invocation.exit(worker));
  }

  /** {@link SharedSessions#cleanup}. */
  public Outcome cleanup(int worker, int child) {
    return (Outcome) take(Invocation.cleanup(worker, child));
  }

  /** {@link SharedSessions#owner}. */
  public int owner(int worker, int session) {
    return (int) take(Invocation.owner(worker, session));
  }

  /** {@link SharedSessions#isSharedBy}. */
  public boolean isSharedBy(int worker, int session, int other) {
    return (boolean) take(Invocation.isSharedBy(worker, session, other));
  }

  /** {@link SharedSessions#isListener}. */
  public boolean isListener(int worker, int session, int other) {
    return (boolean) take(Invocation.isListener(worker, session, other));
  }

  /** {@link SharedSessions#listenState}. */
  public ListenState listenState(int worker, int session) {
    return (ListenState) take(Invocation.listenState(worker, session));
  }

  /** Observes everything after the threads have ended. */
  public Observation observe() {
    return steps().observation(state());
  }
}
