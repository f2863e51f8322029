package org.vlsverify.linearizability.lincheck;

import org.vlsverify.linearizability.Action;
import org.vlsverify.linearizability.lincheck.SequentialSteps.Step;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;

/**
 * The specification as Lincheck wants it: the methods of {@link SharedSessionsActors}. All there is
 * to it is the number of a state, so that Lincheck, which looks through the fields, finds nothing
 * to instrument. Two are equal if nobody can tell them apart, now or later.
 */
public abstract class SpecificationActors {
  private int state = SequentialSteps.BEGIN;

  /** Where the steps are; not kept in a field. */
  abstract SequentialSteps steps();

  private Object take(Act act) {
    Step step = steps().step(state, act);
    state = step.target();
    return step.result();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpecificationActors that && state == that.state;
  }

  @Override
  public int hashCode() {
    return state;
  }

  /** {@link SharedSessions#open}. */
  public Outcome open(int worker, int session) {
    return (Outcome) take(Act.open(worker, session));
  }

  /** {@link SharedSessions#close}. */
  public Outcome close(int worker, int session) {
    return (Outcome) take(Act.close(worker, session));
  }

  /** {@link SharedSessions#unshare}. */
  public Outcome unshare(int worker, int session) {
    return (Outcome) take(Act.unshare(worker, session));
  }

  /** {@link SharedSessions#acknowledge}. */
  public Outcome acknowledge(int worker, int session) {
    return (Outcome) take(Act.acknowledge(worker, session));
  }

  /** {@link SharedSessions#listen}. */
  public Outcome listen(int worker, int session, boolean attached) {
    return (Outcome) take(new Act.Calling(Action.LISTEN.call(worker, session, attached)));
  }

  /** {@link SharedSessions#accept}. */
  public Outcome accept(int worker, int session, boolean attached) {
    return (Outcome) take(new Act.Calling(Action.ACCEPT.call(worker, session, attached)));
  }

  /** {@link SharedSessions#epollAdd}. */
  public Outcome epollAdd(int worker, int session, boolean attached) {
    return (Outcome) take(new Act.Calling(Action.EPOLL_ADD.call(worker, session, attached)));
  }

  /** {@link SharedSessions#epollDel}. */
  public Outcome epollDel(int worker, int session) {
    return (Outcome) take(Act.epollDel(worker, session));
  }

  /** {@link SharedSessions#forkBegin}. */
  public Outcome forkBegin(int parent, int child) {
    return (Outcome) take(Act.forkBegin(parent, child));
  }

  /** {@link SharedSessions#forkShareNext}. */
  public Outcome forkShareNext(int child) {
    return (Outcome) take(Act.forkShareNext(child));
  }

  /** {@link SharedSessions#forkComplete}. */
  public Outcome forkComplete(int child) {
    return (Outcome) take(Act.forkComplete(child));
  }

  /** {@link SharedSessions#exitLeaveNext}. */
  public Outcome exitLeaveNext(int worker) {
    return (Outcome) take(Act.exitLeaveNext(worker));
  }

  /** {@link SharedSessions#exitComplete}. */
  public Outcome exitComplete(int worker) {
    return (Outcome) take(Act.exitComplete(worker));
  }

  /** {@link SharedSessions#die}. */
  public Outcome die(int worker) {
    return (Outcome) take(Act.die(worker));
  }

  /** {@link SharedSessions#cleanupLeaveNext}. */
  public Outcome cleanupLeaveNext(int worker, int child) {
    return (Outcome) take(Act.cleanupLeaveNext(worker, child));
  }

  /** {@link SharedSessions#cleanupComplete}. */
  public Outcome cleanupComplete(int worker, int child) {
    return (Outcome) take(Act.cleanupComplete(worker, child));
  }

  /** {@link SharedSessions#fork}. */
  public Outcome fork(int parent, int child) {
    return (Outcome) take(Act.fork(parent, child));
  }

  /** {@link SharedSessions#exit}. */
  public Outcome exit(int worker) {
    return (Outcome) take(Act.exit(worker));
  }

  /** {@link SharedSessions#cleanup}. */
  public Outcome cleanup(int worker, int child) {
    return (Outcome) take(Act.cleanup(worker, child));
  }

  /** {@link SharedSessions#owner}. */
  public int owner(int worker, int session) {
    return (int) take(Act.owner(worker, session));
  }

  /** {@link SharedSessions#isSharedBy}. */
  public boolean isSharedBy(int worker, int session, int other) {
    return (boolean) take(Act.isSharedBy(worker, session, other));
  }

  /** {@link SharedSessions#isListener}. */
  public boolean isListener(int worker, int session, int other) {
    return (boolean) take(Act.isListener(worker, session, other));
  }

  /** {@link SharedSessions#listenState}. */
  public ListenState listenState(int worker, int session) {
    return (ListenState) take(Act.listenState(worker, session));
  }

  /** Looks at everything, when nobody acts any more. */
  public Observation observe() {
    return steps().observation(state);
  }
}
