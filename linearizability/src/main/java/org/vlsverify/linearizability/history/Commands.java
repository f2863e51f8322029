package org.vlsverify.linearizability.history;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.Outcome;

/** Commands of several calls, and their generators. */
final class Commands {
  private Commands() {}

  /**
   * A complete fork by a live worker; nothing without a free index.
   *
   * @param back chooses the parent, counted from the worker that was born last
   * @param child chooses the index
   */
  record Fork(int back, int child) implements Command {
    @Override
    public void on(History history) {
      List<Integer> parents = history.newestFirst();
      List<Integer> children = history.workers(Life.UNBORN);
      if (!parents.isEmpty() && !children.isEmpty()) {
        history.fork(History.pick(parents, back), History.pick(children, child));
      }
    }
  }

  /** A complete exit, unless it is the last live worker. */
  record Exit(int worker) implements Command {
    @Override
    public void on(History history) {
      List<Integer> live = history.workers(Life.LIVE);
      if (live.size() > 1) {
        history.exit(History.pick(live, worker));
      }
    }
  }

  /** A death, unless it is the last live worker. */
  record Death(int worker) implements Command {
    @Override
    public void on(History history) {
      List<Integer> live = history.workers(Life.LIVE);
      if (live.size() > 1) {
        history.call(Action.DIE.call(History.pick(live, worker)));
      }
    }
  }

  /**
   * A complete cleanup by the parent, or by any live worker if there is none; nothing without a
   * dead worker.
   */
  record Cleanup(int dead, int anybody) implements Command {
    @Override
    public void on(History history) {
      List<Integer> live = history.workers(Life.LIVE);
      List<Integer> orphans =
          history.workers(Life.DEAD).stream()
              .filter(worker -> live.contains(cleaner(history, worker, live)))
              .toList();
      if (!orphans.isEmpty()) {
        int worker = History.pick(orphans, dead);
        history.cleanUp(cleaner(history, worker, live), worker);
      }
    }

    private int cleaner(History history, int worker, List<Integer> live) {
      return history
          .state()
          .workers()
          .get(worker)
          .parent()
          .orElseGet(() -> History.pick(live, anybody));
    }
  }

  /**
   * Repeated use of one element of shared data, or of one slot.
   *
   * @param times number of repetitions
   * @param shared whether the session is shared each time, and not only opened and closed
   * @param parentFirst whether the parent closes before the child
   */
  record Reuse(int times, boolean shared, boolean parentFirst) implements Command {
    @Override
    public void on(History history) {
      int worker = history.newestFirst().get(0);
      List<Integer> free = history.workers(Life.UNBORN);
      for (int i = 0; i < times && history.hasFreeSlot(worker) && !free.isEmpty(); i++) {
        int session = history.unheldSession() + (shared ? 0 : i);
        history.call(Action.OPEN.call(worker, session));
        if (shared) {
          int child = free.get(0);
          history.fork(worker, child);
          history.call(Action.CLOSE.call(parentFirst ? worker : child, session));
          history.call(Action.CLOSE.call(parentFirst ? child : worker, session));
          history.exit(child);
        } else {
          history.call(Action.CLOSE.call(worker, session));
        }
      }
    }
  }

  /**
   * Fills a pool until a call is refused for lack of capacity, without effect. Then one place is
   * freed, and the call is granted once.
   *
   * @param pool the pool
   * @param number chooses the worker and the place
   */
  record Exhaust(Pool pool, int number) implements Command {

    /** The pools. */
    enum Pool {
      /** Worker indices. */
      WORKERS,
      /** Slots of a worker's private pool. */
      SLOTS,
      /** Elements of shared data. */
      ELEMENTS
    }

    @Override
    public void on(History history) {
      switch (pool) {
        case WORKERS -> workers(history);
        case SLOTS -> slots(history);
        case ELEMENTS -> elements(history);
      }
    }

    private void workers(History history) {
      for (int i = 0; !history.workers(Life.UNBORN).isEmpty(); i++) {
        history.fork(
            History.pick(history.workers(Life.LIVE), number * i),
            History.pick(history.workers(Life.UNBORN), number));
      }
      int parent = History.pick(history.workers(Life.LIVE), number);
      for (int child : List.of(parent, History.ROOT, history.bounds().workers() - 1)) {
        history.refused(Outcome.WORKER_EXISTS, Action.FORK_BEGIN.call(parent, child));
      }
      int leaver = otherThan(parent, history);
      if (number % 2 == 0) {
        history.exit(leaver);
      } else {
        history.expect(Outcome.DIED, Action.DIE.call(leaver));
        history.refused(Outcome.WORKER_EXISTS, Action.FORK_BEGIN.call(parent, leaver));
        history.cleanUp(history.state().workers().get(leaver).parent().orElse(parent), leaver);
      }
      history.expect(Outcome.FORK_BEGUN, Action.FORK_BEGIN.call(parent, leaver));
      history.share(leaver);
      history.call(Action.FORK_COMPLETE.call(leaver));
      history.refused(Outcome.WORKER_EXISTS, Action.FORK_BEGIN.call(parent, leaver));
    }

    private static int otherThan(int worker, History history) {
      List<Integer> live = history.workers(Life.LIVE);
      return live.get(live.size() - 1) == worker ? live.get(0) : live.get(live.size() - 1);
    }

    private void slots(History history) {
      int worker = History.pick(history.workers(Life.LIVE), number);
      while (history.hasFreeSlot(worker)) {
        history.expect(Outcome.OPENED, Action.OPEN.call(worker, history.unheldSession()));
      }
      history.refused(Outcome.NO_CAPACITY, Action.OPEN.call(worker, history.unheldSession()));
      history.call(Action.CLOSE.call(worker, History.pick(history.sessions(worker), number)));
      history.expect(Outcome.OPENED, Action.OPEN.call(worker, history.unheldSession()));
      history.refused(Outcome.NO_CAPACITY, Action.OPEN.call(worker, history.unheldSession()));
    }

    /**
     * The keeper is the last holder of a shared session. Another worker, with more private sessions
     * than there is capacity, forks until it is exhausted; then the keeper frees one element.
     */
    private void elements(History history) {
      int worker = History.pick(history.workers(Life.LIVE), number);
      history.workers(Life.LIVE).stream().filter(w -> w != worker).forEach(history::exit);
      history.sessions(worker).forEach(s -> history.call(Action.CLOSE.call(worker, s)));
      List<Integer> free = history.workers(Life.UNBORN);
      int keeper = History.pick(free, number);
      int child = History.pick(free, number + 1);
      int kept = history.unheldSession();
      history.expect(Outcome.OPENED, Action.OPEN.call(worker, kept));
      history.fork(worker, keeper);
      history.expect(Outcome.OWNER_CHANGED, Action.CLOSE.call(worker, kept));
      while (history.hasFreeSlot(worker)) {
        history.expect(Outcome.OPENED, Action.OPEN.call(worker, history.unheldSession()));
      }
      history.expect(Outcome.FORK_BEGUN, Action.FORK_BEGIN.call(worker, child));
      history.share(child);
      history.refused(Outcome.NO_CAPACITY, Action.FORK_SHARE_NEXT.call(child));
      history.expect(Outcome.LAST_CLOSED, Action.CLOSE.call(keeper, kept));
      history.expect(Outcome.FIRST_SHARED, Action.FORK_SHARE_NEXT.call(child));
      history.refused(Outcome.NO_CAPACITY, Action.FORK_SHARE_NEXT.call(child));
      history.expect(Outcome.FORKED_IN_PART, Action.FORK_COMPLETE.call(child));
    }
  }

  private static Arbitrary<Integer> numbers() {
    return Arbitraries.integers().between(0, 255);
  }

  /** Bounds in which half of the sessions may listen. */
  static Bounds bounds(int workers, int sessions, int slots, int sharedCapacity) {
    return new Bounds(
        workers,
        sessions,
        slots,
        sharedCapacity,
        IntStream.range(0, sessions / 2).boxed().collect(Collectors.toSet()));
  }

  /** Single calls of these operations on existing workers and sessions. */
  private static Arbitrary<Command> steps(Action... actions) {
    return Combinators.combine(Arbitraries.of(actions), numbers(), numbers())
        .as((action, first, second) -> new Step(action, first, second, true, false));
  }

  /** Single calls of all operations: more opens, forks and shares than closes; few deaths. */
  static Arbitrary<Command> steps() {
    Arbitrary<Boolean> rarely = Arbitraries.frequency(Tuple.of(1, true), Tuple.of(9, false));
    Arbitrary<Boolean> mostly = Arbitraries.frequency(Tuple.of(4, true), Tuple.of(1, false));
    return Combinators.combine(actions(), numbers(), numbers(), mostly, rarely).as(Step::new);
  }

  private static Arbitrary<Action> actions() {
    return Arbitraries.frequency(
        Tuple.of(6, Action.OPEN),
        Tuple.of(3, Action.CLOSE),
        Tuple.of(2, Action.UNSHARE),
        Tuple.of(2, Action.ACKNOWLEDGE),
        Tuple.of(4, Action.LISTEN),
        Tuple.of(4, Action.ACCEPT),
        Tuple.of(4, Action.EPOLL_ADD),
        Tuple.of(2, Action.EPOLL_DEL),
        Tuple.of(4, Action.FORK_BEGIN),
        Tuple.of(14, Action.FORK_SHARE_NEXT),
        Tuple.of(5, Action.FORK_COMPLETE),
        Tuple.of(2, Action.EXIT_LEAVE_NEXT),
        Tuple.of(2, Action.EXIT_COMPLETE),
        Tuple.of(1, Action.DIE),
        Tuple.of(4, Action.CLEANUP_LEAVE_NEXT),
        Tuple.of(3, Action.CLEANUP_COMPLETE));
  }

  /** Forks mostly by the latest workers, for a deep tree, and by others, for a wide one. */
  private static Arbitrary<Command> forks() {
    Arbitrary<Integer> back =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(0, 2)), Tuple.of(2, numbers()));
    Arbitrary<Integer> child =
        Arbitraries.integers().between(0, 255).withDistribution(RandomDistribution.uniform());
    return Combinators.combine(back, child).as(Fork::new);
  }

  private static Arbitrary<Command> listening() {
    return steps(
        Action.LISTEN, Action.ACCEPT, Action.EPOLL_ADD, Action.EPOLL_DEL, Action.ACKNOWLEDGE);
  }

  static Arbitrary<Command> opening() {
    return steps(Action.OPEN);
  }

  /** A growing tree of forks. */
  static Arbitrary<Command> growth() {
    return Arbitraries.frequencyOf(
        Tuple.of(6, forks()), Tuple.of(1, steps(Action.OPEN)), Tuple.of(2, listening()));
  }

  /** Its decay in any order. */
  static Arbitrary<Command> decay() {
    return Arbitraries.frequencyOf(
        Tuple.of(8, steps(Action.CLOSE, Action.UNSHARE)),
        Tuple.of(3, listening()),
        Tuple.of(5, numbers().map(Exit::new)),
        Tuple.of(3, numbers().map(Death::new)),
        Tuple.of(3, Combinators.combine(numbers(), numbers()).as(Cleanup::new)),
        Tuple.of(1, forks()));
  }

  /** Calls that leave pools in disorder, but no worker dead or in the middle of a fork. */
  static Arbitrary<Command> disorder() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, forks()),
        Tuple.of(6, steps(Action.OPEN)),
        Tuple.of(4, steps(Action.CLOSE)),
        Tuple.of(2, listening()),
        Tuple.of(2, numbers().map(Exit::new)));
  }

  static Arbitrary<Command> exhaustion() {
    return Combinators.combine(Arbitraries.of(Exhaust.Pool.class), numbers()).as(Exhaust::new);
  }

  static Arbitrary<Command> reuse(int most) {
    return Combinators.combine(
            Arbitraries.integers().between(1, most).withDistribution(RandomDistribution.uniform()),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(Reuse::new);
  }
}
