package org.vlsverify.linearizability.tracevalidation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.SpecStateWriter;
import org.vlsverify.linearizability.tracevalidation.Recording.HeldLock;
import org.vlsverify.linearizability.tracevalidation.Recording.Tick;
import org.vlsverify.sessions.Outcome;

/**
 * Makes events of {@code SharedDataLocking} of what threads have done.
 *
 * <p>A lock taken is a step; so is work, with all releases up to the next lock. While a session is
 * left, the release of the pool ends a step, and what follows is the next one. When a step happens:
 *
 * <ul>
 *   <li>work, at its last effect that others can see without a lock (a volatile write, or a call of
 *       the transport), or when the first lock is released;
 *   <li>the taking of a lock, when it is taken; but it may as well happen later, as long as its
 *       thread has done nothing else (it is a right mover). So it happens at a volatile read that
 *       follows, if that decides whether the operation goes on, and where the specification decides
 *       with the first lock what the code finds out with a later one, at that.
 * </ul>
 *
 * <p>Calls that are refused are no steps of the specification, unless VPP refuses to attach to a
 * shared session, or there is no room for the next session of a child, or an exit finds no session,
 * or cannot complete. Their begin and their return are events. Threads are refused more often than
 * not, so only some of these calls are kept: none with the outcome of the thread's last one, none
 * of a death, and one of {@value #KEPT} others.
 */
final class OperationSteps {
  private static final Set<Action> LEAVES =
      EnumSet.of(Action.CLOSE, Action.UNSHARE, Action.EXIT_LEAVE_NEXT, Action.CLEANUP_LEAVE_NEXT);

  private static final Set<Outcome> STEPS =
      EnumSet.of(
          Outcome.OPENED,
          Outcome.CLOSED,
          Outcome.UNSHARED,
          Outcome.OWNER_CHANGED,
          Outcome.LAST_CLOSED,
          Outcome.TOLD,
          Outcome.LISTENING,
          Outcome.ACCEPTING,
          Outcome.ADDED,
          Outcome.REMOVED,
          Outcome.FORK_BEGUN,
          Outcome.FIRST_SHARED,
          Outcome.SUBSCRIBED,
          Outcome.SESSIONS_TO_SHARE,
          Outcome.FORKED,
          Outcome.FORKED_IN_PART,
          Outcome.EXITED,
          Outcome.DIED,
          Outcome.CLEANED_UP);

  private static final int KEPT = 6;

  /** How many steps listening on a shared session has: three locks, the work, and one more lock. */
  private static final int STEPS_OF_SHARED = 5;

  private record Timed(long ticket, RunEvent event) {}

  /** A step in the making. */
  private static final class Step {
    private long ticket;
    private HeldLock taken;
    private final Parts parts = new Parts();
    private List<String> holds;
  }

  private OperationSteps() {}

  /** Whether a call with this outcome has steps. */
  static boolean isStep(Outcome outcome) {
    return STEPS.contains(outcome);
  }

  /**
   * The events of a run.
   *
   * @param listenable on which sessions VPP may let workers listen
   */
  static List<RunEvent> events(List<Recording> recordings, IntPredicate listenable) {
    List<Timed> all = new ArrayList<>();
    Map<String, Outcome> refused = new HashMap<>();
    int number = 0;
    for (Recording recording : recordings) {
      List<Step> steps = steps(recording);
      String thread = thread(recording);
      if (!steps.isEmpty() && isShown(recording, steps.size(), listenable)) {
        refused.remove(thread);
        events(all, recording, steps);
      } else if (recording.outcome != null
          && recording.call.action() != Action.DIE
          && refused.put(thread, recording.outcome) != recording.outcome) {
        number++;
        if (number % KEPT == 0) {
          refusal(all, recording, number / KEPT);
        }
      }
    }
    // Stable: what one thread does stays in its order.
    all.sort(Comparator.comparingLong(Timed::ticket));
    return all.stream().map(Timed::event).toList();
  }

  private static void refusal(List<Timed> all, Recording recording, int number) {
    String thread = thread(recording);
    String op = operation(recording.call.action());
    all.add(new Timed(recording.began, RunEvent.call(thread, op, on(recording), number)));
    String outcome = SpecStateWriter.text(recording.outcome);
    all.add(new Timed(recording.ended, RunEvent.refused(thread, outcome, number)));
  }

  private static String thread(Recording recording) {
    return Parts.worker(recording.call.first()) + "." + recording.thread;
  }

  private static boolean isShown(Recording recording, int steps, IntPredicate listenable) {
    Outcome outcome = recording.outcome;
    Action action = recording.call.action();
    return outcome == null
        || STEPS.contains(outcome)
        || outcome == Outcome.NO_CAPACITY && action == Action.FORK_SHARE_NEXT
        || isStepOfExit(action, outcome)
        || outcome == Outcome.LISTEN_FAILED
            && steps == STEPS_OF_SHARED
            && listenable.test(recording.call.second());
  }

  private static boolean isStepOfExit(Action action, Outcome outcome) {
    return switch (action) {
      case EXIT_LEAVE_NEXT -> outcome == Outcome.NOTHING_TO_LEAVE;
      case EXIT_COMPLETE ->
          outcome == Outcome.SESSIONS_TO_LEAVE || outcome == Outcome.FORK_IN_PROGRESS;
      default -> false;
    };
  }

  private static List<Step> steps(Recording recording) {
    boolean leaves = LEAVES.contains(recording.call.action());
    List<Step> steps = new ArrayList<>();
    List<HeldLock> held = new ArrayList<>();
    Parts told = new Parts();
    long effect = 0;
    Step work = null;
    for (Tick tick : recording.ticks) {
      switch (tick.kind()) {
        case TAKE -> {
          Step take = new Step();
          take.ticket = tick.ticket();
          take.taken = tick.lock();
          held.add(tick.lock());
          steps.add(take);
          work = null;
        }
        case READ -> {
          if (work == null && effect == 0 && !steps.isEmpty()) {
            last(steps).ticket = tick.ticket();
          }
        }
        case WRITE -> effect = tick.ticket();
        case TELL -> {
          effect = tick.ticket();
          told.add(tick.parts());
        }
        case RELEASE -> {
          if (work == null) {
            work = new Step();
            work.ticket = effect > 0 ? effect : tick.ticket();
            steps.add(work);
          }
          work.parts.add(told);
          work.parts.add(tick.parts());
          told = new Parts();
          effect = 0;
          held.remove(tick.lock());
          work.holds = held.stream().map(HeldLock::toString).toList();
          if (leaves && tick.lock().name().equals("pool")) {
            work = null;
          }
        }
      }
    }
    return steps;
  }

  private static Step last(List<Step> steps) {
    return steps.get(steps.size() - 1);
  }

  private static void events(List<Timed> all, Recording recording, List<Step> steps) {
    Action action = recording.call.action();
    String thread = thread(recording);
    if (action == Action.DIE && recording.outcome != null) {
      all.add(
          new Timed(last(steps).ticket, last(steps).parts.event("die", thread, null, null, null)));
      return;
    }
    switch (action) {
      case OPEN -> moveTo(steps, last(steps));
      case ACKNOWLEDGE -> moveTo(steps, steps.get(Math.min(2, steps.size() - 1)));
      case LISTEN, ACCEPT, EPOLL_ADD, EPOLL_DEL ->
          moveTo(steps, steps.get(Math.min(1, steps.size() - 1)));
      default -> {
        // Each step happens where it was seen.
      }
    }
    for (Step step : steps) {
      all.add(new Timed(step.ticket, event(recording, thread, step)));
    }
    all.add(new Timed(last(steps).ticket, end(recording, thread)));
  }

  private static RunEvent end(Recording recording, String thread) {
    if (recording.thrown != null) {
      return RunEvent.threw(thread, recording.thrown.toString());
    }
    return RunEvent.of(recording.outcome == null ? "stuck" : "end", thread);
  }

  /** Steps that were seen earlier happen when this one does. */
  private static void moveTo(List<Step> steps, Step step) {
    for (Step earlier : steps) {
      earlier.ticket = Math.max(earlier.ticket, step.ticket);
    }
  }

  private static RunEvent event(Recording recording, String thread, Step step) {
    String op = operation(recording.call.action());
    return step.taken == null
        ? step.parts.event("work", thread, op, on(recording), step.holds)
        : RunEvent.take(thread, op, on(recording), step.taken.name(), step.taken.mode());
  }

  private static String on(Recording recording) {
    int second = recording.call.second();
    return switch (recording.call.action()) {
      case FORK_BEGIN, CLEANUP_LEAVE_NEXT, CLEANUP_COMPLETE -> Parts.worker(second);
      case FORK_SHARE_NEXT, FORK_COMPLETE, EXIT_LEAVE_NEXT, EXIT_COMPLETE, DIE -> null;
      default -> Parts.session(second);
    };
  }

  /** The name that the specification gives to the operation of which a call is a part. */
  private static String operation(Action action) {
    return switch (action) {
      case OPEN -> "open";
      case CLOSE, UNSHARE -> "close";
      case ACKNOWLEDGE -> "notice";
      case LISTEN -> "listen";
      case ACCEPT -> "accept";
      case EPOLL_ADD -> "epoll add";
      case EPOLL_DEL -> "epoll del";
      case FORK_BEGIN -> "fork";
      case FORK_SHARE_NEXT, FORK_COMPLETE -> "be forked";
      case EXIT_LEAVE_NEXT, EXIT_COMPLETE -> "exit";
      case CLEANUP_LEAVE_NEXT, CLEANUP_COMPLETE -> "cleanup";
      case DIE -> "die";
    };
  }
}
