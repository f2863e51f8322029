package org.vlsverify.linearizability.oracle;

import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.oracle.SpecOracle.Step;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.sessions.Snapshot.SharedView;
import org.vlsverify.sessions.Transport;

/**
 * Shared sessions that behave as {@code SharedData.tla}, by asking TLC. The state is a number in
 * the {@link SpecOracle}. VPP is notified of the changes between two states.
 *
 * <p>For one thread. Indices must be within the bounds.
 */
public final class SpecSharedSessions implements SharedSessions {
  private final Bounds bounds;
  private final Transport transport;
  private int state;

  /**
   * Makes shared sessions in their initial state.
   *
   * @param bounds not null
   * @param root the worker that is live at the beginning
   * @param transport not null
   */
  public SpecSharedSessions(Bounds bounds, int root, Transport transport) {
    this.bounds = Objects.requireNonNull(bounds);
    this.transport = Objects.requireNonNull(transport);
    state = oracle().initial(root);
  }

  /** Not a field: Lincheck, which follows fields, must not reach TLC. */
  private SpecOracle oracle() {
    return SpecOracle.of(bounds);
  }

  private Outcome carryOut(Call call) {
    Step step = oracle().step(state, call);
    if (step.target() != state) {
      Snapshot before = snapshot();
      Snapshot after = oracle().snapshot(step.target());
      tellOfSessions(before, after);
      tellOfOwners(before, after);
      state = step.target();
    }
    return step.outcome();
  }

  /** VPP is asked only if its answer matters. */
  private Outcome carryOutAsking(Action action, int worker, int session) {
    Call granted = action.call(worker, session);
    Call refused = action.call(worker, session, false);
    boolean asks = !oracle().step(state, granted).equals(oracle().step(state, refused));
    return carryOut(!asks || transport.attach(worker, session) ? granted : refused);
  }

  private void tellOfSessions(Snapshot before, Snapshot after) {
    Set<Integer> old = sessions(before);
    Set<Integer> now = sessions(after);
    for (int worker = 0; worker < bounds.workers(); worker++) {
      for (int session = 0; session < bounds.sessions(); session++) {
        Optional<CopyView> left = copy(before, worker, session);
        Optional<CopyView> got = copy(after, worker, session);
        if (got.isPresent() && !old.contains(session)) {
          transport.open(worker, session);
        }
        if (isAttached(left) && !isAttached(got)) {
          transport.detach(worker, session);
        }
        if (left.isPresent() && !now.contains(session)) {
          transport.disconnect(worker, session);
        }
      }
    }
  }

  private void tellOfOwners(Snapshot before, Snapshot after) {
    after
        .shared()
        .forEach(
            (session, data) -> {
              SharedView old = before.shared().get(session);
              int known = old == null || old.owner() != data.owner() ? 0 : old.notices();
              for (int i = known; old != null && i < data.notices(); i++) {
                transport.ownerChanged(session, old.owner(), data.owner());
              }
            });
  }

  private static Set<Integer> sessions(Snapshot snapshot) {
    Set<Integer> sessions = new HashSet<>();
    snapshot.workers().stream()
        .flatMap(worker -> worker.pool().stream())
        .flatMap(Optional::stream)
        .forEach(copy -> sessions.add(copy.session()));
    return sessions;
  }

  private static Optional<CopyView> copy(Snapshot snapshot, int worker, int session) {
    return snapshot.workers().get(worker).pool().stream()
        .flatMap(Optional::stream)
        .filter(copy -> copy.session() == session)
        .findFirst();
  }

  private static boolean isAttached(Optional<CopyView> copy) {
    return copy.isPresent() && copy.get().listen() == ListenState.LISTEN;
  }

  @Override
  public Outcome open(int worker, int session) {
    return carryOut(Action.OPEN.call(worker, session));
  }

  @Override
  public Outcome close(int worker, int session) {
    return carryOut(Action.CLOSE.call(worker, session));
  }

  @Override
  public Outcome unshare(int worker, int session) {
    return carryOut(Action.UNSHARE.call(worker, session));
  }

  @Override
  public Outcome acknowledge(int worker, int session) {
    return carryOut(Action.ACKNOWLEDGE.call(worker, session));
  }

  @Override
  public Outcome listen(int worker, int session) {
    return carryOutAsking(Action.LISTEN, worker, session);
  }

  @Override
  public Outcome accept(int worker, int session) {
    return carryOutAsking(Action.ACCEPT, worker, session);
  }

  @Override
  public Outcome epollAdd(int worker, int session) {
    return carryOutAsking(Action.EPOLL_ADD, worker, session);
  }

  @Override
  public Outcome epollDel(int worker, int session) {
    return carryOut(Action.EPOLL_DEL.call(worker, session));
  }

  @Override
  public Outcome forkBegin(int parent, int child) {
    return carryOut(Action.FORK_BEGIN.call(parent, child));
  }

  @Override
  public Outcome forkShareNext(int child) {
    return carryOut(Action.FORK_SHARE_NEXT.call(child));
  }

  @Override
  public Outcome forkComplete(int child) {
    return carryOut(Action.FORK_COMPLETE.call(child));
  }

  @Override
  public Outcome exitLeaveNext(int worker) {
    return carryOut(Action.EXIT_LEAVE_NEXT.call(worker));
  }

  @Override
  public Outcome exitComplete(int worker) {
    return carryOut(Action.EXIT_COMPLETE.call(worker));
  }

  @Override
  public Outcome die(int worker) {
    return carryOut(Action.DIE.call(worker));
  }

  @Override
  public Outcome cleanupLeaveNext(int worker, int child) {
    return carryOut(Action.CLEANUP_LEAVE_NEXT.call(worker, child));
  }

  @Override
  public Outcome cleanupComplete(int worker, int child) {
    return carryOut(Action.CLEANUP_COMPLETE.call(worker, child));
  }

  @Override
  public int owner(int worker, int session) {
    return (int) ask(Query.Kind.OWNER, worker, session, Call.NONE);
  }

  @Override
  public boolean isSharedBy(int worker, int session, int other) {
    return (boolean) ask(Query.Kind.IS_SHARED_BY, worker, session, other);
  }

  @Override
  public boolean isListener(int worker, int session, int other) {
    return (boolean) ask(Query.Kind.IS_LISTENER, worker, session, other);
  }

  @Override
  public ListenState listenState(int worker, int session) {
    return (ListenState) ask(Query.Kind.LISTEN_STATE, worker, session, Call.NONE);
  }

  private Object ask(Query.Kind kind, int worker, int session, int other) {
    return oracle().answer(state, new Query(kind, worker, session, other));
  }

  @Override
  public Snapshot snapshot() {
    return oracle().snapshot(state);
  }
}
