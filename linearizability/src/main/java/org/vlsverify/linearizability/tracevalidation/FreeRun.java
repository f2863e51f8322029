package org.vlsverify.linearizability.tracevalidation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.pos.ScheduledThreads;
import org.vlsverify.linearizability.stepping.Tap;
import org.vlsverify.linearizability.stepping.TappedClasses;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;

/**
 * Threads that call what they like and are recorded: at full speed, where the seed decides what
 * they call, but not how they take turns; or in turns that the seed decides, too. For use by one
 * thread.
 */
public final class FreeRun {
  private static final int ROOT = 0;

  /** After so many refused calls a run is long enough. */
  private static final int REFUSALS = 20_000;

  /** A worker ends only after so many calls, and so many after the last one that did. */
  private static final int CALLS_BEFORE_END = 30;

  private static final int CALLS_BETWEEN_ENDS = 6;

  /** Without an end for so long, threads are stuck. */
  private static final long LONGEST = TimeUnit.MINUTES.toMillis(5);

  private static final int NOISE_PERCENT = 20;
  private static final long PAUSE_NANOS = 20_000;

  private final Bounds bounds;
  private final int threads;
  private final Recorder recorder;
  private final SharedSessions sessions;
  private final AtomicInteger left;
  private final AtomicInteger refusals = new AtomicInteger(REFUSALS);
  private final AtomicInteger untilEnd = new AtomicInteger(CALLS_BEFORE_END);

  private FreeRun(TappedClasses classes, Bounds bounds, int threads, int calls, Runnable noise) {
    this.bounds = bounds;
    this.threads = threads;
    this.left = new AtomicInteger(calls);
    this.recorder = new Recorder(bounds.workers(), bounds.listenable()::contains, noise);
    Tap.listen(recorder);
    try {
      this.sessions = classes.create(bounds, ROOT, recorder);
    } finally {
      Tap.listen(null);
    }
  }

  /** Without it, threads hardly ever interrupt each other in the middle of a call. */
  private static void noise() {
    int random = ThreadLocalRandom.current().nextInt(100);
    if (random < NOISE_PERCENT) {
      if (random % 2 == 0) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /**
   * Records a run.
   *
   * @param classes of the implementation, not null
   * @param bounds how many workers, sessions, and so on there are, not null
   * @param threads how many threads each worker has
   * @param calls about how many calls that are not refused it has
   * @param seed decides what the threads call
   * @return the run
   */
  public static RecordedRun record(
      TappedClasses classes, Bounds bounds, int threads, int calls, long seed) {
    return record(classes, bounds, threads, calls, seed, LONGEST);
  }

  /**
   * @param longest milliseconds after which threads that have not come to their end are stuck
   */
  static RecordedRun record(
      TappedClasses classes, Bounds bounds, int threads, int calls, long seed, long longest) {
    FreeRun run = new FreeRun(classes, bounds, threads, calls, FreeRun::noise);
    run.run(new Random(seed), longest);
    return run.recorded();
  }

  /**
   * Records a run whose threads take turns by the seed, too: the same one each time.
   *
   * @param classes made by {@link ScheduledThreads#classes}, not null
   * @param bounds as above
   * @param threads as above
   * @param calls as above
   * @param seed decides what the threads call, and how they take turns
   * @return the run
   */
  public static RecordedRun recordInTurns(
      TappedClasses classes, Bounds bounds, int threads, int calls, long seed) {
    FreeRun run = new FreeRun(classes, bounds, threads, calls, () -> {});
    List<Random> randoms = new ArrayList<>();
    Random seeds = new Random(seed);
    for (int thread = 0; thread < bounds.workers() * threads; thread++) {
      randoms.add(new Random(seeds.nextLong()));
    }
    ScheduledThreads.run(
        seed,
        randoms.size(),
        thread -> run.act(thread / threads, "t" + thread % threads, randoms.get(thread)));
    return run.recorded();
  }

  private RecordedRun recorded() {
    return new RecordedRun(
        RecordedRun.Header.of(bounds, threads, ROOT),
        OperationSteps.events(recorder.recordings(), bounds.listenable()::contains));
  }

  private void run(Random seeds, long longest) {
    List<Thread> all = new ArrayList<>();
    for (int worker = 0; worker < bounds.workers(); worker++) {
      for (int number = 0; number < threads; number++) {
        int self = worker;
        String name = "t" + number;
        Random random = new Random(seeds.nextLong());
        Thread thread = new Thread(() -> act(self, name, random), "w" + self + "." + name);
        thread.setDaemon(true);
        all.add(thread);
      }
    }
    all.forEach(Thread::start);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(longest);
    try {
      for (Thread thread : all) {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void act(int self, String name, Random random) {
    Tap.listen(recorder);
    try {
      while (left.get() > 0 && refusals.get() > 0) {
        step(self, name, random);
      }
    } catch (RuntimeException e) {
      // The run ends here; that a call has thrown is recorded.
      left.set(0);
    } finally {
      Tap.listen(null);
    }
  }

  private void step(int self, String name, Random random) {
    int session = random.nextInt(bounds.sessions());
    int other = (self + 1 + random.nextInt(bounds.workers() - 1)) % bounds.workers();
    switch (random.nextInt(24)) {
      case 0, 1, 2, 3 -> call(name, Action.OPEN, self, session);
      case 4, 5, 6 -> call(name, Action.CLOSE, self, session);
      case 7 -> call(name, Action.UNSHARE, self, session);
      case 8, 9 -> call(name, Action.LISTEN, self, session);
      case 10, 11 -> call(name, Action.ACCEPT, self, session);
      case 12, 13 -> call(name, Action.EPOLL_ADD, self, session);
      case 14, 15 -> call(name, Action.EPOLL_DEL, self, session);
      case 16, 17 -> call(name, Action.ACKNOWLEDGE, self, session);
      case 18, 19 -> fork(name, self, other);
      case 20, 21 -> cleanup(name, self, other);
      case 22 -> {
        if (mayEnd(self)) {
          exit(name, self);
        }
      }
      default -> {
        if (mayEnd(other)) {
          call(name, Action.DIE, other);
        }
      }
    }
  }

  private Outcome call(String name, Action action, int... indices) {
    Call call = action.call(indices);
    Outcome outcome = recorder.perform(sessions, call, name);
    switch (outcome) {
      case WORKER_NOT_LIVE -> {
        refusals.decrementAndGet();
        Thread.yield();
      }
      case OPENED,
          CLOSED,
          UNSHARED,
          OWNER_CHANGED,
          LAST_CLOSED,
          TOLD,
          LISTENING,
          ACCEPTING,
          REMOVED,
          FORK_BEGUN,
          FIRST_SHARED,
          SUBSCRIBED,
          EXITED,
          DIED,
          CLEANED_UP ->
          left.decrementAndGet();
      default -> refusals.decrementAndGet();
    }
    return outcome;
  }

  /** Ends are rare, and somebody else stays. */
  private boolean mayEnd(int worker) {
    if (untilEnd.decrementAndGet() > 0) {
      return false;
    }
    boolean another = false;
    var workers = sessions.snapshot().workers();
    for (int index = 0; index < workers.size(); index++) {
      another |= index != worker && workers.get(index).life() == Life.LIVE;
    }
    if (another) {
      untilEnd.set(CALLS_BETWEEN_ENDS);
    }
    return another;
  }

  private void fork(String name, int self, int child) {
    if (call(name, Action.FORK_BEGIN, self, child) != Outcome.FORK_BEGUN) {
      return;
    }
    Outcome outcome;
    do {
      call(name, Action.FORK_SHARE_NEXT, child);
      outcome = call(name, Action.FORK_COMPLETE, child);
    } while (outcome == Outcome.SESSIONS_TO_SHARE);
  }

  private void exit(String name, int self) {
    Outcome outcome;
    do {
      call(name, Action.EXIT_LEAVE_NEXT, self);
      outcome = call(name, Action.EXIT_COMPLETE, self);
    } while (outcome == Outcome.SESSIONS_TO_LEAVE);
  }

  private void cleanup(String name, int self, int dead) {
    Outcome outcome;
    do {
      call(name, Action.CLEANUP_LEAVE_NEXT, self, dead);
      outcome = call(name, Action.CLEANUP_COMPLETE, self, dead);
    } while (outcome == Outcome.SESSIONS_TO_LEAVE);
  }
}
