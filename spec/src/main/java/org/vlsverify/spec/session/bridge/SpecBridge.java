package org.vlsverify.spec.session.bridge;

import java.util.List;
import org.vlsverify.spec.session.SpecException;
import org.vlsverify.spec.session.StateQuery;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Witness;

/**
 * One loaded specification. States are numbered from 0 in the order in which they are found. Not
 * safe for use by several threads at a time.
 *
 * <p>All methods throw {@link SpecException} if an evaluation fails.
 */
public interface SpecBridge {
  /**
   * @return the names of the variables in the order of their declaration
   */
  List<String> variables();

  /**
   * @return every action with each combination of its constant arguments, in TLC's order
   */
  List<Operation> operations();

  /**
   * @param withinConstraints whether to leave out states outside of the model's constraints
   * @return the initial states, each once
   */
  int[] initialStates(boolean withinConstraints);

  /**
   * @param state a state's number
   * @param withinConstraints whether to leave out steps outside of the model's constraints
   * @return distinct pairs, each packed by {@link #step}, in the order of the operations
   */
  long[] successors(int state, boolean withinConstraints);

  /**
   * @return the number of states that {@link #initialStates} and {@link #successors} have computed
   *     so far, including duplicates and those outside of the constraints, as TLC counts
   */
  long generated();

  /**
   * @return the number of numbered states
   */
  int states();

  /**
   * @param state a state's number
   * @param variable a variable's index
   * @return the variable's value in the state; the same object for equal values of one variable
   */
  TlaValue value(int state, int variable);

  /**
   * @param values the values of all variables in order
   * @return the number of the state that has them, or -1 if there is none so far
   */
  int find(List<TlaValue> values);

  /**
   * @param operator a name
   * @return whether the specification defines an operator or a constant of that name
   */
  boolean defines(String operator);

  /**
   * @param operator the name of an operator that is defined
   * @param arguments as many values as it has parameters
   * @return its evaluation in states
   */
  StateQuery query(String operator, List<TlaValue> arguments);

  /**
   * @return the names of the PROPERTYs of the configuration in their order
   */
  List<String> properties();

  /**
   * @param property the name of an operator, not null
   * @param kind the kind of the violation, not null
   * @param states the numbers of the counterexample's states, the same one perhaps more than once
   * @param loop the index of the state that follows the last one, -1 if none does
   * @return the false parts and their evidence; empty if TLC cannot evaluate it
   */
  Witness witness(String property, Verdict kind, int[] states, int loop);

  /**
   * @param property the name of an operator, not null
   * @param states the numbers of the states of a behaviour
   * @param loop the index of the state that follows the last one
   * @return whether the infinite behaviour violates it
   */
  boolean isViolated(String property, int[] states, int loop);

  /**
   * @param operation an operation's index
   * @param target a state's number
   * @return both as one number; smaller for smaller operations
   */
  static long step(int operation, int target) {
    return (long) operation << 32 | target;
  }

  /**
   * @param step as packed by {@link #step}
   * @return the operation's index in it
   */
  static int operation(long step) {
    return (int) (step >>> 32);
  }

  /**
   * @param step as packed by {@link #step}
   * @return the target state's number in it
   */
  static int target(long step) {
    return (int) step;
  }
}
