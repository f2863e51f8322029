package org.vlsverify.sessions.design.optimistic;

import java.util.concurrent.locks.StampedLock;
import org.vlsverify.sessions.Life;

/**
 * The element of shared data that all copies of one shared session refer to. When they are gone, it
 * is reused for another session.
 *
 * <p>All of it is changed under the write lock. It is read under the write lock, or without a lock:
 * such a read counts only if no writer had the lock meanwhile, as {@link StampedLock#validate}
 * tells. Before that the values may be half changed; nothing must depend on them, and no read can
 * throw, since no array ever gets shorter.
 *
 * <p>The generation counts the uses of the element. It is part of the handle in the copies: a
 * handle with another generation refers to shared data that no longer exists.
 */
class SharedElement {

  /** The kinds of flags for {@link WorkerFlags}. */
  private static final int SUBSCRIBED = 0;

  private static final int LISTENING = 1;
  private static final int ATTACHED = 2;
  private static final int WAITING = 3;
  private static final int KINDS = 4;

  private final StampedLock lock = new PaddedLock();
  private final WorkerFlags flags;
  private final Subscribers subscribers;

  private int generation;
  private int session;
  private Worker owner;
  private int ownerIndex;

  /** Whether there is an unread notice to the owner. */
  private boolean noticed;

  /** Whether the notice was sent to a live worker: it is lost if that worker dies. */
  private boolean losable;

  private SharedElement(int maxWorkers) {
    flags = new WorkerFlags(KINDS, maxWorkers);
    subscribers = Subscribers.none(maxWorkers);
  }

  /** Not used for a session yet. */
  static SharedElement make(int maxWorkers) {
    return new Padded(maxWorkers);
  }

  StampedLock lock() {
    return lock;
  }

  int generation() {
    return generation;
  }

  int session() {
    return session;
  }

  int owner() {
    return ownerIndex;
  }

  /** Shared data whose only subscriber and owner is the worker that had the private session. */
  void begin(Copy original) {
    session = original.session();
    subscribe(original.worker());
    changeOwner(original.worker());
    noticed = false;
  }

  /** All copies are gone: handles that still refer to this use of the element are void. */
  void end() {
    generation++;
    owner = null;
    noticed = false;
  }

  /** Whether the generation is the current one, and the worker has not left. */
  boolean isSubscribed(int handleGeneration, int worker) {
    return generation == handleGeneration && flags.isUp(SUBSCRIBED, worker);
  }

  boolean isSubscribed(int worker) {
    return flags.isUp(SUBSCRIBED, worker);
  }

  boolean hasSubscribers() {
    return !subscribers.isEmpty();
  }

  /** In order of inheritance. */
  Worker[] subscribers() {
    return subscribers.toArray();
  }

  void subscribe(Worker worker) {
    subscribers.add(worker);
    flags.raise(SUBSCRIBED, worker.index());
  }

  void unsubscribe(Worker worker) {
    subscribers.remove(worker);
    flags.lowerAll(worker.index());
  }

  /**
   * The first subscriber becomes the owner, and a notice is sent to it.
   *
   * <p>The life that is read here decides whether the notice can still be lost. No other thread
   * sees the rest of the change before the lock is released; so the change takes effect here,
   * before or after the death of the new owner.
   */
  void passOn() {
    Worker heir = subscribers.first();
    changeOwner(heir);
    noticed = true;
    losable = heir.life() != Life.DEAD;
  }

  private void changeOwner(Worker newOwner) {
    owner = newOwner;
    ownerIndex = newOwner.index();
  }

  /** The unread notices to the owner. */
  int notices() {
    boolean lost = losable && owner.life() == Life.DEAD;
    return noticed && !lost ? 1 : 0;
  }

  /** Takes the unread notice to the worker, which is live, if there is one. */
  boolean takeNotice(int worker) {
    boolean taken = ownerIndex == worker && noticed;
    noticed &= !taken;
    return taken;
  }

  /** Whether the copy is a listener: attached to VPP, or passive. */
  boolean listens(int worker) {
    return flags.isUp(LISTENING, worker);
  }

  void listen(int worker) {
    flags.raise(LISTENING, worker);
  }

  /** Whether the worker is attached to VPP. */
  boolean isAttached(int worker) {
    return flags.isUp(ATTACHED, worker);
  }

  void attach(int worker) {
    flags.raise(ATTACHED, worker);
  }

  void detach(int worker) {
    flags.lower(ATTACHED, worker);
  }

  /** Whether the worker waits for connections. */
  boolean waits(int worker) {
    return flags.isUp(WAITING, worker);
  }

  void startWaiting(int worker) {
    flags.raise(WAITING, worker);
  }

  void stopWaiting(int worker) {
    flags.lower(WAITING, worker);
  }

  /** See {@link Padding}. */
  private static final class Padded extends SharedElement {
    private long p0, p1, p2, p3, p4, p5, p6, p7;

    Padded(int maxWorkers) {
      super(maxWorkers);
    }
  }

  /** See {@link Padding}. */
  private static final class PaddedLock extends StampedLock {
    private static final long serialVersionUID = 1;

    private long p0, p1, p2, p3, p4, p5, p6, p7;
  }
}
