package org.vlsverify.linearizability.lincheck;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.call.SpecStateWriter;
import org.vlsverify.linearizability.lincheck.Interleaving.Kind;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.linearizability.trace.Traces;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.testing.RecordingTransport;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;

/**
 * A finding of Lincheck as a trace, like those of a specification at the level of locks: first the
 * part before the threads, then the steps of the threads, at the end the observation.
 *
 * <p>Until the threads begin, the states are those of the reference. While they run, the state is
 * not observable and stays the same in the trace; the last state is that of the code. The scenario
 * is in the constants of the trace, see {@link TraceScenario}.
 */
public final class LincheckTrace {
  /** The thread of the parts before and after the others. */
  private static final String ALONE = "t0";

  private static final String IDLE = "idle";
  private static final String BEGINS = " begins";
  private static final String SWITCH = "switch to another thread";

  private final Finding finding;
  private final Scenario scenario;

  /** The steps of the trace; the thread is the first argument. */
  private final List<Event> events = new ArrayList<>();

  /** A step of the trace, with the operation that it belongs to and the locks held after it. */
  private record Event(
      String thread,
      String in,
      String words,
      Operation operation,
      Optional<String> outcome,
      Set<String> holds,
      Optional<Snapshot> snapshot) {}

  private LincheckTrace(Finding finding) {
    this.finding = finding;
    this.scenario = finding.scenario();
  }

  /**
   * Makes the trace of a finding.
   *
   * @param finding not null
   * @return its trace, with the explanation as the problem
   */
  public static Trace of(Finding finding) {
    return new LincheckTrace(finding).trace();
  }

  /**
   * Stores the trace of a finding.
   *
   * @return the file and the commands that show and replay it
   */
  public static String store(Finding finding, Path file, String implementation) {
    return Traces.store(of(finding), file, implementation);
  }

  private Trace trace() {
    Snapshot begin = before();
    if (finding.steps().isEmpty()) {
      withoutInterleaving();
    } else {
      interleaving();
    }
    finding
        .observation()
        .ifPresent(
            seen ->
                events.add(
                    new Event(
                        ALONE,
                        "afterwards",
                        "everything is observed",
                        operation("Observe", ALONE, Map.of()),
                        Optional.empty(),
                        Set.of(),
                        Optional.of(seen.snapshot()))));
    List<Map<String, TlaValue>> states = states(begin);
    List<Trace.Step> steps = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      steps.add(
          new Trace.Step(events.get(i).operation(), events.get(i).outcome(), states.get(i + 1)));
    }
    return new Trace(
            scenario.name(),
            new Trace.Problem(Verdict.INTERLEAVING, problem()),
            states.get(0),
            steps,
            Optional.empty())
        .with(constants());
  }

  private Map<String, TlaValue> constants() {
    Map<String, TlaValue> constants = new LinkedHashMap<>();
    constants.put(TraceScenario.SCENARIO, TlaValue.string(scenario.name()));
    constants.put(TraceScenario.BEFORE, words(scenario.before()));
    constants.put(
        TraceScenario.THREADS,
        TlaValue.tuple(scenario.threads().stream().map(LincheckTrace::words).toList()));
    constants.putAll(scenario.bounds().constants());
    constants.put(TraceScenario.SLOTS, TlaValue.of(scenario.bounds().slots()));
    constants.put(
        TraceScenario.EXECUTION, TlaValue.of(Math.max(1, Math.toIntExact(finding.execution()))));
    finding
        .seed()
        .ifPresent(
            seed -> constants.put(TraceScenario.SEED, TlaValue.string(String.valueOf(seed))));
    return constants;
  }

  private static TlaValue words(List<Invocation> invocations) {
    return TlaValue.tuple(
        invocations.stream().map(invocation -> TlaValue.string(invocation.toString())).toList());
  }

  /** The explanation, without the scenario, which the trace shows. */
  private String problem() {
    String words = Explanation.of(finding);
    String threads = scenario.words();
    String found =
        finding.kind() + "\n" + words.substring(words.indexOf(threads) + threads.length());
    return finding.steps().isEmpty()
        ? found
            + "Stress does not record the interleaving; the order of the steps here is made up.\n"
        : found;
  }

  /**
   * Runs the first part on the reference.
   *
   * @return the initial state
   */
  private Snapshot before() {
    RecordingTransport transport = new RecordingTransport(scenario.bounds().listenable());
    SharedSessions sessions = Oracle.REFERENCE.create(scenario.bounds(), Scenario.ROOT, transport);
    Snapshot begin = sessions.snapshot();
    for (Invocation invocation : scenario.before()) {
      String outcome = invocation.words(invocation.on(sessions, transport));
      events.add(
          new Event(
              ALONE,
              "before",
              shortly(invocation) + " -> " + outcome,
              operation(invocation, ALONE),
              Optional.of(outcome),
              Set.of(),
              Optional.of(sessions.snapshot())));
    }
    return begin;
  }

  private static String thread(int index) {
    return "t" + (index + 1);
  }

  private static Operation operation(String name, String thread, Map<String, TlaValue> others) {
    Map<String, TlaValue> arguments = new LinkedHashMap<>();
    arguments.put("t", TlaValue.model(thread));
    arguments.putAll(others);
    return new Operation(name, arguments);
  }

  private static Operation operation(Invocation invocation, String thread) {
    if (invocation instanceof Invocation.OfCall ofCall) {
      Operation call = ofCall.call().operation();
      return operation(call.action(), thread, call.arguments());
    }
    return operation(
        invocation.method(), thread, Map.of("invocation", TlaValue.string(invocation.toString())));
  }

  /** Such as: unshare w1 s0. */
  private static String shortly(Invocation invocation) {
    List<TlaValue> arguments =
        invocation instanceof Invocation.OfCall ofCall
            ? ofCall.call().specArguments()
            : invocation instanceof Invocation.OfQuery ofQuery
                ? ofQuery.query().specArguments()
                : invocation.arguments().stream()
                    .map(worker -> TlaValue.model("w" + worker))
                    .toList();
    return invocation.method()
        + arguments.stream()
            .filter(argument -> !argument.equals(TlaValue.of(true)))
            .map(argument -> argument.equals(TlaValue.of(false)) ? "refused" : argument.toString())
            .map(" "::concat)
            .collect(Collectors.joining());
  }

  private Invocation invocation(int thread, int index) {
    return scenario.threads().get(thread).get(index);
  }

  private String result(int thread, int index) {
    List<Object> results = finding.results().get(thread);
    return index < results.size() ? invocation(thread, index).words(results.get(index)) : "nothing";
  }

  private void interleaving() {
    for (Interleaving.Step step : finding.steps()) {
      String place = step.place().isEmpty() ? "" : " (" + step.place() + ")";
      String done = step.completed() ? "" : BEGINS;
      switch (step.kind()) {
        case WHOLE, END ->
            ends(step.thread(), step.invocation(), step.kind() == Kind.WHOLE, step.holds());
        case BEGIN -> begins(step.thread(), step.invocation());
        case SWITCH ->
            adds(
                step,
                "Switch",
                step.words().isEmpty() ? SWITCH : SWITCH + ", since: " + step.words());
        case STEP -> adds(step, "Step", step.words() + place);
        case LOCK -> adds(step, "Lock", step.words() + ".lock()" + done + place);
        case UNLOCK -> adds(step, "Unlock", step.words() + ".unlock()" + done + place);
      }
    }
  }

  private void adds(Interleaving.Step step, String name, String words) {
    Map<String, TlaValue> arguments = new LinkedHashMap<>();
    arguments.put("does", TlaValue.string(step.words()));
    arguments.put("at", TlaValue.string(step.place()));
    events.add(
        new Event(
            thread(step.thread()),
            shortly(invocation(step.thread(), step.invocation())),
            words,
            operation(name, thread(step.thread()), arguments),
            Optional.empty(),
            Set.copyOf(step.holds()),
            Optional.empty()));
  }

  private void begins(int thread, int invocation) {
    events.add(
        new Event(
            thread(thread),
            shortly(invocation(thread, invocation)),
            "begin",
            operation(invocation(thread, invocation), thread(thread)),
            Optional.empty(),
            Set.of(),
            Optional.empty()));
  }

  private void ends(int thread, int invocation, boolean atOnce, List<String> holds) {
    events.add(
        new Event(
            thread(thread),
            shortly(invocation(thread, invocation)),
            "-> " + result(thread, invocation) + (atOnce ? " (in one go)" : ""),
            atOnce
                ? operation(invocation(thread, invocation), thread(thread))
                : operation("Return", thread(thread), Map.of()),
            Optional.of(result(thread, invocation)),
            Set.copyOf(holds),
            Optional.empty()));
  }

  /** All begin, then all end, invocation by invocation. */
  private void withoutInterleaving() {
    int most = finding.results().stream().mapToInt(List::size).max().orElse(0);
    for (int invocation = 0; invocation < most; invocation++) {
      for (int thread = 0; thread < finding.results().size(); thread++) {
        if (invocation < finding.results().get(thread).size()) {
          begins(thread, invocation);
        }
      }
      for (int thread = 0; thread < finding.results().size(); thread++) {
        if (invocation < finding.results().get(thread).size()) {
          ends(thread, invocation, false, List.of());
        }
      }
    }
  }

  /** The states before and after the events. */
  private List<Map<String, TlaValue>> states(Snapshot begin) {
    List<String> names = new ArrayList<>(List.of(ALONE));
    IntStream.range(0, scenario.threads().size())
        .mapToObj(LincheckTrace::thread)
        .forEach(names::add);
    Snapshot snapshot = begin;
    Map<String, Set<String>> holds = new LinkedHashMap<>();
    List<Map<String, TlaValue>> states = new ArrayList<>();
    for (int i = 0; i <= events.size(); i++) {
      if (i > 0) {
        Event done = events.get(i - 1);
        snapshot = done.snapshot().orElse(snapshot);
        holds.put(done.thread(), done.holds());
      }
      Map<String, TlaValue> state =
          new LinkedHashMap<>(SpecStateWriter.state(snapshot, scenario.bounds().sessions()));
      Map<TlaValue, TlaValue> frames = new LinkedHashMap<>();
      for (String name : names) {
        frames.put(TlaValue.model(name), frame(name, i, holds.getOrDefault(name, Set.of())));
      }
      state.put("thread", TlaValue.function(frames));
      states.add(state);
    }
    return states;
  }

  /** Position of a thread before an event: its operation and its next step. */
  private TlaValue frame(String thread, int from, Set<String> holds) {
    Optional<Event> next =
        events.subList(from, events.size()).stream()
            .filter(event -> event.thread().equals(thread))
            .findFirst();
    String in = next.map(Event::in).orElse("none");
    String at = next.map(event -> event.in() + ": " + event.words()).orElse(IDLE);
    if (next.map(event -> event.words().equals("begin")).orElse(false)) {
      in = "none";
      at = IDLE;
    }
    if (next.isEmpty()) {
      Optional<Event> last =
          events.subList(0, from).stream()
              .filter(event -> event.thread().equals(thread))
              .reduce((one, two) -> two);
      if (last.isPresent() && last.get().outcome().isEmpty() && !thread.equals(ALONE)) {
        in = last.get().in();
        at = in + ": " + waitsFor(thread);
      }
    }
    return TlaValue.record(
        Map.of(
            "at", TlaValue.string(at),
            "op", TlaValue.string(in),
            "holds", TlaValue.set(holds.stream().map(TlaValue::string).toList())));
  }

  /** The last step that a stuck thread has begun. */
  private String waitsFor(String thread) {
    return events.stream()
        .filter(event -> event.thread().equals(thread) && event.words().contains(BEGINS))
        .reduce((one, two) -> two)
        .map(event -> event.words().replace(BEGINS, ""))
        .orElse("an unknown step");
  }
}
