package org.vlsverify.linearizability.scenario;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.replay.ReplayModel;
import org.vlsverify.sessions.Snapshot;

/**
 * Footprint of each invocation in each state of a model: the objects that it certainly reads, and
 * those that it writes there. An object is the private pool of a worker, the shared data of a
 * session, or the free capacity for shared data. Computed on demand; for one thread.
 */
final class Footprints {
  /** A footprint is a set of bits; the lowest stands for the free capacity. */
  private static final long CAPACITY = 1;

  /** Number of bits for private pools, above which those for shared data begin. */
  private static final int POOLS = 31;

  private final ReplayModel model;

  /** By state and invocation; null, and 0, until first needed. */
  private final long[][] known;

  Footprints(ReplayModel model) {
    this.model = model;
    known = new long[model.states()][];
  }

  /** Whether two invocations have an object in common. */
  boolean overlap(int state, int one, int two) {
    return (of(state, one) & of(state, two)) != 0;
  }

  /** Whether an invocation and the next one after it have an object in common. */
  boolean overlapInTurn(int state, int one, int next) {
    return (of(state, one) & of(after(state, one), next)) != 0;
  }

  /**
   * Whether the last invocation of an enabling sequence has an object in common with the enabling
   * invocation that the sequence has not accessed before.
   *
   * @param enabling the invocation that precedes the sequence
   * @param sequence not empty
   */
  boolean overlapsNewly(int state, int enabling, List<Integer> sequence) {
    long before = 0;
    int at = after(state, enabling);
    for (int i = 0; i < sequence.size() - 1; i++) {
      before |= of(at, sequence.get(i));
      at = after(at, sequence.get(i));
    }
    long common = of(state, enabling) & of(at, sequence.get(sequence.size() - 1));
    return (common & ~before) != 0;
  }

  private int after(int state, int invocation) {
    return invocation < model.calls().size() ? model.target(state, invocation) : state;
  }

  private long of(int state, int invocation) {
    int calls = model.calls().size();
    if (known[state] == null) {
      known[state] = new long[calls + model.queries().size()];
    }
    if (known[state][invocation] == 0) {
      known[state][invocation] =
          invocation < calls
              ? of(state, model.calls().get(invocation), model.target(state, invocation))
              : of(state, model.queries().get(invocation - calls));
    }
    return known[state][invocation];
  }

  private long of(int state, Call call, int target) {
    Snapshot before = model.snapshot(state);
    long objects = pool(call.first());
    objects |=
        switch (call.action()) {
          case FORK_BEGIN, CLEANUP_LEAVE_NEXT, CLEANUP_COMPLETE -> pool(call.second());
          case FORK_SHARE_NEXT, FORK_COMPLETE -> {
            OptionalInt parent = before.workers().get(call.first()).parent();
            yield CAPACITY | (parent.isPresent() ? pool(parent.getAsInt()) : 0);
          }
          case EXIT_LEAVE_NEXT, EXIT_COMPLETE, DIE -> 0;
          default -> sharedIn(before, call.second());
        };
    return objects | written(before, model.snapshot(target));
  }

  private long of(int state, Query query) {
    return pool(query.worker()) | sharedIn(model.snapshot(state), query.session());
  }

  private static long pool(int worker) {
    return CAPACITY << 1 + worker;
  }

  private static long shared(int session) {
    return CAPACITY << 1 + POOLS + session;
  }

  private static long sharedIn(Snapshot snapshot, int session) {
    return snapshot.shared().containsKey(session) ? shared(session) : 0;
  }

  private long written(Snapshot before, Snapshot after) {
    long objects = before.shared().size() == after.shared().size() ? 0 : CAPACITY;
    for (int w = 0; w < before.workers().size(); w++) {
      if (!before.workers().get(w).equals(after.workers().get(w))) {
        objects |= pool(w);
      }
    }
    for (int s = 0; s < model.bounds().sessions(); s++) {
      if (!Objects.equals(before.shared().get(s), after.shared().get(s))) {
        objects |= shared(s);
      }
    }
    return objects;
  }
}
