package org.vlsverify.sessions.design.globallock;

import java.util.Objects;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Transport;

/**
 * The operations without locks, and the state that the lock of {@link GlobalLockSharedSessions}
 * guards. Not thread-safe; concurrent queries are safe as long as nothing changes.
 *
 * <p>The state of a listener stays in each worker's own copy, also when the session is shared: the
 * holder of the lock may read the copies of all workers.
 */
final class PlainSessions implements SharedSessions {

  private final Transport transport;
  private final int slotsPerWorker;
  private final int sharedCapacity;

  /** By worker index; null for a free index. */
  private final Worker[] workers;

  private int sharedCount;

  PlainSessions(SharedSessionsConfig config, Transport transport) {
    this.transport = transport;
    this.slotsPerWorker = config.slotsPerWorker();
    this.sharedCapacity = config.sharedCapacity();
    this.workers = new Worker[config.maxWorkers()];
    add(new Worker(config.rootWorker(), Life.LIVE, null, slotsPerWorker));
  }

  private void add(Worker born) {
    workers[born.index] = born;
  }

  /** The worker that has the index, or null. */
  private Worker worker(int index) {
    return workers[Objects.checkIndex(index, workers.length)];
  }

  /** A live worker's copy of the session; null if there is none. */
  private Copy copy(int index, int session) {
    Worker worker = worker(index);
    return Worker.is(Life.LIVE, worker) ? worker.table.get(session) : null;
  }

  /** The reason for a missing copy. */
  private Outcome noCopy(int index) {
    return Worker.is(Life.LIVE, worker(index)) ? Outcome.UNKNOWN_SESSION : Outcome.WORKER_NOT_LIVE;
  }

  @Override
  public Outcome open(int worker, int session) {
    Worker opener = worker(worker);
    Outcome refusal = Worker.refuseChange(opener);
    if (refusal != null) {
      return refusal;
    }
    if (opener.isFull()) {
      return Outcome.NO_CAPACITY;
    }
    if (!transport.open(worker, session)) {
      return Outcome.SESSION_EXISTS;
    }
    opener.add(new Copy(opener, session, opener.usedSlots.nextClearBit(0)));
    return Outcome.OPENED;
  }

  @Override
  public Outcome close(int worker, int session) {
    Outcome refusal = Worker.refuseChange(worker(worker));
    if (refusal != null) {
      return refusal;
    }
    Copy copy = copy(worker, session);
    return copy == null ? Outcome.UNKNOWN_SESSION : leave(copy);
  }

  @Override
  public Outcome unshare(int worker, int session) {
    Outcome refusal = Worker.refuseChange(worker(worker));
    if (refusal != null) {
      return refusal;
    }
    Copy copy = copy(worker, session);
    if (copy == null) {
      return Outcome.UNKNOWN_SESSION;
    }
    return copy.data == null ? Outcome.NOT_SUBSCRIBED : leave(copy);
  }

  /** A worker leaves a session: common to close, unshare, exit and cleanup. */
  private Outcome leave(Copy copy) {
    int leaver = copy.worker.index;
    copy.worker.remove(copy);
    if (copy.listen == ListenState.LISTEN) {
      transport.detach(leaver, copy.session);
    }
    SharedData data = copy.data;
    if (data == null) {
      transport.disconnect(leaver, copy.session);
      return Outcome.CLOSED;
    }
    data.unsubscribe(copy);
    if (data.subscribers.isEmpty()) {
      sharedCount--;
      transport.disconnect(leaver, copy.session);
      return Outcome.LAST_CLOSED;
    }
    if (data.owner != copy) {
      return Outcome.UNSHARED;
    }
    data.passOn();
    transport.ownerChanged(copy.session, leaver, data.owner.worker.index);
    return Outcome.OWNER_CHANGED;
  }

  @Override
  public Outcome acknowledge(int worker, int session) {
    Copy copy = copy(worker, session);
    if (copy == null) {
      return noCopy(worker);
    }
    SharedData data = copy.data;
    if (data == null || data.owner != copy || !data.noticeUnread) {
      return Outcome.NO_NOTICE;
    }
    data.noticeUnread = false;
    return Outcome.TOLD;
  }

  @Override
  public Outcome listen(int worker, int session) {
    Copy copy = copy(worker, session);
    if (copy == null) {
      return noCopy(worker);
    }
    if (copy.listen != ListenState.NONE) {
      return Outcome.ALREADY_LISTENING;
    }
    if (!transport.attach(worker, session)) {
      return Outcome.LISTEN_FAILED;
    }
    copy.listen = ListenState.LISTEN;
    return Outcome.LISTENING;
  }

  @Override
  public Outcome accept(int worker, int session) {
    Copy copy = copy(worker, session);
    if (copy == null) {
      return noCopy(worker);
    }
    if (copy.listen == ListenState.NONE) {
      return Outcome.NOT_LISTENING;
    }
    return startWaiting(copy) ? Outcome.ACCEPTING : Outcome.LISTEN_FAILED;
  }

  @Override
  public Outcome epollAdd(int worker, int session) {
    Copy copy = copy(worker, session);
    if (copy == null) {
      return noCopy(worker);
    }
    return copy.listen == ListenState.NONE || startWaiting(copy)
        ? Outcome.ADDED
        : Outcome.LISTEN_FAILED;
  }

  /** False if the copy is passive and VPP refuses to attach the worker. */
  private boolean startWaiting(Copy copy) {
    if (copy.listen == ListenState.PASSIVE) {
      if (!transport.attach(copy.worker.index, copy.session)) {
        return false;
      }
      stopIfIdle(copy.data.owner);
      copy.listen = ListenState.LISTEN;
    }
    copy.waits = true;
    return true;
  }

  /** Otherwise connections would pile up at an owner that listens but does not wait for them. */
  private void stopIfIdle(Copy owner) {
    if (owner.listen == ListenState.LISTEN && !owner.waits) {
      owner.listen = ListenState.PASSIVE;
      transport.detach(owner.worker.index, owner.session);
    }
  }

  @Override
  public Outcome epollDel(int worker, int session) {
    Copy copy = copy(worker, session);
    if (copy == null) {
      return noCopy(worker);
    }
    if (!copy.waits) {
      return Outcome.NOT_ADDED;
    }
    copy.waits = false;
    if (copy.data != null) {
      copy.listen = ListenState.PASSIVE;
      transport.detach(worker, session);
    }
    return Outcome.REMOVED;
  }

  @Override
  public Outcome forkBegin(int parent, int child) {
    Worker forker = worker(parent);
    boolean exists = worker(child) != null;
    Outcome refusal = Worker.refuseChange(forker);
    if (refusal != null) {
      return refusal;
    }
    if (exists) {
      return Outcome.WORKER_EXISTS;
    }
    forker.forked = new Worker(child, Life.FORKING, forker, slotsPerWorker);
    add(forker.forked);
    return Outcome.FORK_BEGUN;
  }

  @Override
  public Outcome forkShareNext(int child) {
    Worker forked = worker(child);
    if (!Worker.is(Life.FORKING, forked)) {
      return Outcome.NOT_FORKING;
    }
    Copy next = forked.parent.firstMissingIn(forked);
    if (next == null) {
      return Outcome.NOTHING_TO_SHARE;
    }
    if (!mayBeShared(next)) {
      return Outcome.NO_CAPACITY;
    }
    boolean first = next.data == null;
    if (first) {
      shareFirst(next);
    }
    Copy copy = new Copy(forked, next.session, next.slot);
    if (next.listen != ListenState.NONE) {
      copy.listen = ListenState.PASSIVE;
    }
    next.data.subscribe(copy);
    forked.add(copy);
    return first ? Outcome.FIRST_SHARED : Outcome.SUBSCRIBED;
  }

  /** Whether the session is shared already, or there is room for its shared data. */
  private boolean mayBeShared(Copy copy) {
    return copy.data != null || sharedCount < sharedCapacity;
  }

  private void shareFirst(Copy copy) {
    SharedData data = new SharedData();
    data.subscribe(copy);
    data.owner = copy;
    sharedCount++;
  }

  @Override
  public Outcome forkComplete(int child) {
    Worker forked = worker(child);
    if (!Worker.is(Life.FORKING, forked)) {
      return Outcome.NOT_FORKING;
    }
    Copy next = forked.parent.firstMissingIn(forked);
    if (next != null && mayBeShared(next)) {
      return Outcome.SESSIONS_TO_SHARE;
    }
    forked.endFork(Life.LIVE);
    return next == null ? Outcome.FORKED : Outcome.FORKED_IN_PART;
  }

  @Override
  public Outcome exitLeaveNext(int worker) {
    Worker leaver = worker(worker);
    Outcome refusal = Worker.refuseChange(leaver);
    return refusal != null ? refusal : leaveNext(leaver);
  }

  private Outcome leaveNext(Worker leaver) {
    Copy next = leaver.first();
    return next == null ? Outcome.NOTHING_TO_LEAVE : leave(next);
  }

  @Override
  public Outcome exitComplete(int worker) {
    Worker leaver = worker(worker);
    Outcome refusal = Worker.refuseChange(leaver);
    return refusal != null ? refusal : retire(leaver, Outcome.EXITED);
  }

  /** Frees the index and hands the children to the parent, unless there are sessions to leave. */
  private Outcome retire(Worker retired, Outcome done) {
    if (retired.first() != null) {
      return Outcome.SESSIONS_TO_LEAVE;
    }
    workers[retired.index] = null;
    for (Worker other : workers) {
      if (other != null && other.parent == retired) {
        other.parent = retired.parent;
      }
    }
    return done;
  }

  @Override
  public Outcome die(int worker) {
    Worker killed = worker(worker);
    if (Worker.is(Life.FORKING, killed)) {
      killed.endFork(Life.DEAD);
    } else if (Worker.is(Life.LIVE, killed)) {
      killed.life = Life.DEAD;
    } else {
      return Outcome.WORKER_NOT_LIVE;
    }
    killed.loseNotices();
    return Outcome.DIED;
  }

  @Override
  public Outcome cleanupLeaveNext(int worker, int child) {
    Worker dead = worker(child);
    Outcome refusal = Worker.refuseCleanup(worker(worker), dead);
    return refusal != null ? refusal : leaveNext(dead);
  }

  @Override
  public Outcome cleanupComplete(int worker, int child) {
    Worker dead = worker(child);
    Outcome refusal = Worker.refuseCleanup(worker(worker), dead);
    return refusal != null ? refusal : retire(dead, Outcome.CLEANED_UP);
  }

  @Override
  public int owner(int worker, int session) {
    Copy copy = copy(worker, session);
    return copy == null || copy.data == null ? NO_WORKER : copy.data.owner.worker.index;
  }

  @Override
  public boolean isSharedBy(int worker, int session, int other) {
    return copyOfSubscriber(worker, session, other) != null;
  }

  @Override
  public boolean isListener(int worker, int session, int other) {
    Copy copy = copyOfSubscriber(worker, session, other);
    return copy != null && copy.waits;
  }

  /**
   * The other worker's copy of a session that both share, even if the other one is dead; or null.
   */
  private Copy copyOfSubscriber(int asking, int session, int other) {
    Worker subscriber = worker(other);
    Copy mine = copy(asking, session);
    return mine == null || mine.data == null || subscriber == null
        ? null
        : subscriber.table.get(session);
  }

  @Override
  public ListenState listenState(int worker, int session) {
    Copy copy = copy(worker, session);
    return copy == null ? ListenState.NONE : copy.listen;
  }

  @Override
  public Snapshot snapshot() {
    return Snapshots.take(workers, slotsPerWorker);
  }
}
