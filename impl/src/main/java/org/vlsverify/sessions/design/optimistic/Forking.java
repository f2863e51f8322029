package org.vlsverify.sessions.design.optimistic;

import java.util.concurrent.locks.StampedLock;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.Outcome;

/**
 * The sharing of a parent's sessions with its child, one after the other.
 *
 * <p>Called with the life lock of the child held, which is being forked. So the parent's set of
 * sessions is frozen, and needs no lock. Its sessions are not frozen: the parent's threads may
 * listen on them meanwhile, and are excluded as they exclude each other.
 */
final class Forking {

  private final SharedElements elements;

  Forking(SharedElements elements) {
    this.elements = elements;
  }

  Outcome shareNext(Worker child) {
    Copy next = child.nextToShare();
    if (next == null) {
      return Outcome.NOTHING_TO_SHARE;
    }
    long word = next.acquire();
    return Copy.isPrivate(word)
        ? shareFirst(next, word, child)
        : subscribe(next, Copy.handle(word), child);
  }

  private Outcome subscribe(Copy original, long handle, Worker child) {
    Copy copy = copyOf(original, child);
    SharedElement element = elements.at(handle);
    StampedLock lock = element.lock();
    long stamp = lock.writeLock();
    try {
      element.subscribe(child);
      if (element.listens(original.worker().index())) {
        element.listen(child.index());
      }
    } finally {
      lock.unlockWrite(stamp);
    }
    inherit(copy, handle);
    return Outcome.SUBSCRIBED;
  }

  private static Copy copyOf(Copy original, Worker child) {
    return new Copy(child, original.session(), original.slot());
  }

  /** Only the forking thread sees the copies of the child before it is live. */
  private static void inherit(Copy copy, long handle) {
    copy.begin(Copy.shared(handle));
    copy.worker().addInherited(copy);
  }

  /**
   * Unrelated workers can see that an element is taken, and other threads of the parent that the
   * session is shared. Both are one step, since the parent's copy is busy meanwhile.
   */
  private Outcome shareFirst(Copy original, long word, Worker child) {
    long next = word;
    try {
      long handle = elements.take();
      if (handle == SharedElements.NONE) {
        return Outcome.NO_CAPACITY;
      }
      Copy copy = copyOf(original, child);
      fill(elements.at(handle), original, word, copy);
      inherit(copy, handle);
      next = Copy.shared(handle);
      return Outcome.FIRST_SHARED;
    } finally {
      original.become(next);
    }
  }

  /** The parent's listening state moves from its copy to the shared data. */
  private static void fill(SharedElement element, Copy original, long word, Copy copy) {
    int parent = original.worker().index();
    StampedLock lock = element.lock();
    long stamp = lock.writeLock();
    try {
      element.begin(original);
      element.subscribe(copy.worker());
      if (Copy.listens(word)) {
        element.listen(parent);
        element.attach(parent);
        element.listen(copy.worker().index());
      }
      if (Copy.waits(word)) {
        element.startWaiting(parent);
      }
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /**
   * If the child lacks some sessions, there must be no room when it becomes live: nothing is freed
   * in between.
   */
  Outcome complete(Worker child) {
    Copy next = child.nextToShare();
    if (next == null) {
      child.setLife(Life.LIVE);
      return Outcome.FORKED;
    }
    if (Copy.isShared(next.await()) || !elements.free().holdIfNone()) {
      return Outcome.SESSIONS_TO_SHARE;
    }
    child.setLife(Life.LIVE);
    elements.free().endHold();
    return Outcome.FORKED_IN_PART;
  }
}
