package org.vlsverify.sessions.design.optimistic;

import java.util.concurrent.locks.StampedLock;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ThreadModel;

/** One element, the shared data of a session of two workers. */
final class OneElement {

  static final int OWNER = 0;
  static final int HEIR = 1;

  /** A worker that does not share the session. */
  static final int STRANGER = 2;

  private static final int WORKERS = 3;

  final SharedElements elements = new SharedElements(1, WORKERS);
  final SharedElement element;
  final Worker owner = worker(OWNER);
  final Worker heir = worker(HEIR);

  private final Worker stranger = worker(STRANGER);

  /** The number of another session. */
  private final Copy later = new Copy(owner, Family.OTHER_SESSION, 1);

  OneElement() {
    long handle = elements.take();
    element = elements.at(handle);
    element.begin(copy(owner, handle));
    copy(heir, handle);
    element.subscribe(heir);
  }

  private static Worker worker(int index) {
    return new Worker(index, Life.LIVE, null, 2, ThreadModel.MULTI_THREADED);
  }

  private static Copy copy(Worker worker, long handle) {
    Copy copy = new Copy(worker, Family.SESSION, 0);
    copy.become(Copy.shared(handle));
    worker.add(copy);
    return copy;
  }

  /** The owner leaves; its copy stays. */
  void passOn() {
    StampedLock lock = element.lock();
    long stamp = lock.writeLock();
    element.unsubscribe(owner);
    element.passOn();
    lock.unlockWrite(stamp);
  }

  /** Both leave, and the owner shares another session with the stranger; the copies stay. */
  void useAgain() {
    StampedLock lock = element.lock();
    long stamp = lock.writeLock();
    element.unsubscribe(heir);
    element.unsubscribe(owner);
    element.end();
    elements.free().beginRelease();
    elements.free().release(0);
    lock.unlockWrite(stamp);
    elements.take();
    stamp = lock.writeLock();
    element.begin(later);
    element.subscribe(stranger);
    lock.unlockWrite(stamp);
  }
}
