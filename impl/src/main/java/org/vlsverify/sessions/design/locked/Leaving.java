package org.vlsverify.sessions.design.locked;

import java.util.concurrent.locks.Lock;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.Transport;

/**
 * How a worker leaves a session: the common part of close, unshare, exit and cleanup.
 *
 * <p>The caller has exclusive access to the worker's private pool: by the table's write lock while
 * the worker is live, by the life-cycle lock once it is dead. So no other thread sees the pool
 * between the change of the shared data and the removal of the copy.
 */
final class Leaving {

  private final SharedDataPool pool;
  private final Transport transport;

  Leaving(SharedDataPool pool, Transport transport) {
    this.pool = pool;
    this.transport = transport;
  }

  /** Leaves the first session in pool order, if there is one. */
  Outcome leaveNext(Worker worker) {
    Session next = worker.first();
    return next == null ? Outcome.NOTHING_TO_LEAVE : leave(worker, next);
  }

  Outcome leave(Worker worker, Session session) {
    Outcome outcome =
        session.isShared()
            ? leaveShared(worker.index(), session.sharedIndex())
            : leavePrivate(worker.index(), session);
    worker.remove(session);
    return outcome;
  }

  private Outcome leavePrivate(int leaver, Session session) {
    if (session.listens()) {
      transport.detach(leaver, session.id());
    }
    transport.disconnect(leaver, session.id());
    return Outcome.CLOSED;
  }

  private Outcome leaveShared(int leaver, int index) {
    Lock poolLock = pool.readLock();
    poolLock.lock();
    try {
      SharedData data = pool.get(index);
      Lock dataLock = data.lock();
      dataLock.lock();
      try {
        if (data.hasSeveralSubscribers()) {
          return leaveToOthers(leaver, data);
        }
      } finally {
        dataLock.unlock();
      }
    } finally {
      poolLock.unlock();
    }
    return leaveUnderWriteLock(leaver, index);
  }

  /**
   * Freeing the element needs the write lock, which cannot be taken while the read lock is held. So
   * there is a gap, and the number of subscribers is checked again. At present no worker can
   * subscribe in the gap: only a fork of the last subscriber could, and it needs a lock that the
   * caller holds. But the safety of freeing should not depend on that.
   */
  private Outcome leaveUnderWriteLock(int leaver, int index) {
    Lock poolLock = pool.writeLock();
    poolLock.lock();
    try {
      SharedData data = pool.get(index);
      if (data.hasSeveralSubscribers()) {
        return leaveToOthers(leaver, data);
      }
      return leaveAsLast(leaver, index, data);
    } finally {
      poolLock.unlock();
    }
  }

  private Outcome leaveToOthers(int leaver, SharedData data) {
    stopListening(leaver, data);
    data.unsubscribe(leaver);
    if (data.owner() != leaver) {
      return Outcome.UNSHARED;
    }
    changeOwner(leaver, data);
    return Outcome.OWNER_CHANGED;
  }

  private void changeOwner(int oldOwner, SharedData data) {
    int newOwner = data.firstSubscriber();
    data.changeOwner(newOwner);
    data.addNotice();
    transport.ownerChanged(data.session(), oldOwner, newOwner);
  }

  /**
   * Unrelated workers can see two effects: there is room for shared data again, and the session's
   * handle may be used again. The write lock makes both one step: a worker that has opened the
   * handle waits for the lock before it can look for room.
   */
  private Outcome leaveAsLast(int leaver, int index, SharedData data) {
    stopListening(leaver, data);
    pool.remove(index);
    transport.disconnect(leaver, data.session());
    return Outcome.LAST_CLOSED;
  }

  private void stopListening(int leaver, SharedData data) {
    data.removeListener(leaver);
    if (data.isAttached(leaver)) {
      data.detach(leaver);
      transport.detach(leaver, data.session());
    }
  }
}
