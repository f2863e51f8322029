package org.vlsverify.spec.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;

/**
 * A behaviour of a model, usually one that violates a property. Immutable.
 *
 * @param model the model's name, not null
 * @param problem the problem with the behaviour, not null
 * @param initial variable to value in the order of the declarations, not null
 * @param steps the steps in order, not null
 * @param lasso the loop of an infinite behaviour, if it is one
 * @param constants name to value of constants, such as the capacity of a pool; empty if the model
 *     defines them
 * @param source the file of another tool, if it was read from one
 * @param witness the explanation of the violation, as far as known; not null
 */
public record Trace(
    String model,
    Problem problem,
    Map<String, TlaValue> initial,
    List<Step> steps,
    Optional<Lasso> lasso,
    Map<String, TlaValue> constants,
    Optional<ForeignSource> source,
    Witness witness) {

  /**
   * The problem of a behaviour.
   *
   * @param kind the verdict, OK if the behaviour is no counterexample; not null
   * @param property the name of the violated property, null if it has none
   */
  public record Problem(Verdict kind, String property) {
    /** Rejects a missing kind. */
    public Problem {
      Objects.requireNonNull(kind);
    }

    /**
     * @return whether a problem is known
     */
    public boolean isKnown() {
      return kind != Verdict.OK && kind != Verdict.NOT_SAID;
    }

    /**
     * @return one sentence
     */
    public String sentence() {
      return kind.sentence(property);
    }
  }

  /**
   * One step.
   *
   * @param operation the action with its arguments, not null
   * @param outcome the outcome of the operation, such as {@code owner-changed}, if known
   * @param state variable to value after the step, in the order of the declarations, not null
   */
  public record Step(Operation operation, Optional<String> outcome, Map<String, TlaValue> state) {
    /** Copies the state. */
    public Step {
      Objects.requireNonNull(operation);
      Objects.requireNonNull(outcome);
      state = copy(state);
    }

    /**
     * A step without a known outcome.
     *
     * @param operation the action with its arguments, not null
     * @param state variable to value after the step, in the order of the declarations, not null
     */
    public Step(Operation operation, Map<String, TlaValue> state) {
      this(operation, Optional.empty(), state);
    }
  }

  /**
   * The loop of an infinite behaviour.
   *
   * @param start the state that follows the last one, 0 being the initial state
   * @param operation the step that leads back there; empty if there is no further step
   */
  public record Lasso(int start, Optional<Operation> operation) {
    /**
     * @return whether there is no further step after the last state
     */
    public boolean isStuttering() {
      return operation.isEmpty();
    }
  }

  /**
   * Copies everything.
   *
   * @throws IllegalArgumentException if the lasso starts at no state
   */
  public Trace {
    Objects.requireNonNull(model);
    Objects.requireNonNull(problem);
    Objects.requireNonNull(source);
    initial = copy(initial);
    steps = List.copyOf(steps);
    constants = copy(constants);
    Objects.requireNonNull(witness);
    if (!witness.locks().isEmpty() && witness.locks().size() != steps.size() + 1) {
      throw new IllegalArgumentException("the locks must be known for each state, or for none");
    }
    if (lasso.isPresent() && (lasso.get().start() < 0 || lasso.get().start() > steps.size())) {
      throw new IllegalArgumentException("a lasso cannot start at " + lasso.get().start());
    }
  }

  /**
   * A trace without constants of its own.
   *
   * @param model the model's name, not null
   * @param problem the problem with the behaviour, not null
   * @param initial variable to value in the order of the declarations, not null
   * @param steps the steps in order, not null
   * @param lasso the loop of an infinite behaviour, if it is one
   */
  public Trace(
      String model,
      Problem problem,
      Map<String, TlaValue> initial,
      List<Step> steps,
      Optional<Lasso> lasso) {
    this(model, problem, initial, steps, lasso, Map.of(), Optional.empty(), Witness.NONE);
  }

  /**
   * A trace of this program.
   *
   * @param model the model's name, not null
   * @param problem the problem with the behaviour, not null
   * @param initial variable to value in the order of the declarations, not null
   * @param steps the steps in order, not null
   * @param lasso the loop of an infinite behaviour, if it is one
   * @param constants name to value of constants, not null
   */
  public Trace(
      String model,
      Problem problem,
      Map<String, TlaValue> initial,
      List<Step> steps,
      Optional<Lasso> lasso,
      Map<String, TlaValue> constants) {
    this(model, problem, initial, steps, lasso, constants, Optional.empty(), Witness.NONE);
  }

  /**
   * @param known name to value, not null
   * @return the same trace with these constants, and no others
   */
  public Trace with(Map<String, TlaValue> known) {
    return new Trace(model, problem, initial, steps, lasso, known, source, witness);
  }

  /**
   * @param why not null
   * @return the same trace with this witness
   */
  public Trace with(Witness why) {
    return new Trace(model, problem, initial, steps, lasso, constants, source, why);
  }

  private static Map<String, TlaValue> copy(Map<String, TlaValue> state) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(state));
  }

  /**
   * @return the number of states, the initial one included, a repeated one not counted again
   */
  public int length() {
    return steps.size() + 1;
  }

  /**
   * @param index 0 for the initial state, up to {@link #length} - 1
   * @return variable to value in that state
   */
  public Map<String, TlaValue> state(int index) {
    return index == 0 ? initial : steps.get(index - 1).state();
  }
}
