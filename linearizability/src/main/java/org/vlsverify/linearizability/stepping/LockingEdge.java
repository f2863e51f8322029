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
record LockingEdge(LockingView from, LockingView to, String thread, int worker)
    implements SteppedDesign.Edge {
  static final String DEATH = "die";

  /** What is no step, but takes locks. */
  static final String QUERY = "query";

  static LockingEdge of(Operation operation, LockingView from, LockingView to) {
    TlaValue mover = operation.arguments().values().iterator().next();
    // A worker does it, and not a thread. A root module may have other names for the step.
    return mover instanceof TlaValue.ModelValue
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

  @Override
  public String step() {
    if (isDeath()) {
      return DEATH;
    }
    return before().at().equals("idle") ? "begin " + after().op() : before().at();
  }

  @Override
  public boolean ends() {
    return isDeath() || step().equals("begin exit");
  }

  @Override
  public boolean opensLater() {
    return step().equals("begin open");
  }

  @Override
  public String effect() {
    return isDeath() ? "" : after() + " " + to.state().parts();
  }

  /** Who does it, and what it is. */
  @Override
  public String toString() {
    return isDeath() ? "w" + worker + " is killed" : thread + ": " + step();
  }
}
