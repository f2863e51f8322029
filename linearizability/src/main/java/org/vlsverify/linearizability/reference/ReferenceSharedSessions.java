package org.vlsverify.linearizability.reference;

import static org.vlsverify.sessions.Life.DEAD;
import static org.vlsverify.sessions.Life.FORKING;
import static org.vlsverify.sessions.Life.LIVE;
import static org.vlsverify.sessions.Life.UNBORN;
import static org.vlsverify.sessions.Outcome.*;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.sessions.Snapshot.SharedView;
import org.vlsverify.sessions.Snapshot.WorkerView;
import org.vlsverify.sessions.Transport;

/**
 * Twin of {@code SharedData.tla}: the same operations, helpers and variables with the same names in
 * the same order, to be read side by side. So it is one file, however long. Where the module has
 * {@code OpResult} and {@code Op}, a method here computes the outcome and then makes the step.
 *
 * <p>Slots are counted from 0 here and from 1 in the module; a free slot holds null, a session that
 * is not shared is missing in {@code shared}, and a notice count of 0 in {@code notices}. The
 * parameter {@code attached} of the module is the answer of the transport. In addition the
 * transport is notified of workers that are no longer attached, of sessions without holder, and of
 * owner changes.
 *
 * <p>The helpers are overridable, for seeded defects. Equality and {@link #toString} are about the
 * state. Not safe for use by several threads.
 */
public class ReferenceSharedSessions implements SharedSessions {

  /** The module's {@code SharedDatas}: the shared data of one session. */
  protected record SharedData(int owner, List<Integer> subscribers, Set<Integer> listeners) {
    /** Copies its arguments. */
    public SharedData {
      subscribers = List.copyOf(subscribers);
      listeners = Set.copyOf(listeners);
    }
  }

  /** Key of {@code notices}: the module's {@code notices[worker][session]}. */
  private record Addressee(int worker, int session) {}

  private final int slotCapacity;
  private final int sharedCapacity;
  private final Transport transport;

  private final List<Life> life;
  private final List<Integer> parent;
  private final List<List<CopyView>> pool;
  private final Map<Integer, SharedData> shared = new HashMap<>();
  private final Map<Addressee, Integer> notices = new HashMap<>();

  /**
   * {@code Init}: one live worker, no session.
   *
   * @param workers number of worker indices, at least 1
   * @param slotCapacity capacity of a private pool, at least 1
   * @param sharedCapacity capacity of the pool of shared data, at least 0
   * @param root the live worker, from 0 to {@code workers - 1}
   * @param transport answers requests to attach, and is notified; not null
   */
  public ReferenceSharedSessions(
      int workers, int slotCapacity, int sharedCapacity, int root, Transport transport) {
    Objects.checkIndex(root, workers);
    if (slotCapacity < 1 || sharedCapacity < 0) {
      throw new IllegalArgumentException(
          "slots: " + slotCapacity + ", elements of shared data: " + sharedCapacity);
    }
    this.slotCapacity = slotCapacity;
    this.sharedCapacity = sharedCapacity;
    this.transport = Objects.requireNonNull(transport);
    life = new ArrayList<>(Collections.nCopies(workers, UNBORN));
    life.set(root, LIVE);
    parent = new ArrayList<>(Collections.nCopies(workers, NO_WORKER));
    pool = new ArrayList<>();
    for (int w = 0; w < workers; w++) {
      pool.add(new ArrayList<>(Collections.nCopies(slotCapacity, null)));
    }
  }

  /**
   * Continues from a state. Only owners have notices; so a snapshot is complete.
   *
   * @param state not null
   * @param sharedCapacity capacity of the pool of shared data, at least 0
   * @param transport as above; not null
   */
  public ReferenceSharedSessions(Snapshot state, int sharedCapacity, Transport transport) {
    this(
        state.workers().size(), state.workers().get(0).pool().size(), sharedCapacity, 0, transport);
    for (int w = 0; w < life.size(); w++) {
      WorkerView view = state.workers().get(w);
      life.set(w, view.life());
      parent.set(w, view.parent().orElse(NO_WORKER));
      for (int i = 0; i < slotCapacity; i++) {
        pool.get(w).set(i, view.pool().get(i).orElse(null));
      }
    }
    state
        .shared()
        .forEach(
            (s, view) -> {
              shared.put(s, new SharedData(view.owner(), view.subscribers(), view.listeners()));
              if (view.notices() > 0) {
                notices.put(new Addressee(view.owner(), s), view.notices());
              }
            });
  }

  // ---- Reading the state

  private boolean holdsAt(int w, int i, int s) {
    return pool.get(w).get(i) != null && pool.get(w).get(i).session() == s;
  }

  private boolean holds(int w, int s) {
    for (int i = 0; i < slotCapacity; i++) {
      if (holdsAt(w, i, s)) {
        return true;
      }
    }
    return false;
  }

  private int slotOf(int w, int s) {
    for (int i = 0; i < slotCapacity; i++) {
      if (holdsAt(w, i, s)) {
        return i;
      }
    }
    throw new IllegalStateException("worker " + w + " does not hold session " + s);
  }

  private CopyView copy(int w, int s) {
    return pool.get(w).get(slotOf(w, s));
  }

  private Set<Integer> holders(int s) {
    Set<Integer> holders = new HashSet<>();
    for (int w = 0; w < pool.size(); w++) {
      if (holds(w, s)) {
        holders.add(w);
      }
    }
    return holders;
  }

  private SortedSet<Integer> usedSlots(int w) {
    SortedSet<Integer> used = new TreeSet<>();
    for (int i = 0; i < slotCapacity; i++) {
      if (pool.get(w).get(i) != null) {
        used.add(i);
      }
    }
    return used;
  }

  private SortedSet<Integer> freeSlots(int w) {
    SortedSet<Integer> free = new TreeSet<>();
    for (int i = 0; i < slotCapacity; i++) {
      if (pool.get(w).get(i) == null) {
        free.add(i);
      }
    }
    return free;
  }

  /** {@code Lowest}. */
  protected int lowest(SortedSet<Integer> slots) {
    return slots.first();
  }

  private boolean isShared(int s) {
    return shared.containsKey(s);
  }

  private List<Integer> subscribers(int s) {
    return isShared(s) ? shared.get(s).subscribers() : List.of();
  }

  private boolean isListenerOf(int w, int s) {
    return isShared(s) && shared.get(s).listeners().contains(w);
  }

  private int sharedCount() {
    return shared.size();
  }

  /** Rejects an invalid index, also where the life of the worker is not read. */
  private void requireWorker(int w) {
    Objects.checkIndex(w, life.size());
  }

  private boolean live(int w) {
    return life.get(w) == LIVE;
  }

  private boolean forkInProgress(int w) {
    for (int c = 0; c < life.size(); c++) {
      if (life.get(c) == FORKING && parent.get(c) == w) {
        return true;
      }
    }
    return false;
  }

  // ---- Leaving a session: common to close, unshare, exit and cleanup

  /** {@code Removed}: the last subscriber moves into the hole. */
  protected List<Integer> removed(List<Integer> subscribers, int w) {
    int last = subscribers.size() - 1;
    List<Integer> rest = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      rest.add(subscribers.get(i) == w ? subscribers.get(last) : subscribers.get(i));
    }
    return rest;
  }

  /** {@code OwnerAfter}: when the owner leaves, the first of the rest inherits. */
  protected int ownerAfter(int owner, int w, List<Integer> rest) {
    return owner == w ? rest.get(0) : owner;
  }

  /** {@code SharedAfter}: the shared data after {@code w} has left; null after the last. */
  private SharedData sharedAfter(SharedData data, int w) {
    List<Integer> rest = removed(data.subscribers(), w);
    if (rest.isEmpty()) {
      return null;
    }
    Set<Integer> listeners = new HashSet<>(data.listeners());
    listeners.remove(w);
    return new SharedData(ownerAfter(data.owner(), w, rest), rest, listeners);
  }

  /** {@code NoticesAfter}: exactly one notice to a new owner; {@code w} reads its own no longer. */
  private void noticesAfter(int w, int s, SharedData data) {
    notices.remove(new Addressee(w, s));
    if (data != null && data.owner() != shared.get(s).owner()) {
      sendNotice(s, shared.get(s).owner(), data.owner());
    }
  }

  /** One notice is on its way to the new owner. */
  protected void sendNotice(int s, int oldOwner, int newOwner) {
    notices.merge(new Addressee(newOwner, s), 1, Integer::sum);
    transport.ownerChanged(s, oldOwner, newOwner);
  }

  /** {@code LeaveResult}. */
  private Outcome leaveResult(int w, int s) {
    if (!isShared(s)) {
      return CLOSED;
    } else if (shared.get(s).subscribers().size() == 1) {
      return LAST_CLOSED;
    } else if (shared.get(s).owner() == w) {
      return OWNER_CHANGED;
    } else {
      return UNSHARED;
    }
  }

  /** {@code Leave}: removes the copy of {@code s}, and its part of the shared data. */
  private Outcome leave(int w, int s) {
    Outcome result = leaveResult(w, s);
    SharedData data = isShared(s) ? sharedAfter(shared.get(s), w) : null;
    CopyView left = pool.get(w).set(slotOf(w, s), null);
    noticesAfter(w, s, data);
    if (data == null) {
      shared.remove(s);
    } else {
      shared.put(s, data);
    }
    if (left.listen() == ListenState.LISTEN) {
      transport.detach(w, s);
    }
    if (holders(s).isEmpty()) {
      transport.disconnect(w, s);
    }
    return result;
  }

  /** {@code NextToLeave}: the first session of {@code w} in pool order. */
  private int nextToLeave(int w) {
    return pool.get(w).get(lowest(usedSlots(w))).session();
  }

  // ---- Sessions of one worker

  /** {@code NoSuchSession}: the first check of any operation of a worker on a session. */
  private Optional<Outcome> noSuchSession(int w, int s) {
    if (!live(w)) {
      return Optional.of(WORKER_NOT_LIVE);
    } else if (!holds(w, s)) {
      return Optional.of(UNKNOWN_SESSION);
    } else {
      return Optional.empty();
    }
  }

  /** {@code NoChangeOfPool}: the set of a worker's sessions is frozen while it forks. */
  private Optional<Outcome> noChangeOfPool(int w) {
    if (!live(w)) {
      return Optional.of(WORKER_NOT_LIVE);
    } else if (forkInProgress(w)) {
      return Optional.of(FORK_IN_PROGRESS);
    } else {
      return Optional.empty();
    }
  }

  /** {@code Open}. */
  @Override
  public Outcome open(int w, int s) {
    if (noChangeOfPool(w).isPresent()) {
      return noChangeOfPool(w).get();
    } else if (freeSlots(w).isEmpty()) {
      return NO_CAPACITY;
    } else if (!holders(s).isEmpty()) {
      return SESSION_EXISTS;
    }
    transport.open(w, s);
    pool.get(w).set(lowest(freeSlots(w)), new CopyView(s, ListenState.NONE, false));
    return OPENED;
  }

  /** {@code Close}. */
  @Override
  public Outcome close(int w, int s) {
    if (noChangeOfPool(w).isPresent()) {
      return noChangeOfPool(w).get();
    } else if (!holds(w, s)) {
      return UNKNOWN_SESSION;
    }
    return leave(w, s);
  }

  /** {@code Unshare}. */
  @Override
  public Outcome unshare(int w, int s) {
    if (noChangeOfPool(w).isPresent()) {
      return noChangeOfPool(w).get();
    } else if (!holds(w, s)) {
      return UNKNOWN_SESSION;
    } else if (!subscribers(s).contains(w)) {
      return NOT_SUBSCRIBED;
    }
    return leave(w, s);
  }

  /** {@code Acknowledge}. */
  @Override
  public Outcome acknowledge(int w, int s) {
    if (noSuchSession(w, s).isPresent()) {
      return noSuchSession(w, s).get();
    } else if (noticesOf(w, s) == 0) {
      return NO_NOTICE;
    }
    notices.computeIfPresent(new Addressee(w, s), (key, n) -> n == 1 ? null : n - 1);
    return TOLD;
  }

  private int noticesOf(int w, int s) {
    return notices.getOrDefault(new Addressee(w, s), 0);
  }

  // ---- Listening

  /** {@code MustStop}: an owner who listens without waiting for connections must stop. */
  protected boolean mustStop(int owner, int w, Set<Integer> listeners) {
    return owner != w && !listeners.contains(owner);
  }

  /** {@code Stopped}: an owner's copy that has become passive, since another worker accepts. */
  private void stop(int owner, int s) {
    CopyView copy = copy(owner, s);
    if (copy.listen() == ListenState.LISTEN) {
      pool.get(owner).set(slotOf(owner, s), new CopyView(s, ListenState.PASSIVE, copy.waits()));
      transport.detach(owner, s);
    }
  }

  /** {@code ListenersWith}: the listeners once {@code w} has attached. */
  protected Set<Integer> listenersWith(Set<Integer> listeners, int w) {
    Set<Integer> with = new HashSet<>(listeners);
    with.add(w);
    return with;
  }

  /** {@code Wait}: {@code w} waits for connections on the listener {@code s} from now on. */
  private void waitFor(int w, int s) {
    boolean wasPassive = copy(w, s).listen() == ListenState.PASSIVE;
    pool.get(w).set(slotOf(w, s), new CopyView(s, ListenState.LISTEN, true));
    if (isShared(s)) {
      SharedData data = shared.get(s);
      if (wasPassive && mustStop(data.owner(), w, data.listeners())) {
        stop(data.owner(), s);
      }
      shared.put(
          s, new SharedData(data.owner(), data.subscribers(), listenersWith(data.listeners(), w)));
    }
  }

  /** {@code Listen}. */
  @Override
  public Outcome listen(int w, int s) {
    if (noSuchSession(w, s).isPresent()) {
      return noSuchSession(w, s).get();
    } else if (copy(w, s).listen() != ListenState.NONE) {
      return ALREADY_LISTENING;
    } else if (!transport.attach(w, s)) {
      return LISTEN_FAILED;
    }
    pool.get(w).set(slotOf(w, s), new CopyView(s, ListenState.LISTEN, false));
    return LISTENING;
  }

  /** {@code Accept}. */
  @Override
  public Outcome accept(int w, int s) {
    if (noSuchSession(w, s).isPresent()) {
      return noSuchSession(w, s).get();
    } else if (copy(w, s).listen() == ListenState.NONE) {
      return NOT_LISTENING;
    } else if (copy(w, s).listen() == ListenState.PASSIVE && !transport.attach(w, s)) {
      return LISTEN_FAILED;
    }
    if (!copy(w, s).waits()) {
      waitFor(w, s);
    }
    return ACCEPTING;
  }

  /** {@code EpollAdd}. */
  @Override
  public Outcome epollAdd(int w, int s) {
    if (noSuchSession(w, s).isPresent()) {
      return noSuchSession(w, s).get();
    } else if (copy(w, s).listen() == ListenState.PASSIVE && !transport.attach(w, s)) {
      return LISTEN_FAILED;
    }
    if (copy(w, s).listen() != ListenState.NONE && !copy(w, s).waits()) {
      waitFor(w, s);
    }
    return ADDED;
  }

  /** {@code EpollDel}. */
  @Override
  public Outcome epollDel(int w, int s) {
    if (noSuchSession(w, s).isPresent()) {
      return noSuchSession(w, s).get();
    } else if (!copy(w, s).waits()) {
      return NOT_ADDED;
    }
    ListenState listen = isShared(s) ? ListenState.PASSIVE : ListenState.LISTEN;
    pool.get(w).set(slotOf(w, s), new CopyView(s, listen, false));
    if (isShared(s)) {
      SharedData data = shared.get(s);
      Set<Integer> listeners = new HashSet<>(data.listeners());
      listeners.remove(w);
      shared.put(s, new SharedData(data.owner(), data.subscribers(), listeners));
      transport.detach(w, s);
    }
    return REMOVED;
  }

  // ---- Fork

  /** {@code ForkBegin}. */
  @Override
  public Outcome forkBegin(int p, int c) {
    requireWorker(c);
    if (noChangeOfPool(p).isPresent()) {
      return noChangeOfPool(p).get();
    } else if (life.get(c) != UNBORN) {
      return WORKER_EXISTS;
    }
    life.set(c, FORKING);
    parent.set(c, p);
    return FORK_BEGUN;
  }

  private SortedSet<Integer> slotsToShare(int c) {
    SortedSet<Integer> slots = usedSlots(parent.get(c));
    slots.removeAll(usedSlots(c));
    return slots;
  }

  private CopyView nextToShare(int c) {
    return pool.get(parent.get(c)).get(lowest(slotsToShare(c)));
  }

  /** {@code NoElementFor}: a first share needs a new element of shared data. */
  private boolean noElementFor(int s) {
    return !isShared(s) && sharedCount() >= sharedCapacity;
  }

  /** {@code ChildCopy}: the copy in the child; of a listener it is passive. */
  private static CopyView childCopy(CopyView copy) {
    return new CopyView(
        copy.session(),
        copy.listen() == ListenState.NONE ? ListenState.NONE : ListenState.PASSIVE,
        false);
  }

  /** {@code FirstShared}: the parent becomes owner at the first share. */
  protected SharedData firstShared(int p, int c, CopyView copy) {
    return new SharedData(p, List.of(p, c), copy.waits() ? Set.of(p) : Set.of());
  }

  /** {@code ForkShareNext}. */
  @Override
  public Outcome forkShareNext(int c) {
    if (life.get(c) != FORKING) {
      return NOT_FORKING;
    } else if (slotsToShare(c).isEmpty()) {
      return NOTHING_TO_SHARE;
    } else if (noElementFor(nextToShare(c).session())) {
      return NO_CAPACITY;
    }
    int p = parent.get(c);
    CopyView copy = nextToShare(c);
    pool.get(c).set(lowest(slotsToShare(c)), childCopy(copy));
    if (!isShared(copy.session())) {
      shared.put(copy.session(), firstShared(p, c, copy));
      return FIRST_SHARED;
    }
    SharedData data = shared.get(copy.session());
    List<Integer> subscribers = new ArrayList<>(data.subscribers());
    subscribers.add(c);
    shared.put(copy.session(), new SharedData(data.owner(), subscribers, data.listeners()));
    return SUBSCRIBED;
  }

  /** {@code ForkComplete}. */
  @Override
  public Outcome forkComplete(int c) {
    if (life.get(c) != FORKING) {
      return NOT_FORKING;
    }
    Outcome result;
    if (slotsToShare(c).isEmpty()) {
      result = FORKED;
    } else if (noElementFor(nextToShare(c).session())) {
      result = FORKED_IN_PART;
    } else {
      return SESSIONS_TO_SHARE;
    }
    life.set(c, LIVE);
    return result;
  }

  // ---- The end of a worker

  /** {@code Retire}: the index is free again; the children of {@code w} go to its parent. */
  private void retire(int w) {
    life.set(w, UNBORN);
    for (int v = 0; v < parent.size(); v++) {
      if (parent.get(v) == w) {
        adopt(v, parent.get(w));
      }
    }
    parent.set(w, NO_WORKER);
  }

  /** A child gets another parent, or none. */
  protected void adopt(int child, int newParent) {
    parent.set(child, newParent);
  }

  /** {@code ExitLeaveNext}. */
  @Override
  public Outcome exitLeaveNext(int w) {
    if (noChangeOfPool(w).isPresent()) {
      return noChangeOfPool(w).get();
    } else if (usedSlots(w).isEmpty()) {
      return NOTHING_TO_LEAVE;
    }
    return leave(w, nextToLeave(w));
  }

  /** {@code ExitComplete}. */
  @Override
  public Outcome exitComplete(int w) {
    if (noChangeOfPool(w).isPresent()) {
      return noChangeOfPool(w).get();
    } else if (!usedSlots(w).isEmpty()) {
      return SESSIONS_TO_LEAVE;
    }
    retire(w);
    return EXITED;
  }

  /** {@code Die}. */
  @Override
  public Outcome die(int w) {
    if (life.get(w) != FORKING && life.get(w) != LIVE) {
      return WORKER_NOT_LIVE;
    }
    life.set(w, DEAD);
    notices.keySet().removeIf(addressee -> addressee.worker() == w);
    return DIED;
  }

  /** {@code MayCleanUp}: the parent, or any worker if there is none. */
  private boolean mayCleanUp(int w, int c) {
    return parent.get(c) == w || parent.get(c) == NO_WORKER;
  }

  /** {@code NoCleanup}. */
  private Optional<Outcome> noCleanup(int w, int c) {
    if (!live(w)) {
      return Optional.of(WORKER_NOT_LIVE);
    } else if (life.get(c) != DEAD) {
      return Optional.of(WORKER_NOT_DEAD);
    } else if (!mayCleanUp(w, c)) {
      return Optional.of(NOT_ITS_CHILD);
    } else if (forkInProgress(c)) {
      return Optional.of(FORK_IN_PROGRESS);
    } else {
      return Optional.empty();
    }
  }

  /** {@code CleanupLeaveNext}. */
  @Override
  public Outcome cleanupLeaveNext(int w, int c) {
    requireWorker(c);
    if (noCleanup(w, c).isPresent()) {
      return noCleanup(w, c).get();
    } else if (usedSlots(c).isEmpty()) {
      return NOTHING_TO_LEAVE;
    }
    return leave(c, nextToLeave(c));
  }

  /** {@code CleanupComplete}. */
  @Override
  public Outcome cleanupComplete(int w, int c) {
    requireWorker(c);
    if (noCleanup(w, c).isPresent()) {
      return noCleanup(w, c).get();
    } else if (!usedSlots(c).isEmpty()) {
      return SESSIONS_TO_LEAVE;
    }
    retire(c);
    return CLEANED_UP;
  }

  // ---- Queries

  /** {@code OwnerAnswer}. */
  @Override
  public int owner(int w, int s) {
    return live(w) && holds(w, s) && isShared(s) ? shared.get(s).owner() : NO_WORKER;
  }

  /** {@code IsSharedByAnswer}. */
  @Override
  public boolean isSharedBy(int w, int s, int v) {
    requireWorker(v);
    return live(w) && holds(w, s) && subscribers(s).contains(v);
  }

  /** {@code IsListenerAnswer}. */
  @Override
  public boolean isListener(int w, int s, int v) {
    requireWorker(v);
    return live(w) && holds(w, s) && isListenerOf(v, s);
  }

  /** {@code ListenStateAnswer}. */
  @Override
  public ListenState listenState(int w, int s) {
    return live(w) && holds(w, s) ? copy(w, s).listen() : ListenState.NONE;
  }

  // ---- The state as a whole

  @Override
  public Snapshot snapshot() {
    List<WorkerView> workers = new ArrayList<>();
    for (int w = 0; w < life.size(); w++) {
      workers.add(
          new WorkerView(
              life.get(w),
              parent.get(w) == NO_WORKER ? OptionalInt.empty() : OptionalInt.of(parent.get(w)),
              pool.get(w).stream().map(Optional::ofNullable).toList()));
    }
    Map<Integer, SharedView> views = new HashMap<>();
    shared.forEach(
        (s, data) ->
            views.put(
                s,
                new SharedView(
                    data.owner(),
                    data.subscribers(),
                    data.listeners(),
                    noticesOf(data.owner(), s))));
    return new Snapshot(workers, views);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReferenceSharedSessions that
        && slotCapacity == that.slotCapacity
        && sharedCapacity == that.sharedCapacity
        && life.equals(that.life)
        && parent.equals(that.parent)
        && pool.equals(that.pool)
        && shared.equals(that.shared)
        && notices.equals(that.notices);
  }

  @Override
  public int hashCode() {
    return Objects.hash(slotCapacity, sharedCapacity, life, parent, pool, shared, notices);
  }

  @Override
  public String toString() {
    return snapshot().toString();
  }
}
