package org.vlsverify.linearizability.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.call.SpecStateWriter;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.FailingTrace;
import org.vlsverify.spec.trace.Trace;

/**
 * Makes traces of the abstract specification out of operations of the Java API, so that a failure
 * of Java code is shown, stored and replayed as a counterexample of TLC is.
 */
public final class Traces {
  private Traces() {}

  /**
   * The trace of operations of which the last one, and no other, is not as it should be. All states
   * but the last are those of the sequential reference; the last one, and its outcome, are what the
   * code has come to.
   *
   * @param name what the trace is called: a model's name, if the bounds are that model's
   * @param bounds not null
   * @param root the worker that lives from the beginning
   * @param calls the operations in order, not null
   * @param code makes the code that is at fault, not null
   * @param problem what is wrong, in words without a full stop, not null
   * @return a trace with that problem
   */
  public static Trace of(
      String name,
      Bounds bounds,
      int root,
      List<Call> calls,
      SharedSessionsFactory code,
      String problem) {
    Subject reference = Subject.reference(bounds, root);
    Subject atFault = new Subject(bounds, root, code);
    Map<String, TlaValue> initial = state(reference, bounds);
    List<Trace.Step> steps = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      String right = reference.apply(call);
      String outcome = atFault.apply(call);
      boolean last = i == calls.size() - 1;
      steps.add(
          new Trace.Step(
              call.operation(),
              Optional.of(last ? outcome : right),
              last ? stateIfAny(atFault, reference, bounds) : state(reference, bounds)));
    }
    return new Trace(
            name, new Trace.Problem(Verdict.DIFFERENCE, problem), initial, steps, Optional.empty())
        .with(bounds.constants());
  }

  /**
   * @param trace not null
   * @return the sessions on which VPP lets a worker listen, if the trace says so
   * @throws BadInputException if it says something else than sessions
   */
  public static Optional<Set<Integer>> listenable(Trace trace) {
    return constant(trace, Bounds.LISTENABLE, Bounds::listenable);
  }

  /**
   * @param trace not null
   * @return how many elements fit into the pool of shared data, if the trace says so
   * @throws BadInputException if it says something else than a number
   */
  public static Optional<Integer> sharedCapacity(Trace trace) {
    return constant(trace, Bounds.SHARED_CAPACITY, TlaValue::asInt);
  }

  private static <T> Optional<T> constant(Trace trace, String name, Function<TlaValue, T> meaning) {
    try {
      return Optional.ofNullable(trace.constants().get(name)).map(meaning);
    } catch (IllegalStateException e) {
      throw new BadInputException(
          "The trace of %s has a constant %s that makes no sense: %s."
              .formatted(trace.model(), name, trace.constants().get(name)),
          e);
    }
  }

  /**
   * Stores a trace.
   *
   * @param trace not null
   * @param file the file to create or replace, not null
   * @param variant the name of what is at fault; that of an implementation goes into the command
   * @return lines for people that say where it is, and how to look at it and to replay it
   */
  public static String store(Trace trace, Path file, String variant) {
    boolean isDesign =
        Implementation.all().stream().map(Implementation::toString).anyMatch(variant::equals);
    return FailingTrace.store(trace, file, isDesign ? variant : "");
  }

  private static Map<String, TlaValue> state(Subject subject, Bounds bounds) {
    return SpecStateWriter.state(subject.snapshot(), bounds.sessions());
  }

  /** Code that is at fault may not even be able to say what state it is in. */
  private static Map<String, TlaValue> stateIfAny(
      Subject atFault, Subject reference, Bounds bounds) {
    try {
      return state(atFault, bounds);
    } catch (RuntimeException | Error e) {
      return state(reference, bounds);
    }
  }
}
