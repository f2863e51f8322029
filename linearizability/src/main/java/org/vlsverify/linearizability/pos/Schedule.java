package org.vlsverify.linearizability.pos;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * The interleaving of one execution. One thread runs at a time, and stops before each step; of
 * those that can go on, the one with the highest priority in a {@link Sampling} does.
 *
 * <p>The fields are for the thread that has the turn.
 */
final class Schedule {
  /** Nobody in the schedule: the one that has begun it goes on. */
  private static final int NOBODY = -1;

  /** The packages that call the code. */
  private static final String CHECKS = "org.vlsverify.linearizability.";

  /** Without a step for so long, the code hangs in a loop without an access. */
  private static final long LONGEST_STEP = TimeUnit.SECONDS.toNanos(30);

  /** One step of the interleaving. */
  record Step(
      int thread, int invocation, Site site, Object target, int element, List<Object> held) {}

  private final Sampling sampling;

  private final int mostSteps;
  private final StepListener listener;
  private final List<Strand> strands = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<Object, Half> halves = new IdentityHashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Step> blocked = new ArrayList<>();
  private final Thread driver = Thread.currentThread();
  private long changes;
  private String stuck;
  private volatile boolean abandoned;
  private volatile int turn = NOBODY;

  /** A lock of a pair. */
  private record Half(Object pair, boolean reads) {}

  /** Is told of each step. */
  @FunctionalInterface
  interface StepListener {
    /** The step is the last one in the list; it is about to happen, and those before have. */
    void next(List<Step> steps);
  }

  /**
   * @param mostSteps after so many the threads do not end
   */
  Schedule(Sampling sampling, int mostSteps, StepListener listener) {
    this.sampling = sampling;
    this.listener = listener;
    this.mostSteps = mostSteps;
  }

  double priority(Strand strand) {
    return sampling.next(strand);
  }

  long changes() {
    return changes;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /** The steps up to now. */
  List<Step> steps() {
    return steps;
  }

  /** Why the threads do not end, in words; null if they have ended. */
  String stuck() {
    return stuck;
  }

  /** What each thread waits for that is not at its end: steps that do not happen. */
  List<Step> blocked() {
    return blocked;
  }

  Strand strand(int index) {
    return strands.get(index);
  }

  // ------------------------------------------------------------------ locks

  void learn(Object lock, Object pair, boolean reads) {
    halves.put(lock, new Half(pair, reads));
  }

  /** What threads compete for: the pair, if the lock is one half of it. */
  Object resource(Object lock) {
    Half half = halves.get(lock);
    return half == null ? lock : half.pair();
  }

  boolean isShared(Object lock) {
    Half half = halves.get(lock);
    return half != null && half.reads();
  }

  void released(Object resource) {
    for (Strand strand : strands) {
      if (strand.blockedBy == resource) {
        strand.blockedBy = null;
      }
    }
  }

  /** The threads that hold a lock, in words. */
  String holder(Object lock) {
    Object resource = resource(lock);
    List<String> names = new ArrayList<>();
    for (Strand strand : strands) {
      if (strand.held.stream().anyMatch(held -> resource(held.lock()) == resource)) {
        names.add("thread " + (strand.index + 1));
      }
    }
    return names.isEmpty() ? "nobody that is known" : String.join(", ", names);
  }

  // ------------------------------------------------------------------ steps

  /** Chooses the next thread, and waits until it is this one's turn. */
  void await(Strand strand) {
    if (abandoned) {
      throw new Strand.Unwind();
    }
    Strand next = choose();
    if (next != strand) {
      if (next == null) {
        giveUp();
      } else {
        pass(next.index);
      }
      while (turn != strand.index && !abandoned) {
        LockSupport.park(this);
      }
    }
    if (abandoned) {
      throw new Strand.Unwind();
    }
  }

  private Strand choose() {
    Strand best = null;
    for (Strand strand : strands) {
      if (strand.isEnabled(changes) && (best == null || strand.priority > best.priority)) {
        best = strand;
      }
    }
    return best;
  }

  private void pass(int to) {
    turn = to;
    LockSupport.unpark(to == NOBODY ? driver : threads.get(to));
  }

  /** The step that the thread has waited for happens now. */
  void happens(Strand strand) {
    if (steps.size() >= mostSteps) {
      stuck = "livelock: no end after %,d steps".formatted(mostSteps);
      abandon();
      throw new Strand.Unwind();
    }
    steps.add(strand.step());
    listener.next(steps);
    if (strand.writes) {
      changes++;
      strand.changes++;
    }
    sampling.happens(strand, steps.size(), strands);
  }

  private void giveUp() {
    stuck =
        strands.stream().anyMatch(strand -> !strand.done && strand.pauses)
            ? "each thread waits for a change by another one"
            : "deadlock";
    abandon();
  }

  /** The thread that has the turn says where all are, since its own stack is about to go. */
  private void abandon() {
    stuck += "\n" + positions();
    strands.stream().filter(strand -> !strand.done).map(Strand::step).forEach(blocked::add);
    abandoned = true;
    LockSupport.unpark(driver);
  }

  // ------------------------------------------------------------------ the whole

  /**
   * Runs threads to their end, or until they are stuck.
   *
   * @param lanes one for each thread
   * @param body what a thread does, by its index
   * @return false if a thread hangs outside of all steps: its lane is lost
   */
  boolean run(List<Lane> lanes, IntConsumer body) {
    for (int i = 0; i < lanes.size(); i++) {
      strands.add(new Strand(this, i));
      threads.add(lanes.get(i).thread());
      strands.get(i).prepareToBegin();
    }
    for (int i = 0; i < lanes.size(); i++) {
      int thread = i;
      lanes.get(i).give(() -> runs(thread, body), () -> turn == thread || abandoned);
    }
    pass(choose().index);
    boolean complete = await(lanes, () -> turn == NOBODY || abandoned);
    if (!complete) {
      stuck = "a thread does not get to its next step";
      abandon();
    }
    if (abandoned) {
      threads.forEach(LockSupport::unpark);
    }
    return complete && await(lanes, () -> lanes.stream().noneMatch(Lane::isBusy));
  }

  private boolean await(List<Lane> lanes, BooleanSupplier end) {
    int known = -1;
    long since = System.nanoTime();
    while (!end.getAsBoolean()) {
      LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(200));
      int now = abandoned ? known : steps.size();
      if (now != known) {
        known = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > LONGEST_STEP) {
        return false;
      }
    }
    return true;
  }

  private void runs(int thread, IntConsumer body) {
    Strand strand = strands.get(thread);
    Access.runAs(strand);
    try {
      body.accept(thread);
    } catch (Strand.Unwind e) {
      return;
    } finally {
      Access.runAs(null);
    }
    strand.done = true;
    if (strands.stream().allMatch(each -> each.done)) {
      pass(NOBODY);
      return;
    }
    Strand next = choose();
    if (next == null) {
      giveUp();
    } else {
      pass(next.index);
    }
  }

  private String positions() {
    StringBuilder words = new StringBuilder();
    for (Strand strand : strands) {
      if (strand.done) {
        words.append("thread %d has ended%n".formatted(strand.index + 1));
        continue;
      }
      words.append(
          "thread %d %s (%s), holds %s%n"
              .formatted(
                  strand.index + 1,
                  strand.blockedBy == null
                      ? "is about to: " + strand.site.kind() + " " + strand.site.words()
                      : "waits for a lock",
                  strand.site.place(),
                  strand.held.isEmpty()
                      ? "no lock"
                      : strand.held.stream()
                          .map(held -> held.site().place())
                          .collect(Collectors.joining(", ", "the locks taken in ", ""))));
      for (StackTraceElement frame : threads.get(strand.index).getStackTrace()) {
        if (frame.getClassName().startsWith("org.vlsverify.")
            && !frame.getClassName().startsWith(CHECKS)) {
          words.append("    at ").append(frame).append('\n');
        }
      }
    }
    return words.toString();
  }
}
