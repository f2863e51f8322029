package org.vlsverify.linearizability.tracevalidation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.pos.ScheduledThreads;
import org.vlsverify.linearizability.stepping.Tap;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.design.Design;

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

  private static final int ONE_QUERY_IN = 30;
  private static final int NOISE_PERCENT = 20;
  private static final long PAUSE_NANOS = 20_000;

  private final Bounds bounds;
  private final int threads;
  private final RunDesign design;
  private final RunRecorder recorder;
  private final Turns turns;

  /** By worker, what it may ask about others. */
  private final Map<Integer, List<Query>> queries;

  private final SharedSessions sessions;
  private final Set<Integer> live = ConcurrentHashMap.newKeySet();
  private final AtomicInteger left;
  private final AtomicInteger refusals = new AtomicInteger(REFUSALS);
  private final AtomicInteger untilEnd = new AtomicInteger(CALLS_BEFORE_END);

  private FreeRun(
      RunDesign design,
      SharedSessionsFactory classes,
      Bounds bounds,
      int threads,
      int calls,
      Turns turns,
      Runnable noise) {
    this.design = design;
    this.bounds = bounds;
    this.threads = threads;
    this.turns = turns;
    this.left = new AtomicInteger(calls);
    this.recorder =
        design.recorder(RecordedRun.Header.of(design, bounds, threads, ROOT), turns, noise);
    this.queries =
        Query.all(bounds).stream()
            .filter(query -> query.other() != query.worker())
            .collect(Collectors.groupingBy(Query::worker));
    live.add(ROOT);
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
   * A copy of the classes of a design, for records of runs.
   *
   * @param design the design, or that of the mutant, not null
   * @param original makes what is copied, not null
   * @return for {@link #record}
   */
  public static SharedSessionsFactory tapped(Design design, SharedSessionsFactory original) {
    return RunDesign.of(design).tapped(original);
  }

  /**
   * The same for runs whose threads take turns.
   *
   * @param design as above
   * @param original as above
   * @return for {@link #recordInTurns}
   */
  public static SharedSessionsFactory inTurns(Design design, SharedSessionsFactory original) {
    return design == Design.LOCKED ? ScheduledThreads.classes(original) : tapped(design, original);
  }

  /**
   * Records a run.
   *
   * @param design the design, or that of the mutant, not null
   * @param classes of the implementation, intercepted; not null
   * @param bounds how many workers, sessions, and so on there are, not null
   * @param threads how many threads each worker has
   * @param calls about how many calls that are not refused it has
   * @param seed decides what the threads call
   * @return the run
   */
  public static RecordedRun record(
      Design design,
      SharedSessionsFactory classes,
      Bounds bounds,
      int threads,
      int calls,
      long seed) {
    return record(design, classes, bounds, threads, calls, seed, LONGEST);
  }

  /**
   * @param longest milliseconds after which threads that have not come to their end are stuck
   */
  static RecordedRun record(
      Design design,
      SharedSessionsFactory classes,
      Bounds bounds,
      int threads,
      int calls,
      long seed,
      long longest) {
    Turns turns =
        design == Design.OPTIMISTIC
            ? Turns.oneAtATime(FreeRun::noise)
            : Turns.asTheyLike(FreeRun::noise);
    FreeRun run =
        new FreeRun(RunDesign.of(design), classes, bounds, threads, calls, turns, FreeRun::noise);
    run.run(new Random(seed), longest);
    return run.recorded();
  }

  /**
   * Records a run whose threads take turns by the seed, too: the same one each time.
   *
   * @param design as above
   * @param classes as above; made by {@link #inTurns}
   * @param bounds as above
   * @param threads as above
   * @param calls as above
   * @param seed decides what the threads call, and how they take turns
   * @return the run
   */
  public static RecordedRun recordInTurns(
      Design design,
      SharedSessionsFactory classes,
      Bounds bounds,
      int threads,
      int calls,
      long seed) {
    int all = bounds.workers() * threads;
    boolean scheduled = design == Design.LOCKED;
    Turns turns = scheduled ? Turns.asTheyLike(() -> {}) : Turns.bySeed(seed, all);
    FreeRun run =
        new FreeRun(RunDesign.of(design), classes, bounds, threads, calls, turns, () -> {});
    if (!scheduled) {
      run.run(new Random(seed), LONGEST);
      return run.recorded();
    }
    List<Random> randoms = new ArrayList<>();
    Random seeds = new Random(seed);
    for (int thread = 0; thread < all; thread++) {
      randoms.add(new Random(seeds.nextLong()));
    }
    ScheduledThreads.run(
        seed,
        randoms.size(),
        thread ->
            run.act(
                thread / threads, name(thread / threads, thread % threads), randoms.get(thread)));
    return run.recorded();
  }

  private static String name(int worker, int number) {
    return Parts.worker(worker) + ".t" + number;
  }

  private RecordedRun recorded() {
    return new RecordedRun(RecordedRun.Header.of(design, bounds, threads, ROOT), recorder.events());
  }

  private void run(Random seeds, long longest) {
    List<Thread> all = new ArrayList<>();
    for (int worker = 0; worker < bounds.workers(); worker++) {
      for (int number = 0; number < threads; number++) {
        int self = worker;
        int index = all.size();
        String name = name(worker, number);
        Random random = new Random(seeds.nextLong());
        Thread thread = new Thread(() -> actInTurns(index, self, name, random), name);
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

  private void actInTurns(int index, int self, String name, Random random) {
    turns.enter(index);
    try {
      act(self, name, random);
    } finally {
      turns.leave();
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
    if (recorder.asks() && random.nextInt(ONE_QUERY_IN) == 0) {
      List<Query> own = queries.get(self);
      recorder.ask(sessions, own.get(random.nextInt(own.size())), name);
      return;
    }
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
    switch (outcome) {
      case FORKED, FORKED_IN_PART -> live.add(indices[0]);
      case EXITED, DIED -> live.remove(indices[0]);
      default -> {
        // Nobody's life has changed, but that of one who was dead before.
      }
    }
    return outcome;
  }

  /** Ends are rare, and somebody else stays. */
  private boolean mayEnd(int worker) {
    if (untilEnd.decrementAndGet() > 0) {
      return false;
    }
    boolean another = live.stream().anyMatch(index -> index != worker);
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
