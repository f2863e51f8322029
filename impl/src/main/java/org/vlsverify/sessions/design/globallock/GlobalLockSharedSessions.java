package org.vlsverify.sessions.design.globallock;

import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.Transport;

/**
 * Shared sessions with one read-write lock for everything, private sessions included. This is the
 * locking of {@code vcl_locked.c} before its change "vcl: refactor vls to minimize lock usage".
 *
 * <p>Thread-safe. {@link ThreadModel} has no influence: the lock is always taken, since it
 * separates workers as well as the threads of one worker.
 *
 * <p>Every operation is linearizable and takes effect while the lock is held: for reading by the
 * queries {@link #owner}, {@link #isSharedBy}, {@link #isListener} and {@link #listenState}, which
 * change nothing; for writing by all other operations, even if they are refused. No thread sees the
 * effect of an operation before it releases the lock, so any moment in between can be the
 * linearization point. The transport is called with the lock held. {@link #snapshot} takes no lock.
 */
public final class GlobalLockSharedSessions implements SharedSessions {

  private final Lock readLock;
  private final Lock writeLock;
  private final PlainSessions sessions;

  /**
   * The root worker is live and has no session; there is no other worker.
   *
   * @param config the bounds; not null
   * @param transport the connection to VPP; not null
   * @throws NullPointerException if an argument is null
   */
  public GlobalLockSharedSessions(SharedSessionsConfig config, Transport transport) {
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(transport, "transport");
    ReadWriteLock lock = new ReentrantReadWriteLock();
    this.readLock = lock.readLock();
    this.writeLock = lock.writeLock();
    this.sessions = new PlainSessions(config, transport);
  }

  @Override
  public Outcome open(int worker, int session) {
    writeLock.lock();
    try {
      return sessions.open(worker, session);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Outcome close(int worker, int session) {
    writeLock.lock();
    try {
      return sessions.close(worker, session);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Outcome unshare(int worker, int session) {
    writeLock.lock();
    try {
      return sessions.unshare(worker, session);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Outcome acknowledge(int worker, int session) {
    writeLock.lock();
    try {
      return sessions.acknowledge(worker, session);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Outcome listen(int worker, int session) {
    writeLock.lock();
    try {
      return sessions.listen(worker, session);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Outcome accept(int worker, int session) {
    writeLock.lock();
    try {
      return sessions.accept(worker, session);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Outcome epollAdd(int worker, int session) {
    writeLock.lock();
    try {
      return sessions.epollAdd(worker, session);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Outcome epollDel(int worker, int session) {
    writeLock.lock();
    try {
      return sessions.epollDel(worker, session);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Outcome forkBegin(int parent, int child) {
    writeLock.lock();
    try {
      return sessions.forkBegin(parent, child);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Outcome forkShareNext(int child) {
    writeLock.lock();
    try {
      return sessions.forkShareNext(child);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Outcome forkComplete(int child) {
    writeLock.lock();
    try {
      return sessions.forkComplete(child);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Outcome exitLeaveNext(int worker) {
    writeLock.lock();
    try {
      return sessions.exitLeaveNext(worker);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Outcome exitComplete(int worker) {
    writeLock.lock();
    try {
      return sessions.exitComplete(worker);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Outcome die(int worker) {
    writeLock.lock();
    try {
      return sessions.die(worker);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Outcome cleanupLeaveNext(int worker, int child) {
    writeLock.lock();
    try {
      return sessions.cleanupLeaveNext(worker, child);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public Outcome cleanupComplete(int worker, int child) {
    writeLock.lock();
    try {
      return sessions.cleanupComplete(worker, child);
    } finally {
      writeLock.unlock();
    }
  }

  @Override
  public int owner(int worker, int session) {
    readLock.lock();
    try {
      return sessions.owner(worker, session);
    } finally {
      readLock.unlock();
    }
  }

  @Override
  public boolean isSharedBy(int worker, int session, int other) {
    readLock.lock();
    try {
      return sessions.isSharedBy(worker, session, other);
    } finally {
      readLock.unlock();
    }
  }

  @Override
  public boolean isListener(int worker, int session, int other) {
    readLock.lock();
    try {
      return sessions.isListener(worker, session, other);
    } finally {
      readLock.unlock();
    }
  }

  @Override
  public ListenState listenState(int worker, int session) {
    readLock.lock();
    try {
      return sessions.listenState(worker, session);
    } finally {
      readLock.unlock();
    }
  }

  @Override
  public Snapshot snapshot() {
    return sessions.snapshot();
  }
}
