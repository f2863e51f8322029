package org.vlsverify.sessions.design.optimistic;

import java.util.concurrent.locks.StampedLock;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.Transport;

/**
 * Listening on a session, waiting for its connections, and reading the notice of a new owner.
 *
 * <p>No lock of the worker is taken. A private copy is made busy; for a shared one, the element is
 * locked, and then the operation checks that the worker has not left. Both exclude other changes of
 * the same data. After that it checks that the worker is live, and a change takes effect at this
 * check: other threads do not see it before it ends, and if the worker dies meanwhile, the
 * operation was first.
 */
final class Listening {

  private final SharedElements elements;
  private final Transport transport;

  private final Operation acknowledge = Listening::acknowledge;
  private final Operation listen = this::listen;
  private final Operation accept = this::accept;
  private final Operation epollAdd = this::epollAdd;
  private final Operation epollDel = this::epollDel;

  Listening(SharedElements elements, Transport transport) {
    this.elements = elements;
    this.transport = transport;
  }

  /** An operation on a session of a live worker. */
  @FunctionalInterface
  private interface Operation {
    Outcome on(int worker, int session, Standing standing);
  }

  /** The worker was live before. */
  private Outcome perform(Worker worker, int session, Operation operation) {
    Copy copy = worker.find(session);
    if (copy == null) {
      return ifLive(worker, Outcome.UNKNOWN_SESSION);
    }
    long word = copy.acquire();
    if (Copy.isPrivate(word)) {
      return performPrivate(worker, copy, new PrivateStanding(word), operation);
    }
    return Copy.isShared(word)
        ? performShared(worker, session, Copy.handle(word), operation)
        : ifLive(worker, Outcome.UNKNOWN_SESSION);
  }

  private static Outcome performPrivate(
      Worker worker, Copy copy, PrivateStanding standing, Operation operation) {
    try {
      return worker.isLive()
          ? operation.on(worker.index(), copy.session(), standing)
          : Outcome.WORKER_NOT_LIVE;
    } finally {
      copy.become(standing.word());
    }
  }

  private Outcome performShared(Worker worker, int session, long handle, Operation operation) {
    SharedElement element = elements.at(handle);
    int index = worker.index();
    StampedLock lock = element.lock();
    long stamp = lock.writeLock();
    try {
      boolean subscribed = element.isSubscribed(SharedElements.generation(handle), index);
      if (!worker.isLive()) {
        return Outcome.WORKER_NOT_LIVE;
      }
      return subscribed
          ? operation.on(index, session, new SharedStanding(index, element))
          : Outcome.UNKNOWN_SESSION;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /** The result counts if the worker, which was live before, still is. */
  private static Outcome ifLive(Worker worker, Outcome found) {
    return worker.isLive() ? found : Outcome.WORKER_NOT_LIVE;
  }

  Outcome acknowledge(Worker worker, int session) {
    return perform(worker, session, acknowledge);
  }

  private static Outcome acknowledge(int worker, int session, Standing standing) {
    return standing.takeNotice() ? Outcome.TOLD : Outcome.NO_NOTICE;
  }

  Outcome listen(Worker worker, int session) {
    return perform(worker, session, listen);
  }

  private Outcome listen(int worker, int session, Standing standing) {
    if (standing.listens()) {
      return Outcome.ALREADY_LISTENING;
    }
    if (!transport.attach(worker, session)) {
      return Outcome.LISTEN_FAILED;
    }
    standing.listen();
    return Outcome.LISTENING;
  }

  Outcome accept(Worker worker, int session) {
    return perform(worker, session, accept);
  }

  private Outcome accept(int worker, int session, Standing standing) {
    if (!standing.listens()) {
      return Outcome.NOT_LISTENING;
    }
    return startWaiting(worker, session, standing) ? Outcome.ACCEPTING : Outcome.LISTEN_FAILED;
  }

  Outcome epollAdd(Worker worker, int session) {
    return perform(worker, session, epollAdd);
  }

  private Outcome epollAdd(int worker, int session, Standing standing) {
    boolean added = !standing.listens() || startWaiting(worker, session, standing);
    return added ? Outcome.ADDED : Outcome.LISTEN_FAILED;
  }

  /**
   * False if the copy is passive and VPP refuses to attach the worker. The newcomer is attached
   * before the owner is not.
   */
  private boolean startWaiting(int worker, int session, Standing standing) {
    if (!standing.isAttached()) {
      if (!transport.attach(worker, session)) {
        return false;
      }
      standing.becomeActive(transport);
    }
    standing.startWaiting();
    return true;
  }

  Outcome epollDel(Worker worker, int session) {
    return perform(worker, session, epollDel);
  }

  private Outcome epollDel(int worker, int session, Standing standing) {
    if (!standing.waits()) {
      return Outcome.NOT_ADDED;
    }
    standing.stopWaiting(transport);
    return Outcome.REMOVED;
  }
}
