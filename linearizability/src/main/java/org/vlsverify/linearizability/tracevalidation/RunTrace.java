package org.vlsverify.linearizability.tracevalidation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vlsverify.linearizability.tracevalidation.ValidationReport.Rejection;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tla.TlaValues;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.Trace.Problem;
import org.vlsverify.spec.trace.Witness;
import org.vlsverify.spec.vls.ThreadSteps;

/**
 * A recorded run as a trace of its lock-level specification. Events without a change in the
 * specification, such as the return of an operation, are left out. If the run is no behaviour, the
 * last step of the trace is the first event that fits no step; it changes nothing. Immutable.
 *
 * @param trace not null
 * @param rejection of the run, if it is no behaviour
 */
public record RunTrace(Trace trace, Optional<Rejection> rejection) {
  private static final Problem NONE = new Problem(Verdict.OK, null);

  /**
   * Validates a run.
   *
   * @param name of the trace, not null
   * @param run not null
   * @return its trace
   * @throws org.vlsverify.spec.run.BadInputException if an event is not as the format says
   */
  public static RunTrace of(String name, RecordedRun run) {
    List<Trace> made = new ArrayList<>();
    Optional<Rejection> rejection =
        TraceValidation.validate(
                List.of(run), (session, states) -> made.add(trace(name, run, session, states)))
            .rejections()
            .stream()
            .findFirst();
    Trace trace = made.get(0);
    return new RunTrace(
        rejection.map(rejected -> withLast(trace, run, rejected)).orElse(trace), rejection);
  }

  private static Trace trace(String name, RecordedRun run, SpecSession session, int[] states) {
    Map<String, TlaValue> initial = RejectedEvent.withoutOwn(session.state(states[0]));
    List<Integer> kept = new ArrayList<>(List.of(states[0]));
    List<Trace.Step> steps = new ArrayList<>();
    Map<String, TlaValue> before = initial;
    for (int i = 1; i < states.length; i++) {
      Map<String, TlaValue> after = RejectedEvent.withoutOwn(session.state(states[i]));
      if (!after.equals(before)) {
        int event = session.value(states[i - 1], "next").asInt() - 1;
        steps.add(new Trace.Step(operation(run, event, before), after));
        kept.add(states[i]);
        before = after;
      }
    }
    int[] numbers = kept.stream().mapToInt(Integer::intValue).toArray();
    return new Trace(
        name,
        NONE,
        initial,
        steps,
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        session.witness(NONE, numbers, -1));
  }

  private static Operation operation(RecordedRun run, int event, Map<String, TlaValue> state) {
    RunEvent recorded = run.events().get(event);
    if ("at once".equals(recorded.at())) {
      return new Operation(
          TraceValidation.actionName(recorded.op()),
          Map.of("w", TlaValue.model(recorded.worker())));
    }
    TlaValue thread = thread(recorded, state);
    return run.events().get(event).event().equals("die")
        ? new Operation("Die", Map.of("w", thread.elements().get(0)))
        : ThreadSteps.recorded(thread, line(event));
  }

  private static TlaValue thread(RunEvent event, Map<String, TlaValue> state) {
    return TlaValues.mappings(state.get("thread")).keySet().stream()
        .filter(thread -> RunText.isThread(thread, event.thread()))
        .findFirst()
        .orElseThrow();
  }

  /** The first line of the file is the header; lines are counted from 1. */
  private static int line(int event) {
    return event + 2;
  }

  private static Trace withLast(Trace trace, RecordedRun run, Rejection rejection) {
    Map<String, TlaValue> end = trace.state(trace.length() - 1);
    TlaValue thread = thread(run.events().get(rejection.line() - 2), end);
    List<Trace.Step> steps = new ArrayList<>(trace.steps());
    steps.add(
        new Trace.Step(ThreadSteps.rejected(thread, rejection.line(), rejection.sentence()), end));
    List<Witness.Locks> locks = new ArrayList<>(trace.witness().locks());
    locks.add(locks.get(locks.size() - 1));
    return new Trace(
        trace.model(),
        new Problem(
            Verdict.DIFFERENCE,
            "line %d, %s, fits no step".formatted(rejection.line(), rejection.sentence())),
        trace.initial(),
        steps,
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        trace.witness().with(locks));
  }
}
