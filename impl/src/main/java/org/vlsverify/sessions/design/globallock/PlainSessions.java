package org.vlsverify.sessions.design.globallock;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Transport;

/**
 * Everything that the lock of {@link GlobalLockSharedSessions} guards, and what is done with it.
 * Not safe for use by several threads, but for queries as long as nothing changes.
 *
 * <p>Whether a subscriber listens, and whether it waits for connections, stays in its own copy of
 * the session, also when that is shared: whoever has the lock may look into the copies of others.
 */
final class PlainSessions implements SharedSessions {

  /** One worker, from its birth to the moment when its index is free again. */
  private static final class Worker {
    final int index;
    final Copy[] pool;
    final BitSet usedSlots = new BitSet();
    final Map<Integer, Copy> table = new HashMap<>();
    Life life;

    /** Who forked or has adopted this worker; or null. */
    Worker parent;

    /** The child of this worker that is being forked; or null. */
    Worker forked;

    Worker(int index, Life life, Worker parent, int slots) {
      this.index = index;
      this.life = life;
      this.parent = parent;
      this.pool = new Copy[slots];
    }

    boolean isFull() {
      return table.size() == pool.length;
    }

    /** The first copy in pool order, or null. */
    Copy first() {
      return table.isEmpty() ? null : pool[usedSlots.nextSetBit(0)];
    }

    /** The first copy in pool order that the child has not got yet, or null. */
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

  /** A worker's copy of a session. */
  private static final class Copy {
    final Worker worker;
    final int session;
    final int slot;

    /** What the worker shares with others; null if the session is private. */
    SharedData data;

    ListenState listen = ListenState.NONE;
    boolean waits;

    Copy(Worker worker, int session, int slot) {
      this.worker = worker;
      this.session = session;
      this.slot = slot;
    }
  }

  /** What all copies of a shared session have in common. */
  private static final class SharedData {
    /** The copies of the subscribers, in the order in which they inherit. */
    final List<Copy> subscribers = new ArrayList<>();

    Copy owner;

    /** Whether the owner has become that by inheritance, and has not yet read the notice of it. */
    boolean noticeUnread;

    void subscribe(Copy copy) {
      subscribers.add(copy);
      copy.data = this;
    }

    /** The last subscriber moves into the hole. */
    void unsubscribe(Copy copy) {
      int last = subscribers.size() - 1;
      Collections.swap(subscribers, subscribers.indexOf(copy), last);
      subscribers.remove(last);
    }

    void passOn() {
      owner = subscribers.get(0);
      noticeUnread = true;
    }
  }

  private final Transport transport;
  private final int slotsPerWorker;
  private final int sharedCapacity;

  /** By worker index; null for who is unborn. */
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

  private static boolean is(Life life, Worker worker) {
    return worker != null && worker.life == life;
  }

  /** A live worker's copy of the session; null if there is none. */
  private Copy copy(int index, int session) {
    Worker worker = worker(index);
    return is(Life.LIVE, worker) ? worker.table.get(session) : null;
  }

  /** Why there is no copy. */
  private Outcome noCopy(int index) {
    return is(Life.LIVE, worker(index)) ? Outcome.UNKNOWN_SESSION : Outcome.WORKER_NOT_LIVE;
  }

  /** Why the worker's set of sessions must not change; null if it may. */
  private static Outcome refuseChange(Worker worker) {
    if (!is(Life.LIVE, worker)) {
      return Outcome.WORKER_NOT_LIVE;
    }
    return worker.forked != null ? Outcome.FORK_IN_PROGRESS : null;
  }

  @Override
  public Outcome open(int worker, int session) {
    Worker opener = worker(worker);
    Outcome refusal = refuseChange(opener);
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
    Outcome refusal = refuseChange(worker(worker));
    if (refusal != null) {
      return refusal;
    }
    Copy copy = copy(worker, session);
    return copy == null ? Outcome.UNKNOWN_SESSION : leave(copy);
  }

  @Override
  public Outcome unshare(int worker, int session) {
    Outcome refusal = refuseChange(worker(worker));
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

  /** Connections would only pile up at an owner who listens and does not wait for them. */
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
    Outcome refusal = refuseChange(forker);
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
    if (!is(Life.FORKING, forked)) {
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
    if (!is(Life.FORKING, forked)) {
      return Outcome.NOT_FORKING;
    }
    Copy next = forked.parent.firstMissingIn(forked);
    if (next != null && mayBeShared(next)) {
      return Outcome.SESSIONS_TO_SHARE;
    }
    endFork(forked, Life.LIVE);
    return next == null ? Outcome.FORKED : Outcome.FORKED_IN_PART;
  }

  private static void endFork(Worker child, Life life) {
    child.parent.forked = null;
    child.life = life;
  }

  @Override
  public Outcome exitLeaveNext(int worker) {
    Worker leaver = worker(worker);
    Outcome refusal = refuseChange(leaver);
    return refusal != null ? refusal : leaveNext(leaver);
  }

  private Outcome leaveNext(Worker leaver) {
    Copy next = leaver.first();
    return next == null ? Outcome.NOTHING_TO_LEAVE : leave(next);
  }

  @Override
  public Outcome exitComplete(int worker) {
    Worker leaver = worker(worker);
    Outcome refusal = refuseChange(leaver);
    return refusal != null ? refusal : retire(leaver, Outcome.EXITED);
  }

  /** The index is free, and the children have the parent; unless there is something to leave. */
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
    if (is(Life.FORKING, killed)) {
      endFork(killed, Life.DEAD);
    } else if (is(Life.LIVE, killed)) {
      killed.life = Life.DEAD;
    } else {
      return Outcome.WORKER_NOT_LIVE;
    }
    for (Copy copy : killed.table.values()) {
      if (copy.data != null && copy.data.owner == copy) {
        copy.data.noticeUnread = false;
      }
    }
    return Outcome.DIED;
  }

  /** Why the worker must not clean up after the child; null if it may. */
  private static Outcome refuseCleanup(Worker cleaner, Worker child) {
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

  @Override
  public Outcome cleanupLeaveNext(int worker, int child) {
    Worker dead = worker(child);
    Outcome refusal = refuseCleanup(worker(worker), dead);
    return refusal != null ? refusal : leaveNext(dead);
  }

  @Override
  public Outcome cleanupComplete(int worker, int child) {
    Worker dead = worker(child);
    Outcome refusal = refuseCleanup(worker(worker), dead);
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

  /** The copy of a session that the one who asks shares with the other, be it dead; or null. */
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
    List<Snapshot.WorkerView> views = new ArrayList<>();
    Map<Integer, Snapshot.SharedView> shared = new HashMap<>();
    for (Worker worker : workers) {
      views.add(view(worker));
      if (worker != null) {
        for (Copy copy : worker.table.values()) {
          if (copy.data != null) {
            shared.computeIfAbsent(copy.session, session -> view(copy.data));
          }
        }
      }
    }
    return new Snapshot(views, shared);
  }

  private Snapshot.WorkerView view(Worker worker) {
    List<Optional<Snapshot.CopyView>> slots =
        new ArrayList<>(Collections.nCopies(slotsPerWorker, Optional.empty()));
    if (worker == null) {
      return new Snapshot.WorkerView(Life.UNBORN, OptionalInt.empty(), slots);
    }
    for (Copy copy : worker.table.values()) {
      slots.set(
          copy.slot, Optional.of(new Snapshot.CopyView(copy.session, copy.listen, copy.waits)));
    }
    OptionalInt parent =
        worker.parent == null ? OptionalInt.empty() : OptionalInt.of(worker.parent.index);
    return new Snapshot.WorkerView(worker.life, parent, slots);
  }

  private static Snapshot.SharedView view(SharedData data) {
    List<Integer> subscribers = new ArrayList<>();
    Set<Integer> listeners = new HashSet<>();
    for (Copy copy : data.subscribers) {
      subscribers.add(copy.worker.index);
      if (copy.waits) {
        listeners.add(copy.worker.index);
      }
    }
    return new Snapshot.SharedView(
        data.owner.worker.index, subscribers, listeners, data.noticeUnread ? 1 : 0);
  }
}
