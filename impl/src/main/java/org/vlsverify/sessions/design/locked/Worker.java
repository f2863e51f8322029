package org.vlsverify.sessions.design.locked;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.locks.ConditionalLocks;

/**
 * One worker, from its birth until its index is free again. A later worker with the same index is
 * another object.
 *
 * <p>Guarded by the table lock while the worker is live, and by the life-cycle lock while it is
 * being forked or dead: the private pool, and the table that finds its sessions.
 *
 * <p>Guarded by the life-cycle lock: the parent. Written under the life-cycle lock and the table's
 * write lock, and so readable under either: the child that was forked last.
 */
final class Worker {

  private final int index;
  private final ThreadModel threadModel;
  private final ReadWriteLock tableLock;
  private final Session[] pool;
  private final Map<Integer, Session> table = new HashMap<>();

  /**
   * Written under the life-cycle lock; while the worker is live, under the table's write lock, too.
   * Volatile, because a child becomes live without its own table lock: the write publishes the pool
   * and the table to the threads of the child. Also because the parent reads it without a lock of
   * the child.
   */
  private volatile Life life;

  private Worker parent;
  private Worker lastChild;

  Worker(int index, Life life, Worker parent, int slots, ThreadModel threadModel) {
    this.index = index;
    this.life = life;
    this.parent = parent;
    this.threadModel = threadModel;
    this.tableLock = ConditionalLocks.newReadWriteLock(threadModel);
    this.pool = new Session[slots];
  }

  int index() {
    return index;
  }

  Lock tableReadLock() {
    return tableLock.readLock();
  }

  Lock tableWriteLock() {
    return tableLock.writeLock();
  }

  Life life() {
    return life;
  }

  void setLife(Life life) {
    this.life = life;
  }

  boolean isLive() {
    return life == Life.LIVE;
  }

  /** The worker that forked or has adopted this one; or null. */
  Worker parent() {
    return parent;
  }

  void setParent(Worker parent) {
    this.parent = parent;
  }

  void setLastChild(Worker child) {
    lastChild = child;
  }

  /**
   * Whether a child of this worker is being forked. Only the last one can be, since the next fork
   * waits for its end, and children that are adopted are not being forked any more. An operation
   * that is refused for this reason takes effect at this read of the child's life.
   */
  boolean isForkInProgress() {
    return lastChild != null && lastChild.life() == Life.FORKING;
  }

  /** This worker's copy of the session, or null. */
  Session find(int session) {
    return table.get(session);
  }

  boolean isFull() {
    return table.size() == pool.length;
  }

  boolean isEmpty() {
    return table.isEmpty();
  }

  /** The copy in the slot, or null. */
  Session at(int slot) {
    return pool[slot];
  }

  int slots() {
    return pool.length;
  }

  /** The first session in pool order, or null. */
  Session first() {
    for (Session session : pool) {
      if (session != null) {
        return session;
      }
    }
    return null;
  }

  /** The first session in pool order that the child does not have yet, or null. */
  Session firstMissingIn(Worker child) {
    for (int slot = 0; slot < pool.length; slot++) {
      if (pool[slot] != null && child.pool[slot] == null) {
        return pool[slot];
      }
    }
    return null;
  }

  /** Adds a private session to a pool that is not full, in the lowest free slot. */
  void addPrivate(int session) {
    add(new Session(session, lowestFreeSlot(), ConditionalLocks.newLock(threadModel)));
  }

  /** Adds a copy of the shared session, in the same slot. */
  void addCopy(Session original) {
    Session copy =
        new Session(original.id(), original.slot(), ConditionalLocks.newLock(threadModel));
    copy.share(original.sharedIndex());
    if (original.listens()) {
      copy.listen();
    }
    add(copy);
  }

  private void add(Session session) {
    pool[session.slot()] = session;
    table.put(session.id(), session);
  }

  void remove(Session session) {
    pool[session.slot()] = null;
    table.remove(session.id());
  }

  private int lowestFreeSlot() {
    int slot = 0;
    while (pool[slot] != null) {
      slot++;
    }
    return slot;
  }
}
