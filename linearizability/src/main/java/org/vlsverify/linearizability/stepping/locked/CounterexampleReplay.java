package org.vlsverify.linearizability.stepping.locked;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.stepping.LockWords;
import org.vlsverify.linearizability.stepping.StepState;
import org.vlsverify.linearizability.stepping.SteppedThread;
import org.vlsverify.linearizability.stepping.SteppedThread.Stop;
import org.vlsverify.linearizability.stepping.TappedClasses;
import org.vlsverify.linearizability.stepping.ToldTransport;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tla.TlaValues;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.Witness;

/**
 * Drives threads of the design {@code locked}, or of a mutant of it, along a counterexample of
 * {@code SharedDataLocking}. After each step the state is compared, who holds which lock, and what
 * the transport was told.
 *
 * <p>A mutant may need another number of locks for a step than the specification. So a thread moves
 * from lock to lock, and from release to release, until the state is that of the trace; if its call
 * ends before, the code diverges. Where a step changes nothing that can be compared, the thread
 * stays, or moves until the state is the same again: both are tried.
 *
 * <p>Not compared: who waits for connections to a shared session, other than by the listeners of
 * its element, since the code has no more than these; copies of workers that have ended; locks that
 * guard nothing. For use by one thread.
 */
public final class CounterexampleReplay implements AutoCloseable {
  private static final int MOST_ATTEMPTS = 200;
  private static final String FAULT = "fault";
  private static final Set<String> ENDED = Set.of("dead", "unborn");

  private final Trace trace;
  private final List<LockingEdge> edges = new ArrayList<>();
  private final LockedSteps steps;
  private TappedClasses classes;
  private int attempts;
  private Divergence furthest;
  private Map<String, Supplier<Outcome>> pending = new HashMap<>();

  /**
   * Where the code does not follow.
   *
   * @param state the number of the state after the step, as in the printed trace: the first step
   *     leads to state 2
   * @param step its name in the specification
   * @param what who does which step
   * @param differences what is not as the trace says, in words
   */
  public record Divergence(int state, String step, String what, List<String> differences) {
    /** Copies the lines. */
    public Divergence {
      differences = List.copyOf(differences);
    }
  }

  /**
   * Prepares a replay.
   *
   * @param trace a counterexample of {@code SharedDataLocking}, not null
   * @throws BadInputException if its states are not of that specification
   */
  public CounterexampleReplay(Trace trace) {
    this.trace = trace;
    try {
      LockingView from = new LockingView(trace.initial());
      Bounds bounds = bounds(trace);
      this.steps = new LockedSteps(bounds, from.threads());
      for (Trace.Step step : trace.steps()) {
        LockingView to = new LockingView(step.state());
        edges.add(LockingEdge.of(step.operation(), from, to));
        from = to;
      }
    } catch (RuntimeException e) {
      throw new BadInputException(
          "The trace of "
              + trace.model()
              + " cannot be replayed: its states are not of SharedDataLocking.",
          e);
    }
  }

  private static Bounds bounds(Trace trace) {
    Map<TlaValue, TlaValue> copies = TlaValues.mappings(trace.initial().get("copies"));
    TlaValue notices =
        TlaValues.mappings(trace.initial().get("notices")).values().iterator().next();
    return new Bounds(
        copies.size(),
        TlaValues.mappings(notices).size(),
        copies.values().iterator().next().elements().size(),
        trace.initial().get("elements").elements().size(),
        Set.of());
  }

  /**
   * @return the steps, each with who does it
   */
  public List<String> steps() {
    return edges.stream().map(LockingEdge::toString).toList();
  }

  /**
   * Drives the code.
   *
   * @param code the design or a mutant of it, which is copied and intercepted; not null
   * @return the step at which it diverges; empty if it follows the trace, and ends in the same
   *     state
   */
  public Optional<Divergence> drive(SharedSessionsFactory code) {
    classes = new TappedClasses(code);
    attempts = 0;
    furthest = null;
    return follows(new HashSet<>(), 0) ? Optional.empty() : Optional.of(furthest);
  }

  /**
   * @param later the steps without a visible change at which the thread moves
   * @param first the first one of which this may be tried
   */
  private boolean follows(Set<Integer> later, int first) {
    attempts++;
    Divergence divergence = attempt(later);
    if (divergence == null) {
      return true;
    }
    if (furthest == null || divergence.state() > furthest.state()) {
      furthest = divergence;
    }
    for (int i = Math.min(divergence.state() - 1, edges.size()) - 1; i >= first; i--) {
      if (attempts < MOST_ATTEMPTS && isInvisible(edges.get(i))) {
        Set<Integer> more = new HashSet<>(later);
        more.add(i);
        if (follows(more, i + 1)) {
          return true;
        }
      }
    }
    return false;
  }

  /** A step of a thread in a call that changes nothing that can be compared. */
  private static boolean isInvisible(LockingEdge edge) {
    return !edge.isDeath()
        && !edge.before().isBetweenCalls()
        && !edge.after().isBetweenCalls()
        && differences(edge.from().state(), edge.to().state()).isEmpty();
  }

  private Divergence attempt(Set<Integer> later) {
    steps.restart(classes, edges.get(0).from());
    pending = new HashMap<>();
    for (int i = 0; i < edges.size(); i++) {
      List<String> differences = take(i, later.contains(i));
      if (!differences.isEmpty()) {
        return divergence(i, differences);
      }
    }
    List<String> differences = waits();
    return differences.isEmpty() ? null : divergence(edges.size() - 1, differences);
  }

  private Divergence divergence(int position, List<String> differences) {
    LockingEdge edge = edges.get(position);
    return new Divergence(position + 2, edge.step(), edge.toString(), differences);
  }

  private List<String> take(int position, boolean later) {
    LockingEdge edge = edges.get(position);
    SortedSet<String> expected = edge.from().told(edge.to());
    if (edge.isDeath()) {
      Stop stop = steps.kill(edge.worker());
      return stop == Stop.RETURNED
          ? differences(edge.to().state(), expected, steps.transport().told())
          : List.of(edge + " does not get on");
    }
    boolean changes = !differences(edge.from().state(), edge.to().state()).isEmpty();
    SteppedThread thread = steps.thread(edge.thread());
    if (edge.before().isBetweenCalls()) {
      if (edge.before().at().equals("absent") || edge.after().isBetweenCalls() && !changes) {
        // A thread appears, or an exit looks without a lock.
        return List.of();
      }
      thread.abandon();
      pending.put(edge.thread(), steps.call(edge, opened(position)));
    }
    steps.transport().answer(expected.stream().anyMatch(ToldTransport::isAttached));
    String fault = fault(position);
    return fault.equals("none")
        ? moveUntilSame(edge, thread, expected, later)
        : moveUntilThrown(edge, thread, fault);
  }

  private String fault(int position) {
    return TlaValues.text(trace.state(position + 1).get(FAULT));
  }

  private List<String> moveUntilSame(
      LockingEdge edge, SteppedThread thread, SortedSet<String> expected, boolean later) {
    boolean returns = edge.after().isBetweenCalls();
    boolean mustMove = later;
    boolean moved = false;
    SortedSet<String> told = new TreeSet<>();
    List<String> least = null;
    while (true) {
      List<String> found = differences(edge.to().state(), expected, told);
      boolean isOver = !thread.isInCall() && !pending.containsKey(edge.thread());
      if (found.isEmpty() && !mustMove && (isOver || !returns)) {
        return List.of();
      }
      if (moved && !found.isEmpty() && (least == null || found.size() < least.size())) {
        least = found;
      }
      if (isOver) {
        String end = thread.name() + ": its call has returned " + thread.outcome();
        return least == null ? List.of(end) : least;
      }
      Stop stop = move(edge, thread);
      told.addAll(steps.transport().told());
      mustMove = false;
      moved = true;
      if (stop == Stop.WAITS || stop == Stop.THREW) {
        return List.of(thread.name() + ": " + steps.words(thread, stop));
      }
    }
  }

  /** The specification stops at a fault; the code throws, and releases its locks. */
  private List<String> moveUntilThrown(LockingEdge edge, SteppedThread thread, String fault) {
    while (thread.isInCall() || pending.containsKey(edge.thread())) {
      Stop stop = move(edge, thread);
      if (stop == Stop.THREW) {
        return differences(withoutLocks(edge.to().state()), withoutLocks(steps.state()));
      }
      if (stop == Stop.WAITS) {
        return List.of(thread.name() + ": " + steps.words(thread, stop));
      }
    }
    return List.of(
        "%s: expected to throw (%s), returns %s".formatted(thread.name(), fault, thread.outcome()));
  }

  private Stop move(LockingEdge edge, SteppedThread thread) {
    return thread.isInCall()
        ? thread.move()
        : thread.begin(pending.remove(edge.thread()), LockedSteps.EACH_CHANGE);
  }

  /** The session that the call of a step opens: the specification chooses it with a later step. */
  private int opened(int position) {
    String thread = edges.get(position).thread();
    return edges.stream()
        .skip(position + 1L)
        .filter(edge -> thread.equals(edge.thread()))
        .findFirst()
        .flatMap(
            edge ->
                edge.to().openSessions().stream()
                    .filter(session -> !edge.from().openSessions().contains(session))
                    .findFirst())
        .orElse(0);
  }

  /** A deadlock: whoever waits for itself in the end cannot get on. */
  private List<String> waits() {
    List<Witness.Locks> locks = trace.witness().locks();
    if (locks.isEmpty()) {
      return List.of();
    }
    for (Witness.Wait wait : locks.get(locks.size() - 1).waits()) {
      if (wait.thread().equals(wait.whom())) {
        SteppedThread thread = steps.thread(LockingView.thread(wait.thread()));
        String wanted = LockingView.name(wait.what().elements());
        Stop stop = thread.isInCall() ? thread.move() : Stop.RETURNED;
        if (stop != Stop.WAITS || !steps.missed(thread).equals(wanted)) {
          return List.of(
              "%s: expected to wait for %s, %s"
                  .formatted(thread.name(), wanted, steps.words(thread, stop)));
        }
      }
    }
    return List.of();
  }

  // ------------------------------------------------------------------ what is compared

  private List<String> differences(
      StepState expected, SortedSet<String> toBeTold, SortedSet<String> told) {
    List<String> differences = differences(expected, steps.state());
    if (!toBeTold.equals(told)) {
      differences.add("VPP: expected to be told %s, is told %s".formatted(toBeTold, told));
    }
    return differences;
  }

  private static List<String> differences(StepState expected, StepState actual) {
    return new ArrayList<>(comparable(expected).differences(comparable(actual)));
  }

  private static StepState comparable(StepState state) {
    SortedMap<String, String> parts = new TreeMap<>(state.parts());
    parts.remove(LockWords.NONE);
    parts.replaceAll(
        (name, value) ->
            name.startsWith("copy of ") && value.contains(", element ")
                ? value.replace(", waits", "")
                : value);
    state
        .parts()
        .forEach(
            (name, life) -> {
              if (name.startsWith("life of ") && ENDED.contains(life)) {
                String worker = name.substring("life of ".length());
                parts
                    .entrySet()
                    .removeIf(part -> isOfEnded(worker, life, part.getKey(), part.getValue()));
              }
            });
    return new StepState(parts);
  }

  /** What is gone with a worker: its copies, and the locks in its memory that its threads held. */
  private static boolean isOfEnded(String worker, String life, String name, String value) {
    return life.equals("unborn") && name.startsWith("copy of " + worker + " ")
        || name.endsWith(" of " + worker) && value.startsWith("held by " + worker + ".");
  }

  private static StepState withoutLocks(StepState state) {
    SortedMap<String, String> parts = new TreeMap<>(state.parts());
    parts.values().removeIf(value -> value.startsWith("held by "));
    return new StepState(parts);
  }

  @Override
  public void close() {
    steps.close();
  }
}
