package org.vlsverify.sessions.design.locked;

import java.util.concurrent.locks.Lock;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.Outcome;

/**
 * The sharing of a parent's sessions with its child, one after the other.
 *
 * <p>Called with the life-cycle lock and the table's lock of the parent held, for writing where a
 * session is shared: no thread of the parent uses that session. While the child is being forked,
 * the life-cycle lock guards it; its own table lock is not needed.
 */
final class Forking {

  private final SharedDataPool pool;
  private final int maxWorkers;

  Forking(SharedDataPool pool, int maxWorkers) {
    this.pool = pool;
    this.maxWorkers = maxWorkers;
  }

  Outcome shareNext(Worker parent, Worker child) {
    Session next = parent.firstMissingIn(child);
    if (next == null) {
      return Outcome.NOTHING_TO_SHARE;
    }
    return next.isShared() ? subscribe(next, child) : shareFirst(parent, next, child);
  }

  private Outcome subscribe(Session original, Worker child) {
    SharedData data = pool.acquire(original.sharedIndex());
    try {
      data.subscribe(child.index());
    } finally {
      pool.release(data);
    }
    child.addCopy(original);
    return Outcome.SUBSCRIBED;
  }

  private Outcome shareFirst(Worker parent, Session original, Worker child) {
    Lock poolLock = pool.writeLock();
    poolLock.lock();
    try {
      if (pool.isFull()) {
        return Outcome.NO_CAPACITY;
      }
      SharedData data = sharedDataOf(parent.index(), original);
      data.subscribe(child.index());
      original.share(pool.add(data));
    } finally {
      poolLock.unlock();
    }
    child.addCopy(original);
    return Outcome.FIRST_SHARED;
  }

  /** The parent's listening state moves from its copy to the shared data. */
  private SharedData sharedDataOf(int parent, Session original) {
    SharedData data = new SharedData(original.id(), parent, maxWorkers);
    if (original.listens()) {
      data.attach(parent);
    }
    if (original.waits()) {
      data.addListener(parent);
    }
    return data;
  }

  /**
   * The child becomes live under the pool's lock, while there still is no room: if the lock were
   * released before, another worker could make room, and then still see the child being forked.
   */
  Outcome complete(Worker parent, Worker child) {
    Lock poolLock = pool.readLock();
    poolLock.lock();
    try {
      Session next = parent.firstMissingIn(child);
      if (next != null && (next.isShared() || !pool.isFull())) {
        return Outcome.SESSIONS_TO_SHARE;
      }
      child.setLife(Life.LIVE);
      return next == null ? Outcome.FORKED : Outcome.FORKED_IN_PART;
    } finally {
      poolLock.unlock();
    }
  }
}
