package org.vlsverify.sessions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The whole observable state at one moment, as immutable data for tests and failure messages.
 * Nothing in it is null.
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
   * @param life its lifecycle state
   * @param parent the worker that forked or adopted it, if any
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
   * @param session the session
   * @param listen the listening state of this copy
   * @param waits whether the worker waits for connections (by accept or epoll)
   */
  public record CopyView(int session, ListenState listen, boolean waits) {}

  /**
   * The shared data of one session.
   *
   * @param owner worker index
   * @param subscribers worker indices, in the order in which they inherit
   * @param listeners the subscribers that wait for connections
   * @param notices the number of unread notices to the owner
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
