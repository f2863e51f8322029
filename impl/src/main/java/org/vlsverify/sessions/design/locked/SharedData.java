package org.vlsverify.sessions.design.locked;

import java.util.Arrays;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The element of shared data that all copies of one shared session refer to.
 *
 * <p>Everything except the session's identity is guarded by {@link #lock} together with the pool's
 * read lock, or by the pool's write lock alone, which excludes holders of the former two.
 */
final class SharedData {

  private static final int NOT_SUBSCRIBED = -1;

  private final int session;
  private final Lock lock = new ReentrantLock();
  private final int[] subscribers;
  private int subscriberCount;
  private final boolean[] attached;
  private final boolean[] listeners;
  private int owner;
  private int notices;

  /**
   * Shared data whose only subscriber and owner is the worker that had the private session.
   *
   * @param session the session
   * @param owner worker index
   * @param maxWorkers bound of worker indices
   */
  SharedData(int session, int owner, int maxWorkers) {
    this.session = session;
    this.owner = owner;
    this.subscribers = new int[maxWorkers];
    this.attached = new boolean[maxWorkers];
    this.listeners = new boolean[maxWorkers];
    subscribe(owner);
  }

  Lock lock() {
    return lock;
  }

  int session() {
    return session;
  }

  int owner() {
    return owner;
  }

  /** Whether a subscriber remains when one of them leaves. */
  boolean hasSeveralSubscribers() {
    return subscriberCount > 1;
  }

  int firstSubscriber() {
    return subscribers[0];
  }

  boolean isSubscribed(int worker) {
    return position(worker) != NOT_SUBSCRIBED;
  }

  /** In order of inheritance. */
  int[] subscribers() {
    return Arrays.copyOf(subscribers, subscriberCount);
  }

  void subscribe(int worker) {
    subscribers[subscriberCount] = worker;
    subscriberCount++;
  }

  /** The last subscriber moves into the hole that the worker leaves. */
  void unsubscribe(int worker) {
    int hole = position(worker);
    if (hole == NOT_SUBSCRIBED) {
      throw new IllegalStateException(
          "worker " + worker + " is not subscribed to session " + session);
    }
    int last = subscriberCount - 1;
    subscribers[hole] = subscribers[last];
    subscriberCount = last;
  }

  private int position(int worker) {
    for (int i = 0; i < subscriberCount; i++) {
      if (subscribers[i] == worker) {
        return i;
      }
    }
    return NOT_SUBSCRIBED;
  }

  /** The unread notices to the former owner are lost. */
  void changeOwner(int newOwner) {
    owner = newOwner;
    notices = 0;
  }

  /** The unread notices to the owner. */
  int notices() {
    return notices;
  }

  void addNotice() {
    notices++;
  }

  /** Takes one unread notice to the worker, if there is one. */
  boolean takeNotice(int worker) {
    if (owner != worker || notices == 0) {
      return false;
    }
    notices--;
    return true;
  }

  /** All unread notices to the worker are lost. */
  void loseNotices(int worker) {
    if (owner == worker) {
      notices = 0;
    }
  }

  /** Whether the worker is attached to VPP. */
  boolean isAttached(int worker) {
    return attached[worker];
  }

  void attach(int worker) {
    attached[worker] = true;
  }

  void detach(int worker) {
    attached[worker] = false;
  }

  /** Whether the worker waits for connections. */
  boolean isListener(int worker) {
    return listeners[worker];
  }

  void addListener(int worker) {
    listeners[worker] = true;
  }

  void removeListener(int worker) {
    listeners[worker] = false;
  }
}
