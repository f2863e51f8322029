package org.vlsverify.linearizability.stepping;

import org.vlsverify.linearizability.stepping.LockingView.Frame;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;

/**
 * A step of {@code SharedDataLocking} out of one state into another.
 *
 * @param from the state before, not null
 * @param to the state after, not null
 * @param thread whose step it is, such as w0.t0; null for a death
 * @param worker the thread's, or the one that dies
 */
record LockingEdge(LockingView from, LockingView to, String thread, int worker) {
  static final String DEATH = "die";

  /** What is no step, but takes locks. */
  static final String QUERY = "query";

  /** Whether nobody does it: a behaviour at its end stutters. */
  static boolean isEnd(Operation operation) {
    return operation.arguments().isEmpty();
  }

  /** Whether it is a worker that does it, and not a thread: a root module may have other names. */
  static boolean isDeath(Operation operation) {
    return !isEnd(operation) && mover(operation) instanceof TlaValue.ModelValue;
  }

  private static TlaValue mover(Operation operation) {
    return operation.arguments().values().iterator().next();
  }

  static LockingEdge of(Operation operation, LockingView from, LockingView to) {
    TlaValue mover = mover(operation);
    return isDeath(operation)
        ? new LockingEdge(from, to, null, LockingView.number(mover))
        : new LockingEdge(
            from, to, LockingView.thread(mover), LockingView.number(mover.elements().get(0)));
  }

  boolean isDeath() {
    return thread == null;
  }

  Frame before() {
    return from.frame(thread);
  }

  Frame after() {
    return to.frame(thread);
  }

  /** The step by its name in the specification; of one that begins an operation, by that. */
  String step() {
    if (isDeath()) {
      return DEATH;
    }
    return before().at().equals("idle") ? "begin " + after().op() : before().at();
  }

  /** Who does it, and what it is. */
  @Override
  public String toString() {
    return isDeath() ? "w" + worker + " is killed" : thread + ": " + step();
  }
}
