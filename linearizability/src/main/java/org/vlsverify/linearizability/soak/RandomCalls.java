package org.vlsverify.linearizability.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Parameter;

/** A sequence of random calls within bounds; the same for the same source of random numbers. */
final class RandomCalls {

  /**
   * What the calls of a sample are about, so that they conflict.
   *
   * @param worker a worker
   * @param other another worker
   * @param session a session
   */
  record Focus(int worker, int other, int session) {}

  /** The operations, those that complete a fork or a cleanup more often than others. */
  private static final Action[] ACTIONS = actions();

  private final Bounds bounds;
  private final Random random;

  RandomCalls(Bounds bounds, Random random) {
    this.bounds = bounds;
    this.random = random;
  }

  private static Action[] actions() {
    List<Action> actions = new ArrayList<>(List.of(Action.values()));
    for (int i = 0; i < 3; i++) {
      actions.addAll(
          List.of(
              Action.OPEN,
              Action.FORK_BEGIN,
              Action.FORK_SHARE_NEXT,
              Action.FORK_SHARE_NEXT,
              Action.FORK_COMPLETE,
              Action.FORK_COMPLETE,
              Action.CLEANUP_LEAVE_NEXT,
              Action.CLEANUP_COMPLETE));
    }
    return actions.toArray(Action[]::new);
  }

  /** The next call; with a focus, mostly about its workers and its session. */
  Call next(Optional<Focus> focus) {
    Action action = ACTIONS[random.nextInt(ACTIONS.length)];
    int first = worker(focus);
    if (first == Soak.ROOT && (action == Action.DIE || action == Action.EXIT_COMPLETE)) {
      // The root worker stays live.
      first = 1 + random.nextInt(bounds.workers() - 1);
    }
    if (action.indices() == 1) {
      return action.call(first);
    }
    int second = action.parameters().get(1) == Parameter.SESSION ? session(focus) : worker(focus);
    return action.asksToAttach()
        ? action.call(first, second, random.nextInt(8) > 0)
        : action.call(first, second);
  }

  private int worker(Optional<Focus> focus) {
    return focus.isPresent()
        ? random.nextBoolean() ? focus.get().worker() : focus.get().other()
        : random.nextInt(bounds.workers());
  }

  private int session(Optional<Focus> focus) {
    return focus.isPresent() && random.nextInt(4) > 0
        ? focus.get().session()
        : random.nextInt(bounds.sessions());
  }
}
