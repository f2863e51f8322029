package org.vlsverify.linearizability.lincheck;

import org.vlsverify.linearizability.lincheck.TransitionSystem.Step;

/**
 * A state of a sequential specification, for Lincheck. Its only field is the number of the state;
 * so Lincheck, which follows fields, finds nothing to instrument. Two objects are equal if they are
 * not distinguishable, now or later.
 *
 * @param <I> invocations
 */
abstract class SequentialState<I> {
  private int state = TransitionSystem.BEGIN;

  /** The steps; not a field. */
  abstract TransitionSystem<I> steps();

  /** Takes the step of an invocation, and gives its result. */
  final Object take(I invocation) {
    Step step = steps().step(state, invocation);
    state = step.target();
    return step.result();
  }

  /** The number of the state. */
  final int state() {
    return state;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SequentialState<?> that
        && getClass() == that.getClass()
        && state == that.state;
  }

  @Override
  public int hashCode() {
    return state;
  }
}
