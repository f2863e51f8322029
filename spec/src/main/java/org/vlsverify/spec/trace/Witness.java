package org.vlsverify.spec.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.vlsverify.spec.tla.TlaValue;

/**
 * Why a trace violates its property, as TLC's evaluator says when the trace is made, and who holds
 * and waits for what in each of its states. Immutable.
 *
 * @param faults the false parts of the violated formula; empty if nothing is known of them
 * @param refinement what the step means to a more abstract specification, if the violated formula
 *     says that it implements one
 * @param locks one for each state, in order; empty if the specification does not say who waits
 */
public record Witness(List<Fault> faults, Optional<Refinement> refinement, List<Locks> locks) {
  /** Of a trace of which nothing is known. */
  public static final Witness NONE = new Witness(List.of(), Optional.empty(), List.of());

  /**
   * A smallest part of a formula that is false.
   *
   * @param bound the values of the quantified variables around it, outermost first
   * @param formula the part as the module has it, with the values of its parameters, not null
   * @param terms the expressions on whose values the part depends
   * @param wanted what the last of the terms should be, if the part says so
   */
  public record Fault(
      Map<String, TlaValue> bound, String formula, List<Term> terms, Optional<TlaValue> wanted) {
    /** Copies all. */
    public Fault {
      bound = Collections.unmodifiableMap(new LinkedHashMap<>(bound));
      Objects.requireNonNull(formula);
      terms = List.copyOf(terms);
      Objects.requireNonNull(wanted);
    }
  }

  /**
   * An expression and its values.
   *
   * @param text the expression as the module has it, with the values of its parameters; not null
   * @param path a variable's name, and then the arguments and fields that lead on from it to the
   *     value; empty if the value is not a part of a variable
   * @param values its value in the last state; before and after the last step if that changes it;
   *     or its values in the loop, each that differs from the one before it; {@link #NONE} where
   *     the variable has no such part any more
   */
  public record Term(String text, List<TlaValue> path, List<TlaValue> values) {
    /** Of what is there no more. */
    public static final TlaValue NONE = TlaValue.model("(none)");

    /** Copies the lists. */
    public Term {
      Objects.requireNonNull(text);
      path = List.copyOf(path);
      values = List.copyOf(values);
    }

    /**
     * @return its value in the last state
     */
    public TlaValue last() {
      return values.get(values.size() - 1);
    }
  }

  /**
   * A step as a more abstract specification sees it.
   *
   * @param module the name of that specification, not null
   * @param nearest the action of it that comes nearest, with its arguments, if any does
   * @param changes what the step changes there
   */
  public record Refinement(String module, Optional<String> nearest, List<Term> changes) {
    /** Copies the list. */
    public Refinement {
      Objects.requireNonNull(module);
      Objects.requireNonNull(nearest);
      changes = List.copyOf(changes);
    }
  }

  /**
   * The locks in a state.
   *
   * @param holds each lock with each thread that holds it, in the order of the locks
   * @param waits who waits for whom, in the order of the threads
   */
  public record Locks(List<Hold> holds, List<Wait> waits) {
    /** Copies the lists. */
    public Locks {
      holds = List.copyOf(holds);
      waits = List.copyOf(waits);
    }
  }

  /**
   * A lock that is held.
   *
   * @param lock the lock, not null
   * @param thread who holds it, not null
   * @param toWrite whether nobody else may hold it
   */
  public record Hold(TlaValue lock, TlaValue thread, boolean toWrite) {
    /** Rejects null. */
    public Hold {
      Objects.requireNonNull(lock);
      Objects.requireNonNull(thread);
    }
  }

  /**
   * A thread that cannot go on.
   *
   * @param thread the thread, not null
   * @param whom who has to do something first, not null
   * @param what what the thread waits for, such as a lock; not null
   */
  public record Wait(TlaValue thread, TlaValue whom, TlaValue what) {
    /** Rejects null. */
    public Wait {
      Objects.requireNonNull(thread);
      Objects.requireNonNull(whom);
      Objects.requireNonNull(what);
    }
  }

  /** Copies the lists. */
  public Witness {
    faults = List.copyOf(faults);
    Objects.requireNonNull(refinement);
    locks = List.copyOf(locks);
  }

  /**
   * @param known of each state, in order; not null
   * @return the same with these locks
   */
  public Witness with(List<Locks> known) {
    return new Witness(faults, refinement, known);
  }
}
