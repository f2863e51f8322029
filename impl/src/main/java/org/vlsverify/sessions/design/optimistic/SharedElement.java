package org.vlsverify.sessions.design.optimistic;

import java.util.Arrays;
import java.util.concurrent.locks.StampedLock;
import org.vlsverify.sessions.Life;

/**
 * The element of shared data that all copies of one shared session refer to; when they are gone, it
 * is used again for another session.
 *
 * <p>All of it is changed under the write lock. It is read under the write lock as well, or without
 * any: then what was read counts only if no writer had the lock meanwhile, as {@link
 * StampedLock#validate} tells. What is read before that may be half changed; nothing must depend on
 * it, and nothing that is read can throw, since no array ever gets shorter.
 *
 * <p>The generation says for the how manieth time the element is used. It is part of the handle in
 * the copies: a handle whose generation is another one refers to shared data that is no more.
 */
final class SharedElement {

  private static final int FIRST_ROOM = 4;

  private final StampedLock lock = new StampedLock();
  private final WorkerSet subscribed;
  private final WorkerSet listening;
  private final WorkerSet attached;
  private final WorkerSet waiting;

  private int generation;
  private int session;
  private Worker owner;
  private int ownerIndex;

  /** Whether a notice is on its way to the owner. */
  private boolean noticed;

  /** Whether the notice was sent to a living worker: it is lost if that dies. */
  private boolean losable;

  /** In the order in which they inherit. */
  private Copy[] subscribers = new Copy[FIRST_ROOM];

  private int subscriberCount;

  SharedElement(int maxWorkers) {
    subscribed = new WorkerSet(maxWorkers);
    listening = new WorkerSet(maxWorkers);
    attached = new WorkerSet(maxWorkers);
    waiting = new WorkerSet(maxWorkers);
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

  /** Shared data whose only subscriber, and owner, is the worker that had the session privately. */
  void begin(Copy original) {
    session = original.session();
    subscribe(original);
    changeOwner(original.worker());
    noticed = false;
  }

  /** All copies are gone: handles that still refer to this use of the element are void. */
  void end() {
    generation++;
    owner = null;
    noticed = false;
  }

  boolean hasSubscribers() {
    return subscriberCount > 0;
  }

  /** Whether this is about the same use of the element, and the worker has not left it. */
  boolean isSubscribed(int handleGeneration, int worker) {
    return generation == handleGeneration && subscribed.contains(worker);
  }

  boolean isSubscribed(int worker) {
    return subscribed.contains(worker);
  }

  /** A copy of what the subscribers are, in the order in which they inherit. */
  Copy[] subscribers() {
    return Arrays.copyOf(subscribers, subscriberCount);
  }

  void subscribe(Copy copy) {
    if (subscriberCount == subscribers.length) {
      subscribers = Arrays.copyOf(subscribers, 2 * subscriberCount);
    }
    put(copy, subscriberCount);
    subscriberCount++;
    subscribed.add(copy.worker().index());
  }

  private void put(Copy copy, int position) {
    subscribers[position] = copy;
    copy.setPosition(position);
  }

  /** The last subscriber moves into the hole that the copy leaves. */
  void unsubscribe(Copy copy) {
    subscriberCount--;
    put(subscribers[subscriberCount], copy.position());
    subscribers[subscriberCount] = null;
    int worker = copy.worker().index();
    subscribed.remove(worker);
    listening.remove(worker);
    attached.remove(worker);
    waiting.remove(worker);
  }

  /**
   * The first subscriber becomes the owner, and a notice is sent to it.
   *
   * <p>Whether the notice can still be lost is decided by the life that is read here. Nobody sees
   * what else is changed before the lock is released; so the change takes effect here, before or
   * after the death of the new owner.
   */
  void passOn() {
    Worker heir = subscribers[0].worker();
    changeOwner(heir);
    noticed = true;
    losable = heir.life() != Life.DEAD;
  }

  private void changeOwner(Worker newOwner) {
    owner = newOwner;
    ownerIndex = newOwner.index();
  }

  /** Notices on their way to the owner. */
  int notices() {
    boolean lost = losable && owner.life() == Life.DEAD;
    return noticed && !lost ? 1 : 0;
  }

  /** Takes the notice that is on its way to the worker, which is live, if there is one. */
  boolean takeNotice(int worker) {
    boolean taken = ownerIndex == worker && noticed;
    noticed &= !taken;
    return taken;
  }

  /** Whether the copy is a listener: attached to VPP, or passive. */
  boolean listens(int worker) {
    return listening.contains(worker);
  }

  void listen(int worker) {
    listening.add(worker);
  }

  /** Whether VPP knows the worker as one to give connections to. */
  boolean isAttached(int worker) {
    return attached.contains(worker);
  }

  void attach(int worker) {
    attached.add(worker);
  }

  void detach(int worker) {
    attached.remove(worker);
  }

  /** Whether the worker waits for connections. */
  boolean waits(int worker) {
    return waiting.contains(worker);
  }

  void startWaiting(int worker) {
    waiting.add(worker);
  }

  void stopWaiting(int worker) {
    waiting.remove(worker);
  }
}
