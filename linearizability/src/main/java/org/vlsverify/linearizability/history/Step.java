package org.vlsverify.linearizability.history;

import java.util.List;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.WorkerView;

/**
 * A single call whose arguments are chosen when it runs: the n-th live worker, its n-th session. So
 * calls that are generated without knowledge of the state are rarely refused.
 *
 * @param action the operation
 * @param first chooses the worker
 * @param second chooses the session, or the child
 * @param attached the answer of VPP to a request to attach
 * @param blind whether the numbers are indices as they are, whatever the state
 */
record Step(Action action, int first, int second, boolean attached, boolean blind)
    implements Command {

  @Override
  public void on(History history) {
    history.call(in(history.state(), history.bounds()));
  }

  /** The call of this step in a state. */
  Call in(Snapshot state, Bounds bounds) {
    return switch (action) {
      case OPEN -> call(pick(workers(state, Life.LIVE), first, bounds.workers()), bounds);
      case CLOSE, UNSHARE, ACKNOWLEDGE, LISTEN, ACCEPT, EPOLL_ADD, EPOLL_DEL -> {
        int worker = pick(workers(state, Life.LIVE), first, bounds.workers());
        int session = pick(sessions(state.workers().get(worker)), second, bounds.sessions());
        yield new Call(action, worker, session, attached || !action.asksToAttach());
      }
      case FORK_BEGIN ->
          action.call(
              pick(workers(state, Life.LIVE), first, bounds.workers()),
              pick(workers(state, Life.UNBORN), second, bounds.workers()));
      case FORK_SHARE_NEXT, FORK_COMPLETE ->
          action.call(pick(workers(state, Life.FORKING), first, bounds.workers()));
      case EXIT_LEAVE_NEXT, EXIT_COMPLETE, DIE ->
          action.call(pick(workers(state, Life.LIVE), first, bounds.workers()));
      case CLEANUP_LEAVE_NEXT, CLEANUP_COMPLETE -> {
        int child = pick(workers(state, Life.DEAD), second, bounds.workers());
        int anybody = pick(workers(state, Life.LIVE), first, bounds.workers());
        int parent = state.workers().get(child).parent().orElse(anybody);
        yield action.call(blind ? anybody : parent, child);
      }
    };
  }

  private Call call(int worker, Bounds bounds) {
    return action.call(worker, Math.floorMod(second, bounds.sessions()));
  }

  private int pick(List<Integer> candidates, int number, int bound) {
    return blind || candidates.isEmpty()
        ? Math.floorMod(number, bound)
        : candidates.get(Math.floorMod(number, candidates.size()));
  }

  private static List<Integer> workers(Snapshot state, Life life) {
    return IntStream.range(0, state.workers().size())
        .filter(worker -> state.workers().get(worker).life() == life)
        .boxed()
        .toList();
  }

  private static List<Integer> sessions(WorkerView worker) {
    return worker.pool().stream()
        .flatMap(copy -> copy.stream())
        .map(Snapshot.CopyView::session)
        .toList();
  }
}
