package org.vlsverify.linearizability.stepping.optimistic;

import static java.util.Map.entry;

import java.util.Map;
import org.vlsverify.linearizability.stepping.SteppedThread;
import org.vlsverify.linearizability.stepping.optimistic.OptimisticView.Frame;

/**
 * Where a thread stops. A step of {@code SharedDataOptimistic} is all that the code does from the
 * access with which the step begins up to the one with which the thread's next step begins: the
 * table says which these are. Where no access is said the call has returned.
 *
 * <p>It also watches over what makes a step of several accesses one: in it no lock is taken after
 * one was released.
 */
final class Gate implements SteppedThread.Stops {
  private static final String READ_WORD = "Copy.word";
  private static final String WRITE_WORD = "VarHandle.setRelease";
  private static final String LIFE = "Worker.life";
  private static final String TABLE = "CopyTable.places";
  private static final String READ_STACK = "AtomicLongArray.get";
  private static final String CHANGE_STACK = "AtomicLongArray.compareAndSet";
  private static final String LOCK_ELEMENT = "StampedLock.writeLock";
  private static final String VALIDATE = "StampedLock.validate";
  private static final String OF_ELEMENT = OptimisticDesign.ELEMENT + ".";

  /** By step, the access with which it begins. */
  private static final Map<String, String> BEGINS =
      Map.ofEntries(
          entry("ask: read the word", TABLE),
          entry("ask: read the stamp", "StampedLock.tryOptimisticRead"),
          entry("ask: read whether it is subscribed", OF_ELEMENT + "isSubscribed"),
          entry("ask: read the rest", OF_ELEMENT),
          entry("ask: validate", VALIDATE),
          entry("ask: look at the life", LIFE),
          entry("leave: close the private session", READ_WORD),
          entry("leave: unsubscribe", READ_WORD),
          entry("leave: pass on", OF_ELEMENT + "passOn"),
          entry("leave: begin to release", READ_STACK),
          entry("leave: disconnect", "Transport.disconnect"),
          entry("leave: read the stack", READ_STACK),
          entry("leave: push", CHANGE_STACK),
          entry("leave: remove the copy", WRITE_WORD),
          entry("listen: make the copy busy", TABLE),
          entry("listen: change the private copy", LIFE),
          entry("listen: change the element", LOCK_ELEMENT),
          entry("share: make the copy busy", READ_WORD),
          entry("share: subscribe", READ_WORD),
          entry("share: read the stack", READ_STACK),
          entry("share: pop", CHANGE_STACK),
          entry("share: fill in", LOCK_ELEMENT),
          entry("share: publish", WRITE_WORD),
          entry("complete: hold", READ_STACK),
          entry("complete: go live", LIFE),
          entry("complete: end the hold", READ_STACK));

  /** The only one of these accesses that writes a field. */
  private static final String WRITES = "complete: go live";

  /** With an answer that the first read decides the code reads nothing else. */
  private static final String MAY_BE_LEFT_OUT = "ask: read the rest";

  /** The step at which it stops; null for none. */
  private String next;

  private String pending;
  private boolean hasReleased;
  private String complaint;

  /** From now on the thread stops where it is in this frame. */
  void open(Frame frame) {
    next = frame.isIdle() || frame.answered().isPresent() ? null : frame.at();
    hasReleased = false;
    complaint = null;
  }

  /** From now on the thread stops only where it waits. */
  void openForWait() {
    next = null;
    hasReleased = false;
    complaint = null;
  }

  /** Whether the thread has to stop before its call has returned. */
  boolean isClosed() {
    return next != null;
  }

  /** Whether the thread is already where it has to stop. */
  boolean isReached(Frame before) {
    return before.at().equals(MAY_BE_LEFT_OUT) && VALIDATE.equals(pending);
  }

  /** What was wrong within the step, or null. */
  String complaint() {
    return complaint;
  }

  /** The access before which the thread has stopped. */
  String pending() {
    return pending;
  }

  /** What the thread has to be about to do. */
  String wanted() {
    return BEGINS.get(next);
  }

  @Override
  public boolean before(String access, boolean writes, Object target) {
    if (access.equals("Lock.unlock") || access.equals("StampedLock.unlockWrite")) {
      hasReleased = true;
    } else if (hasReleased && (access.equals("Lock.lock") || access.equals(LOCK_ELEMENT))) {
      complaint = "takes a lock after the release of one in the same step";
    }
    if (next == null) {
      return false;
    }
    String wanted = BEGINS.get(next);
    boolean isNext =
        access.equals(wanted)
            || next.equals(MAY_BE_LEFT_OUT)
                && (access.startsWith(wanted) || access.equals(VALIDATE));
    if (isNext && writes == next.equals(WRITES)) {
      pending = access;
      return true;
    }
    return false;
  }

  @Override
  public boolean atPause() {
    return true;
  }
}
