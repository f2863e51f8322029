package org.vlsverify.linearizability.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.vlsverify.spec.tla.TlaValues;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.FailingTrace;
import org.vlsverify.spec.trace.Trace;

/**
 * Traces of the abstract specification made of operations of the Java API, so that a failure of
 * Java code is shown, stored and replayed like a counterexample of TLC.
 */
public final class Traces {
  /** The name of the constant with the name of code that is no design of this project. */
  private static final String CODE = "Code";

  private Traces() {}

  /**
   * Makes the trace of a failure whose last operation deviates. All states but the last are those
   * of the sequential reference; the last state and outcome are those of the code.
   *
   * @param name the name of the trace: that of a model with the same bounds, if there is one
   * @param bounds not null
   * @param root the worker that is live at the beginning
   * @param calls the operations in order, not null
   * @param code makes the deviating code, not null
   * @param problem the deviation, without a full stop, not null
   * @return the trace with that problem
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
   * Reads a constant.
   *
   * @param trace not null
   * @return the sessions on which VPP lets a worker listen, if the trace has them
   * @throws BadInputException if the value is no set of sessions
   */
  public static Optional<Set<Integer>> listenable(Trace trace) {
    return constant(trace, Bounds.LISTENABLE, Bounds::listenable);
  }

  /**
   * Reads a constant.
   *
   * @param trace not null
   * @return the capacity of the pool of shared data, if the trace has it
   * @throws BadInputException if the value is no number
   */
  public static Optional<Integer> sharedCapacity(Trace trace) {
    return constant(trace, Bounds.SHARED_CAPACITY, TlaValue::asInt);
  }

  private static <T> Optional<T> constant(Trace trace, String name, Function<TlaValue, T> meaning) {
    try {
      return Optional.ofNullable(trace.constants().get(name)).map(meaning);
    } catch (IllegalStateException e) {
      throw new BadInputException(
          "The trace of %s has an invalid constant %s: %s."
              .formatted(trace.model(), name, trace.constants().get(name)),
          e);
    }
  }

  /**
   * Stores a trace.
   *
   * @param trace not null
   * @param file the file to create or replace, not null
   * @param variant the name of the deviating code; the trace of code that is no design of this
   *     project names it; not null
   * @return lines that name the file and the commands that show it, and replay it if it is of a
   *     design
   */
  public static String store(Trace trace, Path file, String variant) {
    if (Implementation.all().stream().map(Implementation::toString).anyMatch(variant::equals)) {
      return FailingTrace.store(trace, file, variant);
    }
    Map<String, TlaValue> constants = new LinkedHashMap<>(trace.constants());
    constants.put(CODE, TlaValue.string(variant));
    return FailingTrace.storeOfOtherCode(trace.with(constants), file);
  }

  /**
   * Reads who deviates.
   *
   * @param trace not null
   * @return the name of the code, if it is no design of this project
   */
  public static Optional<String> otherCode(Trace trace) {
    return Optional.ofNullable(trace.constants().get(CODE)).map(TlaValues::text);
  }

  private static Map<String, TlaValue> state(Subject subject, Bounds bounds) {
    return SpecStateWriter.state(subject.snapshot(), bounds.sessions());
  }

  /** Deviating code may be unable to report its state. */
  private static Map<String, TlaValue> stateIfAny(
      Subject atFault, Subject reference, Bounds bounds) {
    try {
      return state(atFault, bounds);
    } catch (RuntimeException | Error e) {
      return state(reference, bounds);
    }
  }
}
