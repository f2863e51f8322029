package org.vlsverify.sessions.design.optimistic;

import java.util.concurrent.locks.StampedLock;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.SharedSessions;

/**
 * The queries on a session that a worker holds. They take no lock and write nothing.
 *
 * <p>A read of an element counts if no writer had its lock meanwhile, if its generation is that of
 * the copy's handle, if the worker is still subscribed, and if, after all that, the worker is still
 * live. Then all of it was true at once when the element was read, which is the linearization
 * point. If the worker has left or is dead, the query returns the default; that was true when the
 * worker left or died, which was after the query began.
 *
 * <p>Memory ordering: {@link StampedLock#tryOptimisticRead} and {@link StampedLock#validate} order
 * the plain reads between them. The worker's life is volatile and read after that.
 */
final class Queries {

  private final SharedElements elements;

  Queries(SharedElements elements) {
    this.elements = elements;
  }

  /** The word of the worker's copy, as soon as it is not busy; gone if there is no copy. */
  private static long word(Worker worker, int session) {
    Copy copy = worker.find(session);
    return copy == null ? Copy.GONE : copy.await();
  }

  int owner(Worker worker, int session) {
    long word = word(worker, session);
    if (!Copy.isShared(word)) {
      return SharedSessions.NO_WORKER;
    }
    SharedElement element = elements.at(Copy.handle(word));
    int generation = SharedElements.generation(Copy.handle(word));
    StampedLock lock = element.lock();
    for (int round = 0; ; round++) {
      long stamp = lock.tryOptimisticRead();
      boolean subscribed = element.isSubscribed(generation, worker.index());
      int owner = element.owner();
      if (lock.validate(stamp)) {
        return subscribed && worker.isLive() ? owner : SharedSessions.NO_WORKER;
      }
      Waiting.pause(round);
    }
  }

  boolean isSharedBy(Worker worker, int session, int other) {
    long word = word(worker, session);
    if (!Copy.isShared(word)) {
      return false;
    }
    SharedElement element = elements.at(Copy.handle(word));
    int generation = SharedElements.generation(Copy.handle(word));
    StampedLock lock = element.lock();
    for (int round = 0; ; round++) {
      long stamp = lock.tryOptimisticRead();
      boolean answer =
          element.isSubscribed(generation, worker.index()) && element.isSubscribed(other);
      if (lock.validate(stamp)) {
        return answer && worker.isLive();
      }
      Waiting.pause(round);
    }
  }

  boolean isListener(Worker worker, int session, int other) {
    long word = word(worker, session);
    if (!Copy.isShared(word)) {
      return false;
    }
    SharedElement element = elements.at(Copy.handle(word));
    int generation = SharedElements.generation(Copy.handle(word));
    StampedLock lock = element.lock();
    for (int round = 0; ; round++) {
      long stamp = lock.tryOptimisticRead();
      boolean answer = element.isSubscribed(generation, worker.index()) && element.waits(other);
      if (lock.validate(stamp)) {
        return answer && worker.isLive();
      }
      Waiting.pause(round);
    }
  }

  ListenState listenState(Worker worker, int session) {
    long word = word(worker, session);
    if (Copy.isPrivate(word)) {
      return Copy.listens(word) && worker.isLive() ? ListenState.LISTEN : ListenState.NONE;
    }
    return Copy.isShared(word) ? shared(worker, Copy.handle(word)) : ListenState.NONE;
  }

  private ListenState shared(Worker worker, long handle) {
    SharedElement element = elements.at(handle);
    int generation = SharedElements.generation(handle);
    StampedLock lock = element.lock();
    for (int round = 0; ; round++) {
      long stamp = lock.tryOptimisticRead();
      boolean listens =
          element.isSubscribed(generation, worker.index()) && element.listens(worker.index());
      boolean attached = element.isAttached(worker.index());
      if (lock.validate(stamp)) {
        if (!listens || !worker.isLive()) {
          return ListenState.NONE;
        }
        return attached ? ListenState.LISTEN : ListenState.PASSIVE;
      }
      Waiting.pause(round);
    }
  }
}
