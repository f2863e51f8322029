package org.vlsverify.spec.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.vlsverify.spec.tla.TlaValue;

/**
 * The explanation of a violation, from TLC's evaluator when the trace is made, and the locks and
 * waits in each of its states. Immutable.
 *
 * @param faults the false parts of the violated formula; empty if unknown
 * @param refinement the step in the abstract specification, if the violated formula is a refinement
 * @param locks one for each state, in order; empty if the specification has no wait-for graph
 */
public record Witness(List<Fault> faults, Optional<Refinement> refinement, List<Locks> locks) {
  /** The empty witness. */
  public static final Witness NONE = new Witness(List.of(), Optional.empty(), List.of());

  /**
   * A smallest part of a formula that is false.
   *
   * @param bound the values of the quantified variables around it, outermost first
   * @param formula the text of the part, with the values of its parameters, not null
   * @param terms the expressions on whose values the part depends
   * @param wanted the wanted value of the last term, if the part defines it
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
   * @param text the text of the expression, with the values of its parameters; not null
   * @param path a variable's name, then the arguments and fields that lead to the value; empty if
   *     the value is not a part of a variable
   * @param values its value in the last state; before and after the last step if that changes it;
   *     or its values in the loop, each that differs from the one before it; {@link #NONE} where
   *     the variable has no such part any more
   */
  public record Term(String text, List<TlaValue> path, List<TlaValue> values) {
    /** The value of a missing part. */
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
   * A step in the abstract specification.
   *
   * @param module the name of that specification, not null
   * @param nearest its nearest action, with the arguments, if there is one
   * @param changes the changes of the step there
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
   * @param waits the wait-for graph, in the order of the threads
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
   * @param thread the holder, not null
   * @param toWrite whether it is held exclusively
   */
  public record Hold(TlaValue lock, TlaValue thread, boolean toWrite) {
    /** Rejects null. */
    public Hold {
      Objects.requireNonNull(lock);
      Objects.requireNonNull(thread);
    }
  }

  /**
   * A blocked thread.
   *
   * @param thread the thread, not null
   * @param whom the blocking thread, not null
   * @param what the reason of the wait, such as a lock; not null
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
