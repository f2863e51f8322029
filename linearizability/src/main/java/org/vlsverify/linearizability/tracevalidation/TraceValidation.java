package org.vlsverify.linearizability.tracevalidation;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.vlsverify.linearizability.stepping.StepPairs;
import org.vlsverify.linearizability.tracevalidation.ValidationReport.Rejection;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.session.Successor;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tla.TlaValues;
import org.vlsverify.spec.tlc.TemporaryDirectory;
import org.vlsverify.spec.tlc.TlcJar;

/**
 * Says whether recorded runs are behaviours of the lock-level specification of their design: TLC
 * evaluates its trace module, in one session for all runs of the same design and bounds.
 */
public final class TraceValidation {
  private static final Pattern SPACE = Pattern.compile(" ([a-z])");

  private final SpecSession session;
  private final List<RecordedRun> runs;
  private final List<Integer> positions;
  private final List<RejectedEvent> rejected = new ArrayList<>();
  private final Map<String, Integer> steps = new TreeMap<>();
  private final Map<String, Integer> pairs = new TreeMap<>();
  private long states;

  /** The last step that led to a state; events that are no steps may follow it. */
  private record Taken(String thread, String step) {
    private static final Taken NOTHING = new Taken("", "");
  }

  /** Is told of each run, while its states can be asked for. */
  interface Observer {
    /**
     * @param states of the behaviour that the run is; of one that is none, up to the event that
     *     fits no step
     */
    void followed(SpecSession session, int[] states);
  }

  private final Observer observer;

  private TraceValidation(
      SpecSession session, List<RecordedRun> runs, List<Integer> positions, Observer observer) {
    this.session = session;
    this.runs = runs;
    this.positions = positions;
    this.observer = observer;
  }

  /**
   * Validates runs.
   *
   * @param runs not null
   * @return which are behaviours
   * @throws org.vlsverify.spec.run.BadInputException if an event is not as the format says
   */
  public static ValidationReport validate(List<RecordedRun> runs) {
    return validate(runs, (session, states) -> {});
  }

  static ValidationReport validate(List<RecordedRun> runs, Observer observer) {
    Map<RecordedRun.Header, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      groups
          .computeIfAbsent(runs.get(i).header().withoutRoot(), bounds -> new ArrayList<>())
          .add(i);
    }
    List<Rejection> rejections = new ArrayList<>();
    Map<String, Integer> steps = new TreeMap<>();
    Map<String, Integer> pairs = new TreeMap<>();
    long states = 0;
    for (List<Integer> group : groups.values()) {
      List<RecordedRun> same = group.stream().map(runs::get).toList();
      try (TemporaryDirectory temporary = TemporaryDirectory.create()) {
        Path module = RunModule.ofRuns(temporary.path(), same);
        try (SpecSession session =
            SpecSession.open(module, RunModule.config(module), TlcJar.find())) {
          TraceValidation validation = new TraceValidation(session, same, group, observer);
          validation.run();
          rejections.addAll(RejectedEvent.explain(temporary.path(), validation.rejected));
          validation.steps.forEach((step, count) -> steps.merge(step, count, Integer::sum));
          validation.pairs.forEach((pair, count) -> pairs.merge(pair, count, Integer::sum));
          states += validation.states;
        }
      }
    }
    rejections.sort(Comparator.comparingInt(Rejection::run));
    return new ValidationReport(
        runs.size(),
        runs.stream().mapToLong(run -> run.events().size()).sum(),
        states,
        rejections,
        new TreeMap<>(steps),
        new TreeMap<>(pairs));
  }

  private void run() {
    for (int initial : session.initialStates()) {
      follow(initial, session.value(initial, "run").asInt() - 1);
    }
  }

  private int next(int state) {
    return session.value(state, "next").asInt() - 1;
  }

  /** Where the specification leaves a choice, several states are followed. */
  private void follow(int initial, int run) {
    List<RunEvent> events = runs.get(run).events();
    Map<Integer, Taken> met = new HashMap<>(Map.of(initial, Taken.NOTHING));
    Map<Integer, Integer> before = new HashMap<>();
    ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(initial));
    int furthest = initial;
    while (!queue.isEmpty()) {
      int state = queue.remove();
      states++;
      int next = next(state);
      if (next >= events.size()) {
        observer.followed(session, wayTo(state, before));
        return;
      }
      if (next >= next(furthest)) {
        furthest = state;
      }
      List<Successor> successors = session.successors(state);
      Taken taken = taken(state, events.get(next), successors);
      if (!successors.isEmpty()) {
        count(met.get(state), taken);
      }
      Taken last = taken.step.isEmpty() ? met.get(state) : taken;
      for (Successor successor : successors) {
        if (met.putIfAbsent(successor.target(), last) == null) {
          queue.add(successor.target());
          before.put(successor.target(), state);
        }
      }
    }
    observer.followed(session, wayTo(furthest, before));
    reject(run, furthest);
  }

  private static int[] wayTo(int state, Map<Integer, Integer> before) {
    ArrayDeque<Integer> way = new ArrayDeque<>();
    for (Integer at = state; at != null; at = before.get(at)) {
      way.addFirst(at);
    }
    return way.stream().mapToInt(Integer::intValue).toArray();
  }

  private void count(Taken before, Taken taken) {
    if (taken.step.isEmpty()) {
      return;
    }
    steps.merge(taken.step, 1, Integer::sum);
    if (!before.step.isEmpty() && !before.thread.equals(taken.thread)) {
      pairs.merge(StepPairs.pair(before.step, taken.step), 1, Integer::sum);
    }
  }

  /**
   * The step that the thread of an event takes; one without a name is none of the specification.
   */
  private Taken taken(int state, RunEvent event, List<Successor> successors) {
    if (successors.isEmpty()) {
      return new Taken(event.thread(), "");
    }
    if (event.event().equals("die")) {
      return new Taken(event.thread(), "die");
    }
    if ("at once".equals(event.at())) {
      return new Taken(event.thread(), event.op().replace("exit complete", "exit"));
    }
    TlaValue before = frame(state, event.thread());
    TlaValue after = frame(successors.get(0).target(), event.thread());
    return new Taken(event.thread(), before.equals(after) ? "" : step(before, after, event));
  }

  /** Its name as the steps of the state graphs have it. */
  private String step(TlaValue before, TlaValue after, RunEvent event) {
    String at = TlaValues.text(TlaValues.field(before, "at"));
    boolean begins = at.equals("idle");
    return switch (runs.get(0).header().runDesign()) {
      case LOCKED -> begins ? "begin " + TlaValues.text(TlaValues.field(after, "op")) : at;
      case OPTIMISTIC -> begins ? "begin " + TlaValues.text(TlaValues.field(after, "does")) : at;
      case GLOBAL_LOCK ->
          begins
              ? "want: " + TlaValues.text(TlaValues.field(after, "at"))
              : hasCall(before) || hasCall(after)
                  ? at.replace("change", methodName(event.op()))
                  : at;
    };
  }

  private static boolean hasCall(TlaValue frame) {
    return TlaValues.field(frame, "call") instanceof TlaValue.RecordValue;
  }

  /** {@code forkBegin} of {@code fork begin}. */
  private static String methodName(String op) {
    return SPACE.matcher(op).replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  /** {@code ForkBegin} of {@code fork begin}. */
  static String actionName(String op) {
    String name = methodName(op);
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private TlaValue frame(int state, String thread) {
    return TlaValues.mappings(session.value(state, "thread")).entrySet().stream()
        .filter(frame -> RunText.isThread(frame.getKey(), thread))
        .map(Map.Entry::getValue)
        .findFirst()
        .map(Objects::requireNonNull)
        .orElseThrow();
  }

  private void reject(int run, int state) {
    rejected.add(
        new RejectedEvent(runs.get(run), positions.get(run), next(state), session.state(state)));
  }
}
