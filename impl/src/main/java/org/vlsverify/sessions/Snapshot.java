package org.vlsverify.sessions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Everything observable at one moment, as immutable data: what a test compares and a failure
 * message prints. Nothing in it is null.
 *
 * @param workers by worker index
 * @param shared by session; a session that is not shared is not in it
 */
public record Snapshot(List<WorkerView> workers, Map<Integer, SharedView> shared) {

  /** Copies its arguments. */
  public Snapshot {
    workers = List.copyOf(workers);
    shared = Map.copyOf(shared);
  }

  /**
   * One worker.
   *
   * @param life where it is in its life
   * @param parent who forked or adopted it, if anybody
   * @param pool its private pool: for each slot the copy it holds, if any
   */
  public record WorkerView(Life life, OptionalInt parent, List<Optional<CopyView>> pool) {
    /** Copies its arguments. */
    public WorkerView {
      pool = List.copyOf(pool);
    }
  }

  /**
   * One worker's copy of a session.
   *
   * @param session which session
   * @param listen how this copy stands to VPP's listener
   * @param waits whether the worker wants connections (has accepted, or waits with epoll)
   */
  public record CopyView(int session, ListenState listen, boolean waits) {}

  /**
   * The shared data of one session.
   *
   * @param owner worker index
   * @param subscribers worker indices, in the order in which they inherit
   * @param listeners the subscribers that want connections
   * @param notices how many notices are on their way to the owner
   */
  public record SharedView(
      int owner, List<Integer> subscribers, Set<Integer> listeners, int notices) {
    /** Copies its arguments. */
    public SharedView {
      subscribers = List.copyOf(subscribers);
      listeners = Set.copyOf(listeners);
    }
  }
}
