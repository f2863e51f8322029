package org.vlsverify.sessions.design.optimistic;

import java.util.concurrent.locks.StampedLock;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.Transport;

/**
 * How a worker leaves a session: the common part of close, unshare, exit and cleanup.
 *
 * <p>The caller excludes other changes of the worker's set of sessions: by the table lock while the
 * worker is live, by the life lock once it is dead. Queries, and operations of the worker's other
 * threads on the session, are not excluded. They wait while a private copy is busy or the element
 * locked, and then find that the worker has left.
 */
final class Leaving {

  private final SharedElements elements;
  private final Transport transport;

  Leaving(SharedElements elements, Transport transport) {
    this.elements = elements;
    this.transport = transport;
  }

  /** Leaves the first session in pool order, if there is one. */
  Outcome leaveNext(Worker worker) {
    Copy next = worker.slots().first();
    return next == null ? Outcome.NOTHING_TO_LEAVE : leave(worker, next);
  }

  Outcome leave(Worker worker, Copy copy) {
    long word = copy.acquire();
    if (Copy.isPrivate(word)) {
      return leavePrivate(worker, copy, word);
    }
    try {
      return leaveShared(copy, Copy.handle(word));
    } finally {
      copy.end();
      worker.remove(copy);
    }
  }

  private Outcome leavePrivate(Worker worker, Copy copy, long word) {
    long next = word;
    try {
      if (Copy.listens(word)) {
        transport.detach(worker.index(), copy.session());
      }
      transport.disconnect(worker.index(), copy.session());
      next = Copy.GONE;
    } finally {
      copy.become(next);
    }
    worker.remove(copy);
    return Outcome.CLOSED;
  }

  private Outcome leaveShared(Copy copy, long handle) {
    SharedElement element = elements.at(handle);
    StampedLock lock = element.lock();
    long stamp = lock.writeLock();
    try {
      int leaver = copy.worker().index();
      boolean attached = element.isAttached(leaver);
      element.unsubscribe(copy.worker());
      if (attached) {
        transport.detach(leaver, element.session());
      }
      return element.hasSubscribers()
          ? leaveToOthers(leaver, element)
          : leaveAsLast(leaver, element, handle);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private Outcome leaveToOthers(int leaver, SharedElement element) {
    if (element.owner() != leaver) {
      return Outcome.UNSHARED;
    }
    element.passOn();
    transport.ownerChanged(element.session(), leaver, element.owner());
    return Outcome.OWNER_CHANGED;
  }

  /**
   * Unrelated workers can see two effects: there is room for shared data again, and the session's
   * handle may be used again. Both are one step for them: in between, no thread gets the answer
   * that there is no room.
   */
  private Outcome leaveAsLast(int leaver, SharedElement element, long handle) {
    element.end();
    elements.free().beginRelease();
    try {
      transport.disconnect(leaver, element.session());
    } finally {
      elements.free().release(SharedElements.index(handle));
    }
    return Outcome.LAST_CLOSED;
  }
}
