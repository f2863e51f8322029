package org.vlsverify.sessions;

import java.util.Objects;
import java.util.concurrent.locks.Lock;

/** Shared sessions with locks. */
public final class LockedSharedSessions implements SharedSessions {

  private final SharedDataPool pool;
  private final Transport transport;
  private final Leaving leaving;
  private final Listening listening;
  private final LifeCycle lifeCycle;
  private final Snapshots snapshots;

  /**
   * The root worker is live and has no session; there is nobody else.
   *
   * @param config the bounds; not null
   * @param transport what stands for VPP; not null
   * @throws NullPointerException if an argument is null
   */
  public LockedSharedSessions(SharedSessionsConfig config, Transport transport) {
    Objects.requireNonNull(config, "config");
    this.transport = Objects.requireNonNull(transport, "transport");
    this.pool = new SharedDataPool(config.sharedCapacity());
    this.leaving = new Leaving(pool, transport);
    this.listening = new Listening(pool, transport);
    this.lifeCycle = new LifeCycle(config, pool, leaving);
    this.snapshots = new Snapshots(config, lifeCycle, pool, listening);
  }

  @Override
  public Outcome open(int worker, int session) {
    Worker opener = lifeCycle.worker(worker);
    if (opener == null) {
      return Outcome.WORKER_NOT_LIVE;
    }
    Lock tableLock = opener.tableWriteLock();
    tableLock.lock();
    try {
      if (!opener.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      if (opener.isForkInProgress()) {
        return Outcome.FORK_IN_PROGRESS;
      }
      if (opener.isFull()) {
        return Outcome.NO_CAPACITY;
      }
      if (!transport.open(worker, session)) {
        return Outcome.SESSION_EXISTS;
      }
      opener.addPrivate(session);
      return Outcome.OPENED;
    } finally {
      tableLock.unlock();
    }
  }

  @Override
  public Outcome close(int worker, int session) {
    Worker leaver = lifeCycle.worker(worker);
    if (leaver == null) {
      return Outcome.WORKER_NOT_LIVE;
    }
    Lock tableLock = leaver.tableWriteLock();
    tableLock.lock();
    try {
      if (!leaver.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      if (leaver.isForkInProgress()) {
        return Outcome.FORK_IN_PROGRESS;
      }
      Session copy = leaver.find(session);
      if (copy == null) {
        return Outcome.UNKNOWN_SESSION;
      }
      return leaving.leave(leaver, copy);
    } finally {
      tableLock.unlock();
    }
  }

  @Override
  public Outcome unshare(int worker, int session) {
    Worker leaver = lifeCycle.worker(worker);
    if (leaver == null) {
      return Outcome.WORKER_NOT_LIVE;
    }
    Lock tableLock = leaver.tableWriteLock();
    tableLock.lock();
    try {
      if (!leaver.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      if (leaver.isForkInProgress()) {
        return Outcome.FORK_IN_PROGRESS;
      }
      Session copy = leaver.find(session);
      if (copy == null) {
        return Outcome.UNKNOWN_SESSION;
      }
      if (!copy.isShared()) {
        return Outcome.NOT_SUBSCRIBED;
      }
      return leaving.leave(leaver, copy);
    } finally {
      tableLock.unlock();
    }
  }

  @Override
  public Outcome acknowledge(int worker, int session) {
    Worker reader = lifeCycle.worker(worker);
    if (reader == null) {
      return Outcome.WORKER_NOT_LIVE;
    }
    Lock tableLock = reader.tableReadLock();
    tableLock.lock();
    try {
      if (!reader.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      Session copy = reader.find(session);
      if (copy == null) {
        return Outcome.UNKNOWN_SESSION;
      }
      return copy.isShared() && takeNotice(worker, copy) ? Outcome.TOLD : Outcome.NO_NOTICE;
    } finally {
      tableLock.unlock();
    }
  }

  private boolean takeNotice(int worker, Session copy) {
    SharedData data = pool.acquire(copy.sharedIndex());
    try {
      return data.takeNotice(worker);
    } finally {
      pool.release(data);
    }
  }

  @Override
  public Outcome listen(int worker, int session) {
    Worker listener = lifeCycle.worker(worker);
    if (listener == null) {
      return Outcome.WORKER_NOT_LIVE;
    }
    Lock tableLock = listener.tableReadLock();
    tableLock.lock();
    try {
      if (!listener.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      Session copy = listener.find(session);
      return copy == null ? Outcome.UNKNOWN_SESSION : listening.listen(listener, copy);
    } finally {
      tableLock.unlock();
    }
  }

  @Override
  public Outcome accept(int worker, int session) {
    Worker listener = lifeCycle.worker(worker);
    if (listener == null) {
      return Outcome.WORKER_NOT_LIVE;
    }
    Lock tableLock = listener.tableReadLock();
    tableLock.lock();
    try {
      if (!listener.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      Session copy = listener.find(session);
      return copy == null ? Outcome.UNKNOWN_SESSION : listening.accept(listener, copy);
    } finally {
      tableLock.unlock();
    }
  }

  @Override
  public Outcome epollAdd(int worker, int session) {
    Worker listener = lifeCycle.worker(worker);
    if (listener == null) {
      return Outcome.WORKER_NOT_LIVE;
    }
    Lock tableLock = listener.tableReadLock();
    tableLock.lock();
    try {
      if (!listener.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      Session copy = listener.find(session);
      return copy == null ? Outcome.UNKNOWN_SESSION : listening.epollAdd(listener, copy);
    } finally {
      tableLock.unlock();
    }
  }

  @Override
  public Outcome epollDel(int worker, int session) {
    Worker listener = lifeCycle.worker(worker);
    if (listener == null) {
      return Outcome.WORKER_NOT_LIVE;
    }
    Lock tableLock = listener.tableReadLock();
    tableLock.lock();
    try {
      if (!listener.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      Session copy = listener.find(session);
      return copy == null ? Outcome.UNKNOWN_SESSION : listening.epollDel(listener, copy);
    } finally {
      tableLock.unlock();
    }
  }

  @Override
  public Outcome forkBegin(int parent, int child) {
    return lifeCycle.forkBegin(parent, child);
  }

  @Override
  public Outcome forkShareNext(int child) {
    return lifeCycle.forkShareNext(child);
  }

  @Override
  public Outcome forkComplete(int child) {
    return lifeCycle.forkComplete(child);
  }

  @Override
  public Outcome exitLeaveNext(int worker) {
    Worker leaver = lifeCycle.worker(worker);
    if (leaver == null) {
      return Outcome.WORKER_NOT_LIVE;
    }
    Lock tableLock = leaver.tableWriteLock();
    tableLock.lock();
    try {
      if (!leaver.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      if (leaver.isForkInProgress()) {
        return Outcome.FORK_IN_PROGRESS;
      }
      return leaving.leaveNext(leaver);
    } finally {
      tableLock.unlock();
    }
  }

  @Override
  public Outcome exitComplete(int worker) {
    return lifeCycle.exitComplete(worker);
  }

  @Override
  public Outcome die(int worker) {
    return lifeCycle.die(worker);
  }

  @Override
  public Outcome cleanupLeaveNext(int worker, int child) {
    return lifeCycle.cleanupLeaveNext(worker, child);
  }

  @Override
  public Outcome cleanupComplete(int worker, int child) {
    return lifeCycle.cleanupComplete(worker, child);
  }

  @Override
  public int owner(int worker, int session) {
    Worker asking = lifeCycle.worker(worker);
    if (asking == null) {
      return NO_WORKER;
    }
    Lock tableLock = asking.tableReadLock();
    tableLock.lock();
    try {
      Session copy = asking.isLive() ? asking.find(session) : null;
      return copy != null && copy.isShared() ? ownerOf(copy) : NO_WORKER;
    } finally {
      tableLock.unlock();
    }
  }

  private int ownerOf(Session copy) {
    SharedData data = pool.acquire(copy.sharedIndex());
    try {
      return data.owner();
    } finally {
      pool.release(data);
    }
  }

  @Override
  public boolean isSharedBy(int worker, int session, int other) {
    Worker asking = lifeCycle.worker(worker);
    lifeCycle.checkIndex(other);
    if (asking == null) {
      return false;
    }
    Lock tableLock = asking.tableReadLock();
    tableLock.lock();
    try {
      Session copy = asking.isLive() ? asking.find(session) : null;
      return copy != null && copy.isShared() && isSubscribed(copy, other);
    } finally {
      tableLock.unlock();
    }
  }

  private boolean isSubscribed(Session copy, int other) {
    SharedData data = pool.acquire(copy.sharedIndex());
    try {
      return data.isSubscribed(other);
    } finally {
      pool.release(data);
    }
  }

  @Override
  public boolean isListener(int worker, int session, int other) {
    Worker asking = lifeCycle.worker(worker);
    lifeCycle.checkIndex(other);
    if (asking == null) {
      return false;
    }
    Lock tableLock = asking.tableReadLock();
    tableLock.lock();
    try {
      Session copy = asking.isLive() ? asking.find(session) : null;
      return copy != null && copy.isShared() && isListener(copy, other);
    } finally {
      tableLock.unlock();
    }
  }

  private boolean isListener(Session copy, int other) {
    SharedData data = pool.acquire(copy.sharedIndex());
    try {
      return data.isListener(other);
    } finally {
      pool.release(data);
    }
  }

  @Override
  public ListenState listenState(int worker, int session) {
    Worker asking = lifeCycle.worker(worker);
    if (asking == null) {
      return ListenState.NONE;
    }
    Lock tableLock = asking.tableReadLock();
    tableLock.lock();
    try {
      Session copy = asking.isLive() ? asking.find(session) : null;
      return copy == null ? ListenState.NONE : listening.state(asking, copy);
    } finally {
      tableLock.unlock();
    }
  }

  @Override
  public Snapshot snapshot() {
    return snapshots.take();
  }
}
