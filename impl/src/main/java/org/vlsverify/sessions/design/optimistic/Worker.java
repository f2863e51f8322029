package org.vlsverify.sessions.design.optimistic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.locks.ConditionalLocks;

/**
 * One worker, from its birth until its index is free again. A later worker with the same index is
 * another object; so a reference is never mistaken for the successor.
 *
 * <p>The pool, the child that was forked last, and changes of the table are guarded by the table
 * lock while the worker is live, and by the life lock while it is being forked or dead. While a
 * child of it is being forked they must not change, and so the forking thread reads them without a
 * lock.
 */
final class Worker {

  private static final VarHandle LIFE;
  private static final VarHandle PARENT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      LIFE = lookup.findVarHandle(Worker.class, "life", Life.class);
      PARENT = lookup.findVarHandle(Worker.class, "parent", Worker.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int index;
  private final Lock tableLock;
  private final Lock lifeLock = new ReentrantLock();
  private final Slots slots;

  /** Read without a lock: a copy in it may be busy, or gone. */
  private final CopyTable table = new CopyTable();

  /**
   * It goes from forking to live to dead to unborn, possibly skipping states, and never back.
   * Written under the table lock or the life lock, or both: see {@link LifeCycle}. Volatile: a life
   * that is read before and after was the same in between; and the write of "live" publishes the
   * child's pool and table.
   */
  private volatile Life life;

  /**
   * The worker that has forked it. If that is gone, its parent counts, and so on. Written only to
   * shorten that path, without a change of meaning; volatile only for the visibility of the object.
   */
  private volatile Worker parent;

  private Worker lastChild;

  /** No slot of the parent below has a session that is still to be shared with this worker. */
  private int nextToShare;

  /** Plain writes suffice: the worker is published later, by a compare-and-set at its index. */
  Worker(int index, Life life, Worker parent, int slots, ThreadModel threadModel) {
    this.index = index;
    LIFE.set(this, life);
    PARENT.set(this, parent);
    this.tableLock = ConditionalLocks.newLock(threadModel);
    this.slots = new Slots(slots);
  }

  int index() {
    return index;
  }

  /** Excludes other threads of the worker, if there are several. */
  Lock tableLock() {
    return tableLock;
  }

  /** Excludes other operations on the worker: fork, death, cleanup. */
  Lock lifeLock() {
    return lifeLock;
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

  /** Whether its index is free again. */
  boolean isGone() {
    return life == Life.UNBORN;
  }

  /** The worker that has forked it or, if that is gone, adopted it; or null. */
  Worker parent() {
    Worker known = parent;
    Worker nearest = known;
    while (nearest != null && nearest.isGone()) {
      nearest = nearest.parent;
    }
    if (nearest != known) {
      parent = nearest;
    }
    return nearest;
  }

  void setLastChild(Worker child) {
    lastChild = child;
  }

  /**
   * Whether a child of this worker is being forked. Only the last one can be, since the next fork
   * waits for its end, and children that are adopted are not being forked any more.
   */
  boolean isForkInProgress() {
    return lastChild != null && lastChild.life() == Life.FORKING;
  }

  /** This worker's copy of the session, which may be busy, or gone; or null. */
  Copy find(int session) {
    return table.find(session);
  }

  Slots slots() {
    return slots;
  }

  /** Adds a copy, which may be busy, in its slot, which is free. */
  void add(Copy copy) {
    table.add(copy);
    slots.add(copy);
  }

  /** Removes a copy, to which other threads may still have references. */
  void remove(Copy copy) {
    table.remove(copy);
    slots.remove(copy);
  }

  /** The first session in pool order of the parent that this worker does not have yet, or null. */
  Copy nextToShare() {
    return parent.slots.firstFrom(nextToShare);
  }

  /** The worker has its copy of the next session to share. */
  void addInherited(Copy copy) {
    table.addUnseen(copy);
    slots.add(copy);
    nextToShare = copy.slot() + 1;
  }
}
