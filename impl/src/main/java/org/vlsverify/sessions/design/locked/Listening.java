package org.vlsverify.sessions.design.locked;

import java.util.concurrent.locks.Lock;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.Transport;

/**
 * Listening on a session, and waiting for its connections.
 *
 * <p>Called with the worker's table lock held, for reading at least: the worker stays live, and the
 * session stays in its pool, private or shared as it is. The session's lock separates the worker's
 * own threads. Checks and changes of a shared session happen under the lock of its element, since
 * another worker's accept may stop this worker's listening.
 */
final class Listening {

  private final SharedDataPool pool;
  private final Transport transport;

  Listening(SharedDataPool pool, Transport transport) {
    this.pool = pool;
    this.transport = transport;
  }

  Outcome listen(Worker worker, Session session) {
    Lock sessionLock = session.lock();
    sessionLock.lock();
    try {
      if (session.listens()) {
        return Outcome.ALREADY_LISTENING;
      }
      boolean attached =
          session.isShared()
              ? attachShared(worker.index(), session.sharedIndex())
              : transport.attach(worker.index(), session.id());
      if (!attached) {
        return Outcome.LISTEN_FAILED;
      }
      session.listen();
      return Outcome.LISTENING;
    } finally {
      sessionLock.unlock();
    }
  }

  /** False if VPP refuses to attach the worker. */
  private boolean attachShared(int worker, int index) {
    SharedData data = pool.acquire(index);
    try {
      if (!transport.attach(worker, data.session())) {
        return false;
      }
      data.attach(worker);
      return true;
    } finally {
      pool.release(data);
    }
  }

  Outcome accept(Worker worker, Session session) {
    Lock sessionLock = session.lock();
    sessionLock.lock();
    try {
      if (!session.listens()) {
        return Outcome.NOT_LISTENING;
      }
      return startWaiting(worker, session) ? Outcome.ACCEPTING : Outcome.LISTEN_FAILED;
    } finally {
      sessionLock.unlock();
    }
  }

  Outcome epollAdd(Worker worker, Session session) {
    Lock sessionLock = session.lock();
    sessionLock.lock();
    try {
      if (!session.listens()) {
        return Outcome.ADDED;
      }
      return startWaiting(worker, session) ? Outcome.ADDED : Outcome.LISTEN_FAILED;
    } finally {
      sessionLock.unlock();
    }
  }

  /** False if the copy is passive and VPP refuses to attach the worker. */
  private boolean startWaiting(Worker worker, Session session) {
    if (session.isShared()) {
      return startWaitingShared(worker.index(), session.sharedIndex());
    }
    session.startWaiting();
    return true;
  }

  private boolean startWaitingShared(int worker, int index) {
    SharedData data = pool.acquire(index);
    try {
      if (!data.isAttached(worker) && !attachPassive(worker, data)) {
        return false;
      }
      data.addListener(worker);
      return true;
    } finally {
      pool.release(data);
    }
  }

  /**
   * False if VPP refuses to attach the worker. The worker is attached before the owner is detached.
   */
  private boolean attachPassive(int worker, SharedData data) {
    if (!transport.attach(worker, data.session())) {
      return false;
    }
    stopIdleOwner(data);
    data.attach(worker);
    return true;
  }

  /**
   * Connections would pile up at an owner that listens but does not wait. The owner is not the
   * accepting worker, whose copy is still passive.
   */
  private void stopIdleOwner(SharedData data) {
    int owner = data.owner();
    if (data.isListener(owner) || !data.isAttached(owner)) {
      return;
    }
    data.detach(owner);
    transport.detach(owner, data.session());
  }

  Outcome epollDel(Worker worker, Session session) {
    Lock sessionLock = session.lock();
    sessionLock.lock();
    try {
      boolean waited =
          session.isShared()
              ? stopWaitingShared(worker.index(), session.sharedIndex())
              : stopWaiting(session);
      return waited ? Outcome.REMOVED : Outcome.NOT_ADDED;
    } finally {
      sessionLock.unlock();
    }
  }

  private static boolean stopWaiting(Session session) {
    boolean waited = session.waits();
    session.stopWaiting();
    return waited;
  }

  private boolean stopWaitingShared(int worker, int index) {
    SharedData data = pool.acquire(index);
    try {
      if (!data.isListener(worker)) {
        return false;
      }
      data.removeListener(worker);
      data.detach(worker);
      transport.detach(worker, data.session());
      return true;
    } finally {
      pool.release(data);
    }
  }

  ListenState state(Worker worker, Session session) {
    Lock sessionLock = session.lock();
    sessionLock.lock();
    try {
      if (!session.listens()) {
        return ListenState.NONE;
      }
      boolean attached = !session.isShared() || isAttached(worker.index(), session.sharedIndex());
      return attached ? ListenState.LISTEN : ListenState.PASSIVE;
    } finally {
      sessionLock.unlock();
    }
  }

  private boolean isAttached(int worker, int index) {
    SharedData data = pool.acquire(index);
    try {
      return data.isAttached(worker);
    } finally {
      pool.release(data);
    }
  }
}
