package org.vlsverify.linearizability.lincheck;

import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tla.TlaValues;

/**
 * A specification in TLA+ as the sequential specification of a Lincheck test. A subclass has the
 * methods of the test, each of which names its action or operator:
 *
 * <pre>{@code
 * public static class Specified extends TlaSequential {
 *   private static final TlaSteps STEPS = TlaSteps.of(MODEL);
 *
 *   @Override
 *   protected TlaSteps steps() {
 *     return STEPS;
 *   }
 *
 *   public boolean borrow(int reader, int book) {
 *     return isTaken("Borrow", reader, book);
 *   }
 *
 *   public int holder(int book) {
 *     return ask("HolderOf", book).asInt();
 *   }
 * }
 * }</pre>
 *
 * <p>An action that is not enabled changes nothing. Arguments are those of the action in their
 * order, as {@link org.vlsverify.spec.tla.JavaValues} compares them. All methods throw {@link
 * BadInputException} for an action, an operator or arguments that the model does not have. For one
 * thread, as Lincheck uses it.
 */
public abstract class TlaSequential extends SequentialState<TlaSteps.Invocation> {
  /** The initial state. */
  protected TlaSequential() {}

  /**
   * @return the steps of the specification: always the same object, from a static field, since a
   *     field of the object would count as a part of its state
   */
  @Override
  protected abstract TlaSteps steps();

  /**
   * Takes a step, if its action is enabled.
   *
   * @param action the name of an action, not null
   * @param arguments its arguments
   * @return whether it was enabled
   */
  protected final boolean isTaken(String action, Object... arguments) {
    return (boolean) take(TlaSteps.invocation(action, null, arguments));
  }

  /**
   * Takes a step, if its action is enabled.
   *
   * @param action the name of an action, not null
   * @param result the name of the operator with its result, which has the parameters of the action
   *     and is evaluated in the state before, not null
   * @param arguments its arguments
   * @return the result
   */
  protected final TlaValue take(String action, String result, Object... arguments) {
    return (TlaValue) take(TlaSteps.invocation(action, result, arguments));
  }

  /**
   * Evaluates an operator in the current state.
   *
   * @param operator the name of an operator or a constant, not null
   * @param arguments its arguments
   * @return its value
   */
  protected final TlaValue ask(String operator, Object... arguments) {
    return (TlaValue) take(TlaSteps.invocation(null, operator, arguments));
  }

  /**
   * @param value a string or a model value, not null
   * @return its text
   */
  protected static String text(TlaValue value) {
    return TlaValues.text(value);
  }
}
