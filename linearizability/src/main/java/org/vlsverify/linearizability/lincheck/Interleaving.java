package org.vlsverify.linearizability.lincheck;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jetbrains.kotlinx.lincheck.trace.CodeLocationTracePoint;
import org.jetbrains.kotlinx.lincheck.trace.LoopEndTracePoint;
import org.jetbrains.kotlinx.lincheck.trace.LoopIterationTracePoint;
import org.jetbrains.kotlinx.lincheck.trace.LoopStartTracePoint;
import org.jetbrains.kotlinx.lincheck.trace.MethodCallTracePoint;
import org.jetbrains.kotlinx.lincheck.trace.MethodReturnTracePoint;
import org.jetbrains.kotlinx.lincheck.trace.ReturnedValueResult;
import org.jetbrains.kotlinx.lincheck.trace.SwitchEventTracePoint;
import org.jetbrains.kotlinx.lincheck.trace.Trace;
import org.jetbrains.kotlinx.lincheck.trace.TracePoint;
import org.vlsverify.linearizability.scenario.Scenario;

/**
 * The interleaving of a finding of model checking. An invocation without a switch to another thread
 * is one step; the others are shown step by step, with the switches. Steps inside of the JDK are
 * left out.
 *
 * <p>Like {@link LincheckRunner} this uses unstable API of Lincheck.
 */
public final class Interleaving {

  /** Kind of a step. */
  public enum Kind {
    /** An invocation without a switch to another thread. */
    WHOLE,
    /** The beginning of an invocation. */
    BEGIN,
    /** Any other step. */
    STEP,
    /** A lock is acquired or waited for. */
    LOCK,
    /** A lock is released. */
    UNLOCK,
    /** A switch to another thread. */
    SWITCH,
    /** The end of an invocation. */
    END
  }

  /**
   * A step.
   *
   * @param thread the index of the thread, from 0
   * @param invocation the index of the invocation of the thread, from 0
   * @param kind not null
   * @param words a description; for a lock, its name in the code; for a switch, the reason, if
   *     known
   * @param place file and line; empty if there is none
   * @param completed whether the step is completed, not only begun
   * @param holds the locks that the thread holds then, by their names in the code
   */
  public record Step(
      int thread,
      int invocation,
      Kind kind,
      String words,
      String place,
      boolean completed,
      List<String> holds) {}

  private static final String OURS = "org.vlsverify.";
  private static final String LOCKS = "java.util.concurrent.locks.";

  private final List<Step> steps = new ArrayList<>();
  private final List<? extends TracePoint> points;
  private final Set<TracePoint> interrupted = new HashSet<>();
  private final Map<Integer, Deque<MethodCallTracePoint>> stacks = new HashMap<>();

  private final Map<Integer, List<String>> held = new HashMap<>();

  private Interleaving(Trace trace) {
    points = trace.getTrace();
  }

  /**
   * Reads the interleaving.
   *
   * @param trace null for stress, which has none
   * @return the steps in order, without those of the final observation
   */
  static List<Step> of(Trace trace, Scenario scenario) {
    if (trace == null) {
      return List.of();
    }
    Interleaving interleaving = new Interleaving(trace);
    interleaving.findInterrupted();
    interleaving.walk(scenario);
    return List.copyOf(interleaving.steps);
  }

  private Deque<MethodCallTracePoint> stack(TracePoint point) {
    return stacks.computeIfAbsent(point.getIThread(), thread -> new ArrayDeque<>());
  }

  private void follow(TracePoint point) {
    if (point instanceof MethodCallTracePoint call) {
      stack(point).push(call);
    } else if (point instanceof MethodReturnTracePoint) {
      stack(point).poll();
    }
  }

  private void findInterrupted() {
    for (TracePoint point : points) {
      if (point instanceof MethodReturnTracePoint && isAborted(stack(point).peek())) {
        interrupted.add(stack(point).peek());
      }
      follow(point);
      if (point instanceof SwitchEventTracePoint) {
        interrupted.addAll(stack(point));
      }
    }
    // An invocation that never returns was interrupted, too.
    stacks.values().forEach(interrupted::addAll);
    stacks.clear();
  }

  /** In a deadlock Lincheck ends all invocations; those ends are no steps of the threads. */
  private static boolean isAborted(MethodCallTracePoint call) {
    return call != null
        && call.getThrownException() != null
        && call.getReturnedValue() instanceof ReturnedValueResult.NoValue;
  }

  private void walk(Scenario scenario) {
    Set<Integer> aborted = new HashSet<>();
    for (TracePoint point : points) {
      int thread = point.getIThread();
      boolean inThreads =
          point.getActorId() >= 0
              && thread < scenario.threads().size()
              && point.getActorId() < scenario.threads().get(thread).size();
      if (!inThreads || aborted.contains(thread)) {
        continue;
      }
      if (point instanceof MethodReturnTracePoint) {
        MethodCallTracePoint call = stack(point).poll();
        if (isAborted(call)) {
          aborted.add(thread);
        } else if (call != null) {
          learnLocks(call);
          returns(call);
        }
        continue;
      }
      if (interrupted.containsAll(stack(point)) && !stack(point).isEmpty()) {
        step(point);
      } else if (point instanceof MethodCallTracePoint call
          && call.isRootCall()
          && interrupted.contains(call)) {
        add(call, Kind.BEGIN, "", "", true);
      }
      follow(point);
    }
  }

  private void learnLocks(MethodCallTracePoint call) {
    if (!isOurs(call)) {
      return;
    }
    List<String> mine = held.computeIfAbsent(call.getIThread(), thread -> new ArrayList<>());
    lock(call, "lock").ifPresent(name -> mine.add(name + " (" + place(call) + ")"));
    lock(call, "unlock")
        .ifPresent(
            name -> {
              // A lock may have another name where it is released: then it is the last one.
              int last = mine.size() - 1;
              for (int i = 0; i < mine.size(); i++) {
                last = mine.get(i).startsWith(name + " (") ? i : last;
              }
              if (last >= 0) {
                mine.remove(last);
              }
            });
  }

  private void step(TracePoint point) {
    if (point instanceof SwitchEventTracePoint) {
      addSwitch(point);
    } else if (point instanceof CodeLocationTracePoint located
        && !isOfLoop(point)
        && isOurs(located)
        && !(point instanceof MethodCallTracePoint && !interrupted.contains(point))) {
      ours(located);
    }
  }

  /** An invocation without a switch is one step, at its end. */
  private void returns(MethodCallTracePoint call) {
    boolean atOnce = !interrupted.contains(call);
    if (call.isRootCall()) {
      add(call, atOnce ? Kind.WHOLE : Kind.END, "", "", true);
    } else if (isOurs(call) && interrupted.containsAll(stack(call))) {
      boolean ofLock = lock(call, "lock").isPresent() || lock(call, "unlock").isPresent();
      if (atOnce || ofLock) {
        ours(call, true);
      }
    }
  }

  private static boolean isOfLoop(TracePoint point) {
    return point instanceof LoopStartTracePoint
        || point instanceof LoopIterationTracePoint
        || point instanceof LoopEndTracePoint;
  }

  private void addSwitch(TracePoint point) {
    String words = point.toString();
    String reason = words.equals("switch") ? "" : words.replaceAll("^switch \\(reason: |\\)$", "");
    Step last = null;
    for (Step step : steps) {
      last = step.thread() == point.getIThread() ? step : last;
    }
    // A waiting thread is scheduled repeatedly.
    if (last == null || last.kind() != Kind.SWITCH || !last.words().equals(reason)) {
      add(point, Kind.SWITCH, reason, "", true);
    }
  }

  private void ours(CodeLocationTracePoint point) {
    ours(point, !(point instanceof MethodCallTracePoint));
  }

  private void ours(CodeLocationTracePoint point, boolean completed) {
    String place = place(point);
    Optional<String> lock = lock(point, "lock");
    Optional<String> unlock = lock(point, "unlock");
    if (lock.isPresent()) {
      add(point, Kind.LOCK, lock.get(), place, completed);
    } else if (unlock.isPresent()) {
      add(point, Kind.UNLOCK, unlock.get(), place, completed);
    } else {
      String words = words(point);
      add(point, Kind.STEP, completed ? words : begun(words), place, completed);
    }
  }

  /** The name in the code of the lock that a call acquires or releases. */
  private static Optional<String> lock(TracePoint point, String method) {
    return point instanceof MethodCallTracePoint call
            && call.getClassName().replace('/', '.').startsWith(LOCKS)
            && call.getMethodName().equals(method)
        ? Optional.of(call.getOwnerName() == null ? "a lock" : call.getOwnerName())
        : Optional.empty();
  }

  /** Whether a place is in the code of an implementation. */
  private static boolean isOurs(CodeLocationTracePoint point) {
    StackTraceElement place = point.getStackTraceElement();
    if (place == null) {
      return false;
    }
    String name = place.getClassName().replace('/', '.');
    return name.startsWith(OURS) && !name.startsWith(Interleaving.class.getPackageName() + ".");
  }

  private static String place(CodeLocationTracePoint point) {
    StackTraceElement place = point.getStackTraceElement();
    return place.getFileName() + ":" + place.getLineNumber();
  }

  /** Lincheck's description without the place. */
  private static String words(CodeLocationTracePoint point) {
    String words = point.toString();
    int at = words.lastIndexOf(" at ");
    return at < 0 ? words : words.substring(0, at);
  }

  /** At its beginning the result of an invocation is unknown. */
  private static String begun(String words) {
    int end = words.lastIndexOf("): ");
    return (end < 0 ? words : words.substring(0, end + 1)) + " begins";
  }

  private void add(TracePoint point, Kind kind, String words, String place, boolean completed) {
    steps.add(
        new Step(
            point.getIThread(),
            point.getActorId(),
            kind,
            words,
            place,
            completed,
            List.copyOf(held.getOrDefault(point.getIThread(), List.of()))));
  }
}
