package org.vlsverify.sessions.design.locked;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.ThreadModel;

/**
 * Fork, exit, death and cleanup of workers.
 *
 * <p>One lock guards all of it, and is the first that an operation takes. These operations are
 * rare, and concern several workers at once: a parent, its child, and the children that it leaves
 * behind.
 */
final class LifeCycle {

  private final int slotsPerWorker;
  private final ThreadModel threadModel;
  private final SharedDataPool pool;
  private final Leaving leaving;
  private final Forking forking;

  private final Lock lock = new ReentrantLock();

  /**
   * By worker index; null for a free index. Written under the lock. Operations of one worker read
   * it without the lock, and check under that worker's table lock that it is still live.
   */
  private final AtomicReferenceArray<Worker> workers;

  LifeCycle(SharedSessionsConfig config, SharedDataPool pool, Leaving leaving) {
    this.slotsPerWorker = config.slotsPerWorker();
    this.threadModel = config.threadModel();
    this.pool = pool;
    this.leaving = leaving;
    this.forking = new Forking(pool, config.maxWorkers());
    this.workers = new AtomicReferenceArray<>(config.maxWorkers());
    workers.set(config.rootWorker(), newWorker(config.rootWorker(), Life.LIVE, null));
  }

  private Worker newWorker(int index, Life life, Worker parent) {
    return new Worker(index, life, parent, slotsPerWorker, threadModel);
  }

  /** The worker that has this index now, or null. */
  Worker worker(int index) {
    checkIndex(index);
    return workers.get(index);
  }

  /** Throws if the number is not a worker index. */
  void checkIndex(int index) {
    Objects.checkIndex(index, workers.length());
  }

  Outcome forkBegin(int parent, int child) {
    checkIndex(parent);
    checkIndex(child);
    lock.lock();
    try {
      Worker forker = workers.get(parent);
      return forker == null ? Outcome.WORKER_NOT_LIVE : beginFork(forker, child);
    } finally {
      lock.unlock();
    }
  }

  private Outcome beginFork(Worker forker, int child) {
    Lock tableLock = forker.tableWriteLock();
    tableLock.lock();
    try {
      if (!forker.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      if (forker.isForkInProgress()) {
        return Outcome.FORK_IN_PROGRESS;
      }
      if (workers.get(child) != null) {
        return Outcome.WORKER_EXISTS;
      }
      Worker born = newWorker(child, Life.FORKING, forker);
      forker.setLastChild(born);
      workers.set(child, born);
      return Outcome.FORK_BEGUN;
    } finally {
      tableLock.unlock();
    }
  }

  Outcome forkShareNext(int child) {
    checkIndex(child);
    lock.lock();
    try {
      Worker forked = workers.get(child);
      if (forked == null || forked.life() != Life.FORKING) {
        return Outcome.NOT_FORKING;
      }
      Lock tableLock = forked.parent().tableWriteLock();
      tableLock.lock();
      try {
        return forking.shareNext(forked.parent(), forked);
      } finally {
        tableLock.unlock();
      }
    } finally {
      lock.unlock();
    }
  }

  Outcome forkComplete(int child) {
    checkIndex(child);
    lock.lock();
    try {
      Worker forked = workers.get(child);
      if (forked == null || forked.life() != Life.FORKING) {
        return Outcome.NOT_FORKING;
      }
      Lock tableLock = forked.parent().tableReadLock();
      tableLock.lock();
      try {
        return forking.complete(forked.parent(), forked);
      } finally {
        tableLock.unlock();
      }
    } finally {
      lock.unlock();
    }
  }

  Outcome exitComplete(int worker) {
    checkIndex(worker);
    lock.lock();
    try {
      Worker leaver = workers.get(worker);
      return leaver == null ? Outcome.WORKER_NOT_LIVE : completeExit(leaver);
    } finally {
      lock.unlock();
    }
  }

  private Outcome completeExit(Worker leaver) {
    Lock tableLock = leaver.tableWriteLock();
    tableLock.lock();
    try {
      if (!leaver.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      if (leaver.isForkInProgress()) {
        return Outcome.FORK_IN_PROGRESS;
      }
      if (!leaver.isEmpty()) {
        return Outcome.SESSIONS_TO_LEAVE;
      }
      retire(leaver);
      return Outcome.EXITED;
    } finally {
      tableLock.unlock();
    }
  }

  /**
   * Frees the worker's index and hands its children to its parent. The cleared references would
   * otherwise keep the whole line of ancestors and descendants in memory.
   */
  private void retire(Worker retired) {
    for (int index = 0; index < workers.length(); index++) {
      Worker other = workers.get(index);
      if (other != null && other.parent() == retired) {
        other.setParent(retired.parent());
      }
    }
    retired.setParent(null);
    retired.setLastChild(null);
    retired.setLife(Life.UNBORN);
    workers.set(retired.index(), null);
  }

  Outcome die(int worker) {
    checkIndex(worker);
    lock.lock();
    try {
      Worker killed = workers.get(worker);
      return killed == null ? Outcome.WORKER_NOT_LIVE : kill(killed);
    } finally {
      lock.unlock();
    }
  }

  private Outcome kill(Worker killed) {
    Lock tableLock = killed.tableWriteLock();
    tableLock.lock();
    try {
      if (killed.life() == Life.DEAD) {
        return Outcome.WORKER_NOT_LIVE;
      }
      die(killed);
      return Outcome.DIED;
    } finally {
      tableLock.unlock();
    }
  }

  /**
   * The loss of the notices and the death are one step for operations that change owners: a notice
   * sent before is lost, a notice sent afterwards is not.
   */
  private void die(Worker killed) {
    Lock poolLock = pool.writeLock();
    poolLock.lock();
    try {
      loseNotices(killed);
      killed.setLife(Life.DEAD);
    } finally {
      poolLock.unlock();
    }
  }

  private void loseNotices(Worker killed) {
    for (int slot = 0; slot < killed.slots(); slot++) {
      Session copy = killed.at(slot);
      if (copy != null && copy.isShared()) {
        pool.get(copy.sharedIndex()).loseNotices(killed.index());
      }
    }
  }

  /**
   * The reason why the worker must not clean up, or null if it may. An argument is null if its
   * index is free.
   */
  private static Outcome refuseCleanup(Worker cleaner, Worker dead) {
    if (cleaner == null || !cleaner.isLive()) {
      return Outcome.WORKER_NOT_LIVE;
    }
    if (dead == null || dead.life() != Life.DEAD) {
      return Outcome.WORKER_NOT_DEAD;
    }
    if (!mayCleanUp(cleaner, dead)) {
      return Outcome.NOT_ITS_CHILD;
    }
    if (dead.isForkInProgress()) {
      return Outcome.FORK_IN_PROGRESS;
    }
    return null;
  }

  private static boolean mayCleanUp(Worker cleaner, Worker dead) {
    return dead.parent() == cleaner || dead.parent() == null;
  }

  Outcome cleanupLeaveNext(int worker, int child) {
    checkIndex(worker);
    checkIndex(child);
    lock.lock();
    try {
      Worker dead = workers.get(child);
      Outcome refusal = refuseCleanup(workers.get(worker), dead);
      if (refusal != null) {
        return refusal;
      }
      return leaving.leaveNext(dead);
    } finally {
      lock.unlock();
    }
  }

  Outcome cleanupComplete(int worker, int child) {
    checkIndex(worker);
    checkIndex(child);
    lock.lock();
    try {
      Worker dead = workers.get(child);
      Outcome refusal = refuseCleanup(workers.get(worker), dead);
      if (refusal != null) {
        return refusal;
      }
      if (!dead.isEmpty()) {
        return Outcome.SESSIONS_TO_LEAVE;
      }
      retire(dead);
      return Outcome.CLEANED_UP;
    } finally {
      lock.unlock();
    }
  }
}
