package org.vlsverify.sessions.design.optimistic;

import java.util.concurrent.locks.StampedLock;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ThreadModel;

/** There is one element; a session is shared, and then another one, by others. */
final class Reuse {

  /** Shares the second session only. */
  static final int STRANGER = 2;

  private static final int WORKERS = 3;

  final SharedElements elements = new SharedElements(1, WORKERS);
  final SharedElement element;

  /** Shares both sessions. */
  final Worker holder = worker(0);

  private final Worker leaver = worker(1);
  private final Worker stranger = worker(STRANGER);
  private final Copy later = new Copy(holder, Family.OTHER_SESSION, 1);

  /** The first session is shared. */
  Reuse() {
    long handle = elements.take();
    Copy copy = new Copy(holder, Family.SESSION, 0);
    copy.become(Copy.shared(handle));
    holder.add(copy);
    element = elements.at(handle);
    element.begin(copy);
    element.subscribe(leaver);
  }

  private static Worker worker(int index) {
    return new Worker(index, Life.LIVE, null, 2, ThreadModel.MULTI_THREADED);
  }

  /** The subscribers leave, and the second session is shared. The copy stays as it is. */
  void useAgain() {
    StampedLock lock = element.lock();
    long stamp = lock.writeLock();
    element.unsubscribe(holder);
    element.unsubscribe(leaver);
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
