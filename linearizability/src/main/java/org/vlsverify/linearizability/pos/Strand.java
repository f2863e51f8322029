package org.vlsverify.linearizability.pos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.BooleanSupplier;

/**
 * A thread of a schedule: what it is about to do, what it holds, and whether it can go on. All of
 * it is for the thread that has the turn.
 */
final class Strand {
  /** The index of the one that runs alone, before and after the others. */
  static final int ALONE = -1;

  /** Of one that runs alone: no other thread can change what it waits for. */
  private static final int MOST_PAUSES_ALONE = 200;

  /** Ends a thread that nobody will go on with. */
  static final class Unwind extends Error {
    private static final long serialVersionUID = 1;

    Unwind() {
      super(null, null, false, false);
    }
  }

  /** Says that a thread that runs alone cannot go on. */
  static final class StuckException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StuckException(String message) {
      super(message);
    }
  }

  /** A lock that the thread holds. */
  record Held(Object lock, Site site) {}

  private final Schedule schedule;
  final int index;

  /** What the thread does when it is chosen. */
  Object target;

  int element;

  /** The lock that it takes or releases; null for another step. */
  private Object asked;

  Site site;
  boolean writes;
  double priority;

  /** The lock that it did not get, until somebody releases it; null for none. */
  Object blockedBy;

  /** It waits in a loop for a change by another thread. */
  boolean pauses;

  /** The changes by others when it last paused. */
  private long seen = -1;

  /** Its own changes. */
  long changes;

  boolean done;
  int invocation;
  final List<Held> held = new ArrayList<>();

  /** A copy of the locks in {@link #held}; null after a change. */
  private List<Object> locks = List.of();

  private int pausesAlone;

  Strand(Schedule schedule, int index) {
    this.schedule = schedule;
    this.index = index;
  }

  private boolean isAlone() {
    return index == ALONE;
  }

  boolean isEnabled(long allChanges) {
    return !done && blockedBy == null && (!pauses || allChanges - changes != seen);
  }

  /** The locks that it holds, in the order in which it got them. */
  List<Object> locks() {
    if (locks == null) {
      locks = held.stream().map(Held::lock).toList();
    }
    return locks;
  }

  /** What it is about to do. */
  Schedule.Step step() {
    return new Schedule.Step(
        index, invocation, site, asked == null ? target : asked, element, locks());
  }

  private void next(Object newTarget, int newElement, Site newSite, boolean isWrite) {
    target = newTarget;
    asked = null;
    element = newElement;
    site = newSite;
    writes = isWrite;
    priority = schedule.priority(this);
  }

  private void step(Object newTarget, int newElement, Site newSite, boolean isWrite) {
    next(newTarget, newElement, newSite, isWrite);
    schedule.await(this);
    schedule.happens(this);
  }

  /** Whether the next steps of two threads race: their order matters. */
  boolean races(Strand other) {
    return target != null
        && target == other.target
        && (writes || other.writes)
        && (element == Access.ALL || other.element == Access.ALL || element == other.element)
        && (site.field() == null
            || other.site.field() == null
            || site.field().equals(other.site.field()));
  }

  // ------------------------------------------------------------------ what instrumented code does

  /** The thread is about to begin its next invocation; it need not run for that. */
  void prepareToBegin() {
    next(null, Access.ALL, Site.OF_BEGIN, false);
  }

  /** Begins an invocation. */
  void begin() {
    schedule.await(this);
    schedule.happens(this);
    seen = -1;
  }

  void at(Object newTarget, int newElement, Site newSite) {
    if (isAlone()) {
      return;
    }
    step(newTarget, newElement, newSite, newSite.kind() != Site.Kind.READ);
  }

  void half(Lock lock, ReadWriteLock pair, boolean reads) {
    schedule.learn(lock, pair, reads);
  }

  void pause(Site newSite) {
    if (isAlone()) {
      pausesAlone++;
      if (pausesAlone > MOST_PAUSES_ALONE) {
        throw new StuckException("waits without end at " + newSite.place());
      }
      return;
    }
    pauses = true;
    step(null, Access.ALL, newSite, false);
    pauses = false;
    seen = schedule.changes() - changes;
  }

  void lock(Object lock, Site newSite, BooleanSupplier tries) {
    if (isAlone()) {
      if (!tries.getAsBoolean()) {
        throw new StuckException(
            "%s is held by %s, which never releases it"
                .formatted(newSite.place(), schedule.holder(lock)));
      }
      return;
    }
    next(schedule.resource(lock), Access.ALL, newSite, !schedule.isShared(lock));
    asked = lock;
    schedule.await(this);
    while (!tries.getAsBoolean()) {
      blockedBy = target;
      schedule.await(this);
    }
    schedule.happens(this);
    held.add(new Held(lock, newSite));
    locks = null;
  }

  void unlock(Object lock, Site newSite, Runnable releases) {
    if (isAlone()) {
      releases.run();
      return;
    }
    if (schedule.isAbandoned()) {
      return;
    }
    next(schedule.resource(lock), Access.ALL, newSite, !schedule.isShared(lock));
    asked = lock;
    schedule.await(this);
    schedule.happens(this);
    releases.run();
    for (int i = held.size() - 1; i >= 0; i--) {
      if (held.get(i).lock() == lock) {
        held.remove(i);
        locks = null;
        break;
      }
    }
    schedule.released(target);
  }
}
