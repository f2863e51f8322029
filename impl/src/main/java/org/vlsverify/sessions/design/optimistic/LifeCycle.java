package org.vlsverify.sessions.design.optimistic;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Lock;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.ThreadModel;

/**
 * Fork, exit, death and cleanup of workers.
 *
 * <p>There is no common lock: unrelated workers begin and end without waiting for each other.
 * Operations by a worker need its table lock; operations of others on a worker need its life lock;
 * its death needs both. An operation by one worker on another takes the table lock of the former
 * first.
 */
final class LifeCycle {

  private final int slotsPerWorker;
  private final ThreadModel threadModel;
  private final Leaving leaving;
  private final Forking forking;

  /** By worker index; null, or a worker that is gone, if the index is free. */
  private final AtomicReferenceArray<Worker> workers;

  LifeCycle(SharedSessionsConfig config, Leaving leaving, Forking forking) {
    this.slotsPerWorker = config.slotsPerWorker();
    this.threadModel = config.threadModel();
    this.leaving = leaving;
    this.forking = forking;
    this.workers = new AtomicReferenceArray<>(config.maxWorkers());
    workers.set(config.rootWorker(), newWorker(config.rootWorker(), Life.LIVE, null));
  }

  private Worker newWorker(int index, Life life, Worker parent) {
    return new Worker(index, life, parent, slotsPerWorker, threadModel);
  }

  /** The worker that has this index now, if it is live, or null. */
  Worker live(int index) {
    Worker worker = worker(index);
    return worker != null && worker.isLive() ? worker : null;
  }

  /** The worker that has this index now, or one that is gone, or null. */
  Worker worker(int index) {
    checkIndex(index);
    return workers.get(index);
  }

  /** Throws if the number is not a worker index. */
  void checkIndex(int index) {
    Objects.checkIndex(index, workers.length());
  }

  Outcome forkBegin(int parent, int child) {
    checkIndex(child);
    Worker forker = live(parent);
    if (forker == null) {
      return Outcome.WORKER_NOT_LIVE;
    }
    Lock tableLock = forker.tableLock();
    tableLock.lock();
    try {
      if (!forker.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      if (forker.isForkInProgress()) {
        return Outcome.FORK_IN_PROGRESS;
      }
      return bear(forker, child) ? Outcome.FORK_BEGUN : Outcome.WORKER_EXISTS;
    } finally {
      tableLock.unlock();
    }
  }

  /** False if the index is not free. */
  private boolean bear(Worker forker, int child) {
    Worker born = newWorker(child, Life.FORKING, forker);
    Worker before = workers.get(child);
    while (before == null || before.isGone()) {
      if (workers.compareAndSet(child, before, born)) {
        forker.setLastChild(born);
        return true;
      }
      before = workers.get(child);
    }
    return false;
  }

  Outcome forkShareNext(int child) {
    Worker forked = worker(child);
    if (forked == null) {
      return Outcome.NOT_FORKING;
    }
    Lock lifeLock = forked.lifeLock();
    lifeLock.lock();
    try {
      return forked.life() == Life.FORKING ? forking.shareNext(forked) : Outcome.NOT_FORKING;
    } finally {
      lifeLock.unlock();
    }
  }

  Outcome forkComplete(int child) {
    Worker forked = worker(child);
    if (forked == null) {
      return Outcome.NOT_FORKING;
    }
    Lock lifeLock = forked.lifeLock();
    lifeLock.lock();
    try {
      return forked.life() == Life.FORKING ? forking.complete(forked) : Outcome.NOT_FORKING;
    } finally {
      lifeLock.unlock();
    }
  }

  Outcome exitComplete(int worker) {
    Worker leaver = live(worker);
    if (leaver == null) {
      return Outcome.WORKER_NOT_LIVE;
    }
    Lock tableLock = leaver.tableLock();
    tableLock.lock();
    try {
      if (!leaver.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      if (leaver.isForkInProgress()) {
        return Outcome.FORK_IN_PROGRESS;
      }
      if (!leaver.slots().isEmpty()) {
        return Outcome.SESSIONS_TO_LEAVE;
      }
      retire(leaver);
      return Outcome.EXITED;
    } finally {
      tableLock.unlock();
    }
  }

  /**
   * The write of the life frees the index and hands the children to the parent. The references
   * cleared after that would otherwise stay in memory. Its own parent is looked up first, so that
   * the path from its children to their parent does not grow with each generation.
   */
  private void retire(Worker retired) {
    retired.setLastChild(null);
    retired.parent();
    retired.setLife(Life.UNBORN);
    workers.compareAndSet(retired.index(), retired, null);
  }

  Outcome die(int worker) {
    Worker killed = worker(worker);
    if (killed == null) {
      return Outcome.WORKER_NOT_LIVE;
    }
    Lock tableLock = killed.tableLock();
    Lock lifeLock = killed.lifeLock();
    tableLock.lock();
    lifeLock.lock();
    try {
      if (killed.life() != Life.LIVE && killed.life() != Life.FORKING) {
        return Outcome.WORKER_NOT_LIVE;
      }
      killed.setLife(Life.DEAD);
      return Outcome.DIED;
    } finally {
      lifeLock.unlock();
      tableLock.unlock();
    }
  }

  /** An operation on a dead worker that another one may clean up. */
  @FunctionalInterface
  private interface Cleanup {
    Outcome of(Worker dead);
  }

  /**
   * The cleaner stays live, since its table lock is held; the dead worker stays dead, since its
   * life lock is held. A dead worker never cleans up, so no thread takes these locks the other way
   * round.
   */
  private Outcome cleanUp(int worker, int child, Cleanup cleanup) {
    checkIndex(child);
    Worker cleaner = live(worker);
    if (cleaner == null) {
      return Outcome.WORKER_NOT_LIVE;
    }
    Lock tableLock = cleaner.tableLock();
    tableLock.lock();
    try {
      if (!cleaner.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      Worker dead = workers.get(child);
      if (dead == null || dead.life() != Life.DEAD) {
        return Outcome.WORKER_NOT_DEAD;
      }
      return cleanUpDead(cleaner, dead, cleanup);
    } finally {
      tableLock.unlock();
    }
  }

  private static Outcome cleanUpDead(Worker cleaner, Worker dead, Cleanup cleanup) {
    Lock lifeLock = dead.lifeLock();
    lifeLock.lock();
    try {
      if (dead.life() != Life.DEAD) {
        return Outcome.WORKER_NOT_DEAD;
      }
      Worker parent = dead.parent();
      if (parent != null && parent != cleaner) {
        return Outcome.NOT_ITS_CHILD;
      }
      return dead.isForkInProgress() ? Outcome.FORK_IN_PROGRESS : cleanup.of(dead);
    } finally {
      lifeLock.unlock();
    }
  }

  Outcome cleanupLeaveNext(int worker, int child) {
    return cleanUp(worker, child, leaving::leaveNext);
  }

  Outcome cleanupComplete(int worker, int child) {
    return cleanUp(
        worker,
        child,
        dead -> {
          if (!dead.slots().isEmpty()) {
            return Outcome.SESSIONS_TO_LEAVE;
          }
          retire(dead);
          return Outcome.CLEANED_UP;
        });
  }
}
