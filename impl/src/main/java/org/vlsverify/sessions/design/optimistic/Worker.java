package org.vlsverify.sessions.design.optimistic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.locks.ConditionalLocks;

/**
 * One worker, from its birth to the moment when its index is free again. A later worker with the
 * same index is another object; so who has a worker in hand never mistakes one for the other.
 *
 * <p>The pool, the child that was forked last, and changes of the table are guarded by the table
 * lock while the worker is live, and by the life lock while it is being forked or dead. While a
 * child of it is being forked nobody may change them, and so the one who shares the sessions reads
 * them without a lock.
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

  /** Read without a lock: a copy that is in it may be busy, or gone. */
  private final CopyTable table = new CopyTable();

  /**
   * It goes from being forked to live to dead to unborn, and may leave out some of these; it never
   * comes back. Written under the table lock or the life lock, or both: see {@link LifeCycle}.
   * Volatile: what is checked before and after was true in between; and that a child becomes live
   * publishes its pool and table.
   */
  private volatile Life life;

  /**
   * Who has forked it. If that one is gone, its parent counts, and so on; written only to make that
   * way shorter, which changes nothing: volatile only so that what it leads to is seen.
   */
  private volatile Worker parent;

  private Worker lastChild;

  /** No slot of the parent below has a session that is still to be shared with this worker. */
  private int nextToShare;

  /** Plain writes: nobody has it in hand before it is put, by a compare-and-set, at its index. */
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

  /** Keeps the worker's own threads apart, where there are several. */
  Lock tableLock() {
    return tableLock;
  }

  /** Keeps those apart who do something to the worker: fork it, kill it, clean it up. */
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

  /** Who has forked it or, if that one is gone, adopted it; or null. */
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

  /** Adds a copy, which may be busy, in the slot that it says, which is free. */
  void add(Copy copy) {
    table.add(copy);
    slots.add(copy);
  }

  /** Removes a copy, which others may still have in hand. */
  void remove(Copy copy) {
    table.remove(copy);
    slots.remove(copy);
  }

  /** The first session in pool order of the parent that this worker has not got yet, or null. */
  Copy nextToShare() {
    return parent.slots.firstFrom(nextToShare);
  }

  /** The worker has got its copy of what was the next to share. */
  void addInherited(Copy copy) {
    table.addUnseen(copy);
    slots.add(copy);
    nextToShare = copy.slot() + 1;
  }
}
