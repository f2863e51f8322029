package org.vlsverify.spec.trace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Witness.Locks;
import org.vlsverify.spec.trace.Witness.Term;
import org.vlsverify.spec.trace.Witness.Wait;

/**
 * Describes a trace in words. This implementation serves any specification; better ones for a
 * specification are found as services. Stateless.
 */
public interface Narrator {
  /** The generic narrator. */
  Narrator GENERIC = trace -> false;

  /**
   * @param trace not null
   * @return the first narrator for its specification, else {@link #GENERIC}
   */
  static Narrator of(Trace trace) {
    return StreamSupport.stream(
            ServiceLoader.load(Narrator.class, Narrator.class.getClassLoader()).spliterator(),
            false)
        .filter(narrator -> narrator.knows(trace))
        .findFirst()
        .orElse(GENERIC);
  }

  /** Whether it serves the specification of the trace, judging by its variables. */
  boolean knows(Trace trace);

  /** Whether it describes each thread in a step, instead of the name of the action. */
  default boolean tellsThreads(Trace trace) {
    return false;
  }

  /**
   * Describes each thread that moves in a step; the actor comes first.
   *
   * @param from the index of the state before the step
   * @param to the index of the state after it
   * @return a thread's name to some words
   */
  default Map<String, String> moves(Trace trace, Operation operation, int from, int to) {
    return Map.of();
  }

  /** The deaths in a step, in words. */
  default List<String> killed(Trace trace, int from, int to) {
    return List.of();
  }

  /** The locks that a step takes and releases, one line each. */
  default List<String> lockChanges(Trace trace, int from, int to) {
    return List.of();
  }

  /** One line for each thread that is within an operation in a state. */
  default List<String> inTheMiddle(Trace trace, int at) {
    return List.of();
  }

  /** The variables with changes that the words cover completely. */
  default Set<String> said(Trace trace) {
    return Set.of();
  }

  /** The variables that a table leaves out. */
  default Set<String> leftOut(Trace trace) {
    return Set.of();
  }

  /** Shortens a line of {@link org.vlsverify.spec.tla.StateDifference}. */
  default String change(String difference) {
    return difference;
  }

  /** The target of a step, besides its actor. */
  default Optional<String> object(Trace trace, int from, int to) {
    return Optional.empty();
  }

  /** Whether the steps are calls of an implementation, and can be replayed. */
  default boolean isReplayable(Trace trace) {
    return false;
  }

  /** The locks and waits in a state. */
  default Locks locks(Trace trace, int at) {
    List<Locks> known = trace.witness().locks();
    return known.isEmpty() ? new Locks(List.of(), List.of()) : known.get(at);
  }

  /** A thread's name. */
  default String thread(TlaValue thread) {
    return thread instanceof TlaValue.TupleValue parts && parts.elements().size() > 1
        ? parts.elements().stream().map(TlaValue::toString).collect(Collectors.joining("."))
        : thread.toString();
  }

  /** The name of a lock, or of another reason to wait. */
  default String lock(TlaValue lock) {
    return lock.toString();
  }

  /** The reason of a wait, if it is not just the other thread. */
  default Optional<String> what(Trace trace, int at, Wait wait) {
    return wait.what().equals(wait.whom()) ? Optional.empty() : Optional.of(lock(wait.what()));
  }

  /**
   * @param term an expression on which the violated property depends
   * @return its value in words; empty words if redundant
   */
  default String words(Trace trace, Term term) {
    String values =
        term.values().stream().map(TlaValue::toString).collect(Collectors.joining(" -> "));
    return term.text() + (term.values().size() > 1 ? ": " : " = ") + values;
  }

  /**
   * @param term the term with a wrong value
   * @param value the wanted value
   * @return words to follow those of the term, such as: , and not w0; empty if redundant
   */
  default Optional<String> wanted(Term term, TlaValue value) {
    return Optional.of(", and not " + value);
  }

  /** A script for the page of a trace, which draws the state of this specification. */
  default Optional<String> script() {
    return Optional.empty();
  }
}
