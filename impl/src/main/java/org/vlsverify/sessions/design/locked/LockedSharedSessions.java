package org.vlsverify.sessions.design.locked;

import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.Transport;

/**
 * Shared sessions with locks: a private pool and a table of sessions per worker, one pool of shared
 * data for all, one lock per element of it.
 *
 * <p>Linearizable with {@link ThreadModel#MULTI_THREADED}. With {@link ThreadModel#SINGLE_THREADED}
 * it does not take the locks of tables and private sessions, and is linearizable if callers keep to
 * the rules of that model. The locks of elements, the pool lock and the life-cycle lock are always
 * taken. The set of conditional locks is fixed at construction, so an operation unlocks exactly
 * what it has locked.
 *
 * <p>The documentation of each operation names its linearization point ("takes effect"). That of a
 * refusal is the same for all: of {@link Outcome#WORKER_NOT_LIVE}, the read of a free index or of
 * the worker's life; of {@link Outcome#FORK_IN_PROGRESS}, the read of the child's life; of a
 * refusal for the worker's own sessions, any time while its table is locked. The package
 * documentation has the lock order and the argument for atomicity.
 */
public final class LockedSharedSessions implements SharedSessions {

  private final SharedDataPool pool;
  private final Transport transport;
  private final Leaving leaving;
  private final Listening listening;
  private final LifeCycle lifeCycle;
  private final Snapshots snapshots;

  /**
   * The root worker is live and has no session; there is no other worker.
   *
   * @param config the bounds; not null
   * @param transport the connection to VPP; not null
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

  /** An operation that changes the set of a worker's sessions. */
  @FunctionalInterface
  private interface Change {
    Outcome of(Worker worker);
  }

  /** An operation or query on a worker's copy of a session. */
  @FunctionalInterface
  private interface Use<T> {
    T of(Worker worker, Session copy);
  }

  /** With the table locked for writing; refused if the worker is not live or is being forked. */
  private Outcome change(int worker, Change change) {
    Worker changed = lifeCycle.worker(worker);
    if (changed == null) {
      return Outcome.WORKER_NOT_LIVE;
    }
    Lock tableLock = changed.tableWriteLock();
    tableLock.lock();
    try {
      if (!changed.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      return changed.isForkInProgress() ? Outcome.FORK_IN_PROGRESS : change.of(changed);
    } finally {
      tableLock.unlock();
    }
  }

  /** With the table locked for reading; refused without a live worker that holds the session. */
  private Outcome use(int worker, int session, Use<Outcome> use) {
    Worker user = lifeCycle.worker(worker);
    if (user == null) {
      return Outcome.WORKER_NOT_LIVE;
    }
    Lock tableLock = user.tableReadLock();
    tableLock.lock();
    try {
      if (!user.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      Session copy = user.find(session);
      return copy == null ? Outcome.UNKNOWN_SESSION : use.of(user, copy);
    } finally {
      tableLock.unlock();
    }
  }

  /** With the table locked for reading; the default without a live worker that has the session. */
  private <T> T query(int worker, int session, T otherwise, Use<T> query) {
    Worker asking = lifeCycle.worker(worker);
    if (asking == null) {
      return otherwise;
    }
    Lock tableLock = asking.tableReadLock();
    tableLock.lock();
    try {
      Session copy = asking.isLive() ? asking.find(session) : null;
      return copy == null ? otherwise : query.of(asking, copy);
    } finally {
      tableLock.unlock();
    }
  }

  /** With the element locked; the default for a private session. */
  private <T> T shared(Session copy, T otherwise, Function<SharedData, T> function) {
    if (!copy.isShared()) {
      return otherwise;
    }
    SharedData data = pool.acquire(copy.sharedIndex());
    try {
      return function.apply(data);
    } finally {
      pool.release(data);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the transport grants or refuses the session. So a session that has been
   * opened, but not yet returned, cannot be opened by others.
   */
  @Override
  public Outcome open(int worker, int session) {
    return change(worker, opener -> open(opener, session));
  }

  private Outcome open(Worker opener, int session) {
    if (opener.isFull()) {
      return Outcome.NO_CAPACITY;
    }
    if (!transport.open(opener.index(), session)) {
      return Outcome.SESSION_EXISTS;
    }
    opener.addPrivate(session);
    return Outcome.OPENED;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect as {@link #unshare} does; for a private session, when the transport disconnects
   * it.
   */
  @Override
  public Outcome close(int worker, int session) {
    return change(worker, leaver -> close(leaver, session));
  }

  private Outcome close(Worker leaver, int session) {
    Session copy = leaver.find(session);
    return copy == null ? Outcome.UNKNOWN_SESSION : leaving.leave(leaver, copy);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the worker leaves the element, which others see once its lock is released;
   * for the last subscriber, when the transport disconnects the session, under the write lock of
   * the pool.
   */
  @Override
  public Outcome unshare(int worker, int session) {
    return change(worker, leaver -> unshare(leaver, session));
  }

  private Outcome unshare(Worker leaver, int session) {
    Session copy = leaver.find(session);
    if (copy == null) {
      return Outcome.UNKNOWN_SESSION;
    }
    if (!copy.isShared()) {
      return Outcome.NOT_SUBSCRIBED;
    }
    return leaving.leave(leaver, copy);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the notice is taken, or found missing, under the lock of the element.
   */
  @Override
  public Outcome acknowledge(int worker, int session) {
    return use(worker, session, this::acknowledge);
  }

  private Outcome acknowledge(Worker reader, Session copy) {
    return shared(copy, false, data -> data.takeNotice(reader.index()))
        ? Outcome.TOLD
        : Outcome.NO_NOTICE;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the worker is attached, under the lock of the session, and of the element
   * if there is one.
   */
  @Override
  public Outcome listen(int worker, int session) {
    return use(worker, session, listening::listen);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the worker becomes a listener, under the lock of the element, which is
   * also when an idle owner is stopped; for a private session, under its own lock.
   */
  @Override
  public Outcome accept(int worker, int session) {
    return use(worker, session, listening::accept);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect as {@link #accept} does.
   */
  @Override
  public Outcome epollAdd(int worker, int session) {
    return use(worker, session, listening::epollAdd);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the worker is no listener any more, under the lock of the element; for a
   * private session, under its own lock.
   */
  @Override
  public Outcome epollDel(int worker, int session) {
    return use(worker, session, listening::epollDel);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the index is taken, under the life-cycle lock and the lock of the parent's
   * table.
   */
  @Override
  public Outcome forkBegin(int parent, int child) {
    return lifeCycle.forkBegin(parent, child);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the child subscribes, under the lock of the element; for the first share,
   * when the element is added, under the write lock of the pool. A refusal for lack of room takes
   * effect at that check, under the same lock.
   */
  @Override
  public Outcome forkShareNext(int child) {
    return lifeCycle.forkShareNext(child);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the life of the child is written. The lock of the pool is held meanwhile,
   * so that there still is no room if the child lacks some sessions. A refusal because of sessions
   * to share takes effect at that check, under the same lock.
   */
  @Override
  public Outcome forkComplete(int child) {
    return lifeCycle.forkComplete(child);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect as {@link #close} does.
   */
  @Override
  public Outcome exitLeaveNext(int worker) {
    return change(worker, leaving::leaveNext);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the index is freed, under the life-cycle lock and the lock of the table.
   */
  @Override
  public Outcome exitComplete(int worker) {
    return lifeCycle.exitComplete(worker);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the life is written, under the life-cycle lock, the lock of the table, and
   * the write lock of the pool. Waits for running operations of the worker.
   */
  @Override
  public Outcome die(int worker) {
    return lifeCycle.die(worker);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect as {@link #close} does, under the life-cycle lock.
   */
  @Override
  public Outcome cleanupLeaveNext(int worker, int child) {
    return lifeCycle.cleanupLeaveNext(worker, child);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the index is freed, under the life-cycle lock.
   */
  @Override
  public Outcome cleanupComplete(int worker, int child) {
    return lifeCycle.cleanupComplete(worker, child);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the element is read, under its lock.
   */
  @Override
  public int owner(int worker, int session) {
    return query(
        worker, session, NO_WORKER, (asking, copy) -> shared(copy, NO_WORKER, SharedData::owner));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the element is read, under its lock.
   */
  @Override
  public boolean isSharedBy(int worker, int session, int other) {
    lifeCycle.checkIndex(other);
    return query(
        worker,
        session,
        false,
        (asking, copy) -> shared(copy, false, data -> data.isSubscribed(other)));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the element is read, under its lock.
   */
  @Override
  public boolean isListener(int worker, int session, int other) {
    lifeCycle.checkIndex(other);
    return query(
        worker,
        session,
        false,
        (asking, copy) -> shared(copy, false, data -> data.isListener(other)));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes effect when the element is read, under its lock; for a session that is private or not
   * a listener, under the lock of the session.
   */
  @Override
  public ListenState listenState(int worker, int session) {
    return query(worker, session, ListenState.NONE, listening::state);
  }

  @Override
  public Snapshot snapshot() {
    return snapshots.take();
  }
}
