package org.vlsverify.linearizability.lincheck;

/**
 * A deterministic sequential specification: numbered states from 0, the initial one, and the step
 * of each invocation in a state.
 *
 * @param <I> invocations
 */
public interface TransitionSystem<I> {
  /** The initial state. */
  int BEGIN = 0;

  /**
   * The step of an invocation.
   *
   * @param result its outcome or answer
   * @param target the state after it
   */
  record Step(Object result, int target) {}

  /**
   * The step of an invocation.
   *
   * @param state the number of a state
   * @param invocation not null
   */
  Step step(int state, I invocation);
}
