package org.vlsverify.linearizability.stepping.optimistic;

import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.stepping.SteppedDesign;
import org.vlsverify.linearizability.stepping.optimistic.OptimisticView.Frame;
import org.vlsverify.spec.tla.Operation;

/**
 * A step of {@code SharedDataOptimistic} out of one state into another.
 *
 * @param thread whose step it is; null for an operation of one step
 * @param action the name of such an operation in the specification
 * @param mover the worker of such an operation
 */
record OptimisticEdge(
    OptimisticView from, OptimisticView to, String thread, String action, int mover)
    implements SteppedDesign.Edge {
  private static final Set<String> ENDS = Set.of("Exit", "Die");

  static OptimisticEdge of(Operation operation, OptimisticView from, OptimisticView to) {
    String mover = operation.arguments().values().iterator().next().toString();
    return from.threads().contains(mover)
        ? new OptimisticEdge(from, to, mover, operation.action(), -1)
        : new OptimisticEdge(
            from, to, null, operation.action(), Integer.parseInt(mover.substring(1)));
  }

  boolean isAtOnce() {
    return thread == null;
  }

  Frame before() {
    return from.frame(thread);
  }

  Frame after() {
    return to.frame(thread);
  }

  @Override
  public String step() {
    if (isAtOnce()) {
      return action.replaceAll("(?<=.)([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
    return before().isIdle() ? "begin " + after().does() : before().at();
  }

  /** The call that is the operation of one step. */
  Call call() {
    return switch (action) {
      case "Open" -> Action.OPEN.call(mover, opened());
      case "ForkBegin" -> Action.FORK_BEGIN.call(mover, born());
      case "ForkComplete" -> Action.FORK_COMPLETE.call(mover);
      case "Exit" -> Action.EXIT_COMPLETE.call(mover);
      case "CleanupComplete" -> Action.CLEANUP_COMPLETE.call(cleaner(), mover);
      case "Die" -> Action.DIE.call(mover);
      default -> throw new IllegalStateException("the code has no operation " + action);
    };
  }

  private int opened() {
    return to.openSessions().stream()
        .filter(session -> !from.openSessions().contains(session))
        .findFirst()
        .orElseThrow();
  }

  private int born() {
    return IntStream.range(0, from.workers())
        .filter(w -> from.life(w).equals("unborn") && !to.life(w).equals("unborn"))
        .findFirst()
        .orElseThrow();
  }

  /** One of the workers that may clean up. */
  private int cleaner() {
    int parent = from.parent(mover);
    return IntStream.range(0, from.workers())
        .filter(w -> parent < 0 || w == parent)
        .filter(w -> from.life(w).equals("live") && from.isFree(OptimisticWords.table(w)))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public boolean ends() {
    return ENDS.contains(action);
  }

  @Override
  public boolean opensLater() {
    return false;
  }

  /** Who does it, and what it is. */
  @Override
  public String toString() {
    return isAtOnce() ? call().toString() : thread + ": " + step();
  }
}
