package org.vlsverify.sessions.design.globallock;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.Outcome;

/**
 * One worker, from its birth until its index is free again. Plain data: the caller has the lock.
 */
final class Worker {
  final int index;
  final Copy[] pool;
  final BitSet usedSlots = new BitSet();
  final Map<Integer, Copy> table = new HashMap<>();
  Life life;

  /** The worker that forked or has adopted this one; or null. */
  Worker parent;

  /** The child of this worker that is being forked; or null. */
  Worker forked;

  Worker(int index, Life life, Worker parent, int slots) {
    this.index = index;
    this.life = life;
    this.parent = parent;
    this.pool = new Copy[slots];
  }

  /** Whether there is a worker, and in that state. */
  static boolean is(Life life, Worker worker) {
    return worker != null && worker.life == life;
  }

  /** The reason why the worker's set of sessions must not change; null if it may. */
  static Outcome refuseChange(Worker worker) {
    if (!is(Life.LIVE, worker)) {
      return Outcome.WORKER_NOT_LIVE;
    }
    return worker.forked != null ? Outcome.FORK_IN_PROGRESS : null;
  }

  /** The reason why the worker must not clean up after the child; null if it may. */
  static Outcome refuseCleanup(Worker cleaner, Worker child) {
    if (!is(Life.LIVE, cleaner)) {
      return Outcome.WORKER_NOT_LIVE;
    }
    if (!is(Life.DEAD, child)) {
      return Outcome.WORKER_NOT_DEAD;
    }
    if (child.parent != null && child.parent != cleaner) {
      return Outcome.NOT_ITS_CHILD;
    }
    return child.forked != null ? Outcome.FORK_IN_PROGRESS : null;
  }

  /** The fork of this worker, a child, ends. */
  void endFork(Life next) {
    parent.forked = null;
    life = next;
  }

  /** The unread notices to this worker are lost. */
  void loseNotices() {
    for (Copy copy : table.values()) {
      if (copy.data != null && copy.data.owner == copy) {
        copy.data.noticeUnread = false;
      }
    }
  }

  boolean isFull() {
    return table.size() == pool.length;
  }

  /** The first copy in pool order, or null. */
  Copy first() {
    return table.isEmpty() ? null : pool[usedSlots.nextSetBit(0)];
  }

  /** The first copy in pool order that the child does not have yet, or null. */
  Copy firstMissingIn(Worker child) {
    BitSet missing = (BitSet) usedSlots.clone();
    missing.andNot(child.usedSlots);
    return missing.isEmpty() ? null : pool[missing.nextSetBit(0)];
  }

  void add(Copy copy) {
    pool[copy.slot] = copy;
    usedSlots.set(copy.slot);
    table.put(copy.session, copy);
  }

  void remove(Copy copy) {
    pool[copy.slot] = null;
    usedSlots.clear(copy.slot);
    table.remove(copy.session);
  }
}
