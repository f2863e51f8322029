package org.vlsverify.spec.session;

import org.vlsverify.spec.tla.TlaValue;

/**
 * An operator of a specification with its arguments, to be evaluated in many states. As safe for
 * several threads as the session it comes from.
 */
public interface StateQuery {
  /**
   * @param state a state of the session
   * @return the operator's value there, not null
   * @throws SpecException if it has none
   */
  TlaValue evaluate(int state);

  /**
   * The same for an operator with a truth value.
   *
   * @param state a state of the session
   * @return the operator's value there
   * @throws SpecException if it has none
   * @throws IllegalStateException if it is not a truth value
   */
  default boolean test(int state) {
    return evaluate(state).asBoolean();
  }
}
