package org.vlsverify.linearizability.lincheck;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.RecordingTransport;
import org.vlsverify.linearizability.call.SpecStateWriter;
import org.vlsverify.linearizability.lincheck.Interleaving.Kind;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.linearizability.trace.TraceReplay;
import org.vlsverify.linearizability.trace.Traces;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.FailingTrace;
import org.vlsverify.spec.trace.Trace;

/**
 * What Lincheck has found as a trace, of the same kind as one of a specification of threads and
 * their locks: first what one thread has done before, then the threads' steps, at the end
 * everything is looked at.
 *
 * <p>The state of workers and sessions is that of the reference up to where the threads begin.
 * While they act nobody can look at it: it stays as it was, and in the last state it is what the
 * code has come to. The scenario is in the constants of the trace.
 */
final class LincheckTrace {
  private static final String SCENARIO = "Scenario";
  private static final String BEFORE = "Before";
  private static final String THREADS = "Threads";
  private static final String SLOTS = "SlotCapacity";
  private static final String EXECUTION = "Execution";

  /** The thread that is there before and after the others. */
  private static final String ALONE = "t0";

  private static final String IDLE = "idle";
  private static final String BEGINS = " begins";
  private static final String TURN = "another thread's turn";

  private final Finding finding;
  private final Scenario scenario;

  /** What is to come, in order; the thread that does it is the first argument. */
  private final List<Event> events = new ArrayList<>();

  /** One step of the trace to come: in which operation, and what is held after it. */
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
   * @param finding not null
   * @return its trace, with the explanation as the problem
   */
  static Trace of(Finding finding) {
    return new LincheckTrace(finding).trace();
  }

  /** The file for the trace of a check. */
  static Path file(String check, String implementation) {
    return FailingTrace.file("lincheck-" + check + "-" + implementation);
  }

  /**
   * Stores what a check has found.
   *
   * @return where, and what can be done with it
   */
  static String store(Finding finding, Path file, String implementation) {
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
                        "everything is looked at",
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
    constants.put(SCENARIO, TlaValue.string(scenario.name()));
    constants.put(BEFORE, words(scenario.before()));
    constants.put(
        THREADS, TlaValue.tuple(scenario.threads().stream().map(LincheckTrace::words).toList()));
    constants.putAll(scenario.bounds().constants());
    constants.put(SLOTS, TlaValue.of(scenario.bounds().slots()));
    constants.put(EXECUTION, TlaValue.of(Math.max(1, Math.toIntExact(finding.execution()))));
    return constants;
  }

  private static TlaValue words(List<Invocation> acts) {
    return TlaValue.tuple(acts.stream().map(act -> TlaValue.string(act.toString())).toList());
  }

  /** The explanation without what the trace says already. */
  private String problem() {
    String words = Explanation.of(finding);
    String threads = scenario.words();
    String found =
        finding.kind() + "\n" + words.substring(words.indexOf(threads) + threads.length());
    return finding.steps().isEmpty()
        ? found + "Under stress nobody knows how the threads took turns; it was not so orderly.\n"
        : found;
  }

  /** Does on the reference what is done before, and gives the state in the beginning. */
  private Snapshot before() {
    RecordingTransport transport = new RecordingTransport(scenario.bounds().listenable());
    SharedSessions sessions = Oracle.REFERENCE.create(scenario.bounds(), Scenario.ROOT, transport);
    Snapshot begin = sessions.snapshot();
    for (Invocation act : scenario.before()) {
      String outcome = act.words(act.on(sessions, transport));
      events.add(
          new Event(
              ALONE,
              "before",
              shortly(act) + " -> " + outcome,
              operation(act, ALONE),
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

  private static Operation operation(Invocation act, String thread) {
    if (act instanceof Invocation.Calling calling) {
      Operation call = calling.call().operation();
      return operation(call.action(), thread, call.arguments());
    }
    return operation(act.method(), thread, Map.of("act", TlaValue.string(act.toString())));
  }

  /** Such as: unshare w1 s0. */
  private static String shortly(Invocation act) {
    List<TlaValue> arguments =
        act instanceof Invocation.Calling calling
            ? calling.call().specArguments()
            : act instanceof Invocation.Asking asking
                ? asking.question().specArguments()
                : act.arguments().stream().map(worker -> TlaValue.model("w" + worker)).toList();
    return act.method()
        + arguments.stream()
            .filter(argument -> !argument.equals(TlaValue.of(true)))
            .map(argument -> argument.equals(TlaValue.of(false)) ? "refused" : argument.toString())
            .map(" "::concat)
            .collect(Collectors.joining());
  }

  private Invocation act(int thread, int index) {
    return scenario.threads().get(thread).get(index);
  }

  private String result(int thread, int index) {
    List<Object> results = finding.results().get(thread);
    return index < results.size() ? act(thread, index).words(results.get(index)) : "nothing";
  }

  private void interleaving() {
    for (Interleaving.Step step : finding.steps()) {
      String place = step.place().isEmpty() ? "" : " (" + step.place() + ")";
      String done = step.completed() ? "" : BEGINS;
      switch (step.kind()) {
        case ACT, END -> ends(step.thread(), step.act(), step.kind() == Kind.ACT, step.holds());
        case BEGIN -> begins(step.thread(), step.act());
        case SWITCH ->
            adds(step, "Switch", step.words().isEmpty() ? TURN : TURN + ", since: " + step.words());
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
            shortly(act(step.thread(), step.act())),
            words,
            operation(name, thread(step.thread()), arguments),
            Optional.empty(),
            Set.copyOf(step.holds()),
            Optional.empty()));
  }

  private void begins(int thread, int act) {
    events.add(
        new Event(
            thread(thread),
            shortly(act(thread, act)),
            "begin",
            operation(act(thread, act), thread(thread)),
            Optional.empty(),
            Set.of(),
            Optional.empty()));
  }

  private void ends(int thread, int act, boolean atOnce, List<String> holds) {
    events.add(
        new Event(
            thread(thread),
            shortly(act(thread, act)),
            "-> " + result(thread, act) + (atOnce ? " (in one go)" : ""),
            atOnce
                ? operation(act(thread, act), thread(thread))
                : operation("Return", thread(thread), Map.of()),
            Optional.of(result(thread, act)),
            Set.copyOf(holds),
            Optional.empty()));
  }

  /** All begin, then all end, act by act. */
  private void withoutInterleaving() {
    int most = finding.results().stream().mapToInt(List::size).max().orElse(0);
    for (int act = 0; act < most; act++) {
      for (int thread = 0; thread < finding.results().size(); thread++) {
        if (act < finding.results().get(thread).size()) {
          begins(thread, act);
        }
      }
      for (int thread = 0; thread < finding.results().size(); thread++) {
        if (act < finding.results().get(thread).size()) {
          ends(thread, act, false, List.of());
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

  /** Where a thread is before an event: in which operation, and what it does next. */
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

  /** What a thread that never returns was about to do. */
  private String waitsFor(String thread) {
    return events.stream()
        .filter(event -> event.thread().equals(thread) && event.words().contains(BEGINS))
        .reduce((one, two) -> two)
        .map(event -> event.words().replace(BEGINS, ""))
        .orElse("it is not known what");
  }

  /**
   * @param trace not null
   * @return whether it is a trace of a scenario
   */
  static boolean is(Trace trace) {
    return trace.constants().containsKey(THREADS);
  }

  /**
   * @param trace one of a scenario, not null
   * @return the scenario
   * @throws BadInputException if what the trace says of it makes no sense
   */
  static Scenario scenario(Trace trace) {
    try {
      Bounds bounds =
          new Bounds(
              trace.initial().get("life") instanceof TlaValue.FunctionValue life
                  ? life.mappings().size()
                  : 0,
              TraceReplay.sessions(trace),
              constant(trace, SLOTS).asInt(),
              Traces.sharedCapacity(trace).orElseThrow(IllegalStateException::new),
              Traces.listenable(trace).orElseThrow(IllegalStateException::new));
      Map<String, Invocation> known =
          all(bounds).collect(Collectors.toMap(Invocation::toString, Function.identity()));
      return new Scenario(
          constant(trace, SCENARIO).asString(),
          bounds,
          acts(constant(trace, BEFORE), known),
          constant(trace, THREADS).elements().stream().map(acts -> acts(acts, known)).toList());
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new BadInputException(
          "The trace of %s does not say which scenario it is of: %s."
              .formatted(trace.model(), e.getMessage()),
          e);
    }
  }

  /**
   * @param trace one of a scenario, not null
   * @return in the how manieth execution it was found
   */
  static int execution(Trace trace) {
    return trace.constants().get(EXECUTION) instanceof TlaValue.IntValue number
        ? number.value()
        : 1;
  }

  private static TlaValue constant(Trace trace, String name) {
    TlaValue value = trace.constants().get(name);
    if (value == null) {
      throw new IllegalArgumentException("the constant " + name + " is missing");
    }
    return value;
  }

  private static List<Invocation> acts(TlaValue words, Map<String, Invocation> known) {
    return words.elements().stream().map(act -> act(act.asString(), known)).toList();
  }

  private static Invocation act(String words, Map<String, Invocation> known) {
    Invocation act = known.get(words);
    if (act == null) {
      throw new IllegalArgumentException("there is no operation or query " + words);
    }
    return act;
  }

  /** Whatever a thread may do. */
  private static Stream<Invocation> all(Bounds bounds) {
    Stream<Invocation> calls = Call.all(bounds).stream().map(Invocation.Calling::new);
    Stream<Invocation> questions = Query.all(bounds).stream().map(Invocation.Asking::new);
    Stream<Invocation> composed =
        IntStream.range(0, bounds.workers())
            .boxed()
            .flatMap(
                worker ->
                    Stream.concat(
                        Stream.of(Invocation.exit(worker)),
                        IntStream.range(0, bounds.workers())
                            .boxed()
                            .flatMap(
                                other ->
                                    Stream.of(
                                        Invocation.fork(worker, other),
                                        Invocation.cleanup(worker, other)))));
    return Stream.of(calls, questions, composed).flatMap(acts -> acts);
  }
}
