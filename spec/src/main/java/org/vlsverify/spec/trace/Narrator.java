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
 * Says in words what is in a trace. What is said here is said of any specification; whoever knows
 * one better is found as a service. Stateless.
 */
public interface Narrator {
  /** Knows no specification. */
  Narrator GENERIC = trace -> false;

  /**
   * @param trace not null
   * @return the first that knows its specification, else {@link #GENERIC}
   */
  static Narrator of(Trace trace) {
    return StreamSupport.stream(
            ServiceLoader.load(Narrator.class, Narrator.class.getClassLoader()).spliterator(),
            false)
        .filter(narrator -> narrator.knows(trace))
        .findFirst()
        .orElse(GENERIC);
  }

  /** Whether it knows the specification of the trace, as its variables show. */
  boolean knows(Trace trace);

  /** Whether it says what each thread does in a step, instead of the name of the action. */
  default boolean tellsThreads(Trace trace) {
    return false;
  }

  /**
   * What each thread does in a step that moves it; first the one whose step it is.
   *
   * @param from the index of the state before the step
   * @param to the index of the state after it
   * @return a thread's name to some words
   */
  default Map<String, String> moves(Trace trace, Operation operation, int from, int to) {
    return Map.of();
  }

  /** Whom a step kills, in words. */
  default List<String> killed(Trace trace, int from, int to) {
    return List.of();
  }

  /** Which locks a step takes and releases, one line each. */
  default List<String> lockChanges(Trace trace, int from, int to) {
    return List.of();
  }

  /** One line for each thread that is in the middle of something in a state. */
  default List<String> inTheMiddle(Trace trace, int at) {
    return List.of();
  }

  /** The variables of whose changes these words say all. */
  default Set<String> said(Trace trace) {
    return Set.of();
  }

  /** The variables of whose changes a line of a table says nothing. */
  default Set<String> leftOut(Trace trace) {
    return Set.of();
  }

  /** A difference as {@link org.vlsverify.spec.tla.StateDifference} has it, in few words. */
  default String change(String difference) {
    return difference;
  }

  /** What a step acts on, besides who takes it. */
  default Optional<String> object(Trace trace, int from, int to) {
    return Optional.empty();
  }

  /** Whether the steps are calls of an implementation, which can be repeated. */
  default boolean isReplayable(Trace trace) {
    return false;
  }

  /** Who holds what and waits for whom in a state. */
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

  /** The name of a lock, or of whatever else somebody waits for. */
  default String lock(TlaValue lock) {
    return lock.toString();
  }

  /** What a thread waits for, if that is more than whom. */
  default Optional<String> what(Trace trace, int at, Wait wait) {
    return wait.what().equals(wait.whom()) ? Optional.empty() : Optional.of(lock(wait.what()));
  }

  /**
   * @param term an expression on which the violated property depends
   * @return what its value is, in words; empty words if that is said already
   */
  default String words(Trace trace, Term term) {
    String values =
        term.values().stream().map(TlaValue::toString).collect(Collectors.joining(" -> "));
    return term.text() + (term.values().size() > 1 ? ": " : " = ") + values;
  }

  /**
   * @param term what has another value than it should
   * @param value that it should have
   * @return words to follow those of the term, such as: , and not w0; empty if they say nothing
   */
  default Optional<String> wanted(Term term, TlaValue value) {
    return Optional.of(", and not " + value);
  }

  /** A script for the page of a trace, which draws what is known of the specification. */
  default Optional<String> script() {
    return Optional.empty();
  }
}
