package org.vlsverify.linearizability.soak;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.call.SnapshotDiff;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.linearizability.soak.Sample.Recorded;
import org.vlsverify.linearizability.soak.SoakFailure.Kind;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.testing.Invariants;
import org.vlsverify.sessions.testing.RecordingTransport;
import org.vlsverify.sessions.testing.VppView;

/**
 * Threads at full speed, in rounds. In each round every thread runs many random calls; then the
 * invariants are checked; then a few threads run a few calls, which are recorded and must have a
 * sequential explanation.
 *
 * <p>The seed determines the calls, not the schedule: the same seed may find nothing the next time.
 */
final class Soak {
  static final int ROOT = 0;

  private static final Bounds BOUNDS = new Bounds(6, 8, 4, 5, Set.of(0, 1, 2, 3, 4));
  private static final int CALLS_PER_ROUND = 2_000;
  private static final int SAMPLES_PER_ROUND = 10;
  private static final int SAMPLING_THREADS = 3;
  private static final int CALLS_PER_SAMPLE = Sample.MOST_CALLS / SAMPLING_THREADS;

  /** More than classes and compiled code take meanwhile, less than a leak. */
  private static final long MOST_GROWTH = 32L << 20;

  /**
   * Counts of a soak that found nothing.
   *
   * @param samples the number of samples
   * @param calls the number of calls of all threads, without those of samples
   * @param heapBefore bytes in use after the first round
   * @param heapAfter bytes in use at the end
   * @param outcomes the number of calls with each outcome
   */
  record Report(
      long samples, long calls, long heapBefore, long heapAfter, Map<Outcome, Long> outcomes) {}

  private final String name;
  private final ThreadModel threadModel;
  private final String command;
  private final long seed;
  private final Random choices;
  private final long hangMillis;
  private final RecordingTransport transport = new RecordingTransport(BOUNDS.listenable());
  private final SharedSessions sessions;
  private final List<Actor> actors = new ArrayList<>();
  private final Phaser phaser;
  private final AtomicInteger clock = new AtomicInteger();
  private final long[] outcomes = new long[Outcome.values().length];

  /** With one thread per worker: the lock that a thread holds while it calls for the worker. */
  private final List<ReentrantLock> workerLocks =
      IntStream.range(0, BOUNDS.workers()).mapToObj(w -> new ReentrantLock()).toList();

  /** By child: the worker that began the last fork of it. */
  private final AtomicIntegerArray parents = new AtomicIntegerArray(BOUNDS.workers());

  private volatile boolean over;

  /** Of the sample that is taken; empty in the long part of a round. */
  private volatile Optional<RandomCalls.Focus> focus = Optional.empty();

  private long rounds;

  /**
   * Prepares a soak.
   *
   * @param name of the design, for messages
   * @param factory makes the implementation
   * @param threadModel of the implementation
   * @param budget seed and threads
   * @param hangMillis the time without progress that counts as a hang
   * @param command the command that repeats it
   */
  Soak(
      String name,
      SharedSessionsFactory factory,
      ThreadModel threadModel,
      SoakBudget budget,
      long hangMillis,
      String command) {
    this.name = name;
    this.threadModel = threadModel;
    this.command = command;
    this.seed = budget.seed();
    this.choices = new Random(budget.seed());
    this.hangMillis = hangMillis;
    this.sessions = factory.create(BOUNDS, ROOT, transport);
    this.phaser = new Phaser(budget.threads() + 1);
    for (int thread = 0; thread < budget.threads(); thread++) {
      actors.add(new Actor(thread, new RandomCalls(BOUNDS, new Random(31 * seed + thread))));
    }
  }

  /**
   * Runs rounds for some time.
   *
   * @throws SoakFailure if anything is found; threads that hang stay behind as daemons
   */
  Report run(double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    actors.forEach(Thread::start);
    long heapBefore = 0;
    try {
      do {
        round(Optional.empty());
        checkLocks();
        checkState();
        for (int sample = 0; sample < SAMPLES_PER_ROUND; sample++) {
          Snapshot before = sessions.snapshot();
          int first = choices.nextInt(BOUNDS.workers());
          round(
              Optional.of(
                  new RandomCalls.Focus(
                      first, (first + 1) % BOUNDS.workers(), choices.nextInt(BOUNDS.sessions()))));
          checkState();
          explain(before, sessions.snapshot());
        }
        rounds++;
        if (rounds == 1) {
          heapBefore = heap();
        }
      } while (System.nanoTime() < end);
    } finally {
      over = true;
      phaser.forceTermination();
    }
    long heapAfter = heap();
    if (heapAfter - heapBefore > MOST_GROWTH) {
      throw failure(
          Kind.MEMORY,
          "The heap has grown from %,d to %,d bytes.".formatted(heapBefore, heapAfter));
    }
    Map<Outcome, Long> counted = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      counted.put(outcome, outcomes[outcome.ordinal()]);
    }
    return new Report(
        rounds * SAMPLES_PER_ROUND,
        rounds * CALLS_PER_ROUND * actors.size(),
        heapBefore,
        heapAfter,
        counted);
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private SoakFailure failure(Kind kind, String problem) {
    return new SoakFailure(
        kind,
        "%s, round %d, seed %d, %d threads: %s%n%s%nReproduce with (the schedule differs each time): %s"
            .formatted(name, rounds + 1, seed, actors.size(), kind, problem.strip(), command));
  }

  /** Lets all threads run their calls, and checks that they return. */
  private void round(Optional<RandomCalls.Focus> sample) {
    focus = sample;
    int acting = phaser.arrive();
    awaitWhileProgress(acting);
    // Between these two phases all threads run.
    awaitWhileProgress(phaser.arrive());
    for (Actor actor : actors) {
      if (actor.thrown != null) {
        throw failure(
            Kind.THREW,
            "%s, in %s:%n%s"
                .formatted(
                    actor.getName(),
                    actor.current,
                    Arrays.stream(actor.thrown.getStackTrace())
                        .limit(12)
                        .map(frame -> "  at " + frame)
                        .collect(Collectors.joining("\n", actor.thrown + "\n", ""))));
      }
    }
  }

  private void awaitWhileProgress(int phase) {
    long last = -1;
    long since = System.nanoTime();
    while (true) {
      try {
        phaser.awaitAdvanceInterruptibly(phase, 50, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        long progress = actors.stream().mapToLong(actor -> actor.progress.get()).sum();
        if (progress != last) {
          last = progress;
          since = System.nanoTime();
        } else if (System.nanoTime() - since > hangMillis * 1_000_000) {
          throw failure(Kind.HANG, hang());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("The soak was interrupted.", e);
      }
    }
  }

  private String hang() {
    return "No thread has finished a call for %d ms.\n".formatted(hangMillis)
        + StuckThreads.describe(actors, actor -> actor.current);
  }

  /**
   * Checks that no thread holds a lock between two calls, once per round, since it is slow. A read
   * lock that is left behind shows as a hang of the next round.
   */
  private void checkLocks() {
    StuckThreads.heldLock(actors, actor -> actor.last)
        .ifPresent(
            words -> {
              throw failure(Kind.LOCK_LEFT_BEHIND, words);
            });
  }

  /** Checks the invariants between two rounds. */
  private void checkState() {
    Snapshot state;
    try {
      state = sessions.snapshot();
    } catch (RuntimeException e) {
      throw failure(Kind.INVARIANT, "The state cannot be read: " + e.getMessage());
    }
    // Without the notifications: those of a session that was reopened meanwhile would mislead.
    List<String> broken =
        Invariants.broken(
            state,
            new VppView(
                transport.sessions(), transport.attachments(), List.of(), transport.mistakes()));
    if (!broken.isEmpty()) {
      throw failure(Kind.INVARIANT, "Broken between two rounds:\n  " + String.join("\n  ", broken));
    }
    transport.forget();
  }

  private void explain(Snapshot before, Snapshot after) {
    List<Recorded> calls = actors.stream().flatMap(actor -> actor.recorded.stream()).toList();
    new Sample(BOUNDS, before, calls, after)
        .explanation()
        .ifPresent(
            words -> {
              throw failure(Kind.NOT_LINEARIZABLE, words + "State before:\n  " + words(before));
            });
  }

  private static String words(Snapshot state) {
    RecordingTransport transport = new RecordingTransport(Set.of());
    Snapshot empty =
        new ReferenceSharedSessions(
                BOUNDS.workers(), BOUNDS.slots(), BOUNDS.sharedCapacity(), ROOT, transport)
            .snapshot();
    return String.join("\n  ", SnapshotDiff.changes(empty, state));
  }

  /** One thread, a daemon. */
  private final class Actor extends Thread {
    private final int number;
    private final RandomCalls calls;
    private final AtomicLong progress = new AtomicLong();
    private final long[] counted = new long[Outcome.values().length];

    /** The calls of the last sample; read between rounds. */
    private final List<Recorded> recorded = new ArrayList<>(CALLS_PER_SAMPLE);

    private volatile Call current;
    private volatile Call last;
    private volatile Throwable thrown;

    Actor(int number, RandomCalls calls) {
      super("thread " + number);
      this.number = number;
      this.calls = calls;
      setDaemon(true);
    }

    @Override
    public void run() {
      while (!over) {
        phaser.arriveAndAwaitAdvance();
        recorded.clear();
        try {
          if (!over) {
            runCalls();
          }
        } catch (RuntimeException | Error e) {
          thrown = e;
        }
        synchronized (outcomes) {
          for (int i = 0; i < counted.length; i++) {
            outcomes[i] += counted[i];
            counted[i] = 0;
          }
        }
        phaser.arriveAndAwaitAdvance();
      }
    }

    private void runCalls() {
      if (focus.isEmpty()) {
        for (int i = 0; i < CALLS_PER_ROUND; i++) {
          counted[run(calls.next(focus)).ordinal()]++;
        }
      } else if (number < SAMPLING_THREADS) {
        for (int i = 0; i < CALLS_PER_SAMPLE; i++) {
          Call call = calls.next(focus);
          int begin = clock.incrementAndGet();
          Outcome outcome = run(call);
          recorded.add(new Recorded(number, call, outcome, begin, clock.incrementAndGet()));
        }
      }
    }

    private Outcome run(Call call) {
      current = call;
      List<ReentrantLock> mine =
          threadModel == ThreadModel.SINGLE_THREADED ? lockWorkers(call) : List.of();
      try {
        Outcome outcome = call.apply(sessions, transport);
        if (outcome == Outcome.FORK_BEGUN) {
          parents.set(call.second(), call.first());
        }
        last = call;
        return outcome;
      } finally {
        mine.forEach(ReentrantLock::unlock);
        progress.lazySet(progress.get() + 1);
        if (thrown == null) {
          current = last == call ? null : current;
        }
      }
    }

    /** Locks the worker of a call, and the child of a fork. */
    private List<ReentrantLock> lockWorkers(Call call) {
      while (true) {
        Set<Integer> workers = new TreeSet<>(Set.of(call.first()));
        int parent = -1;
        switch (call.action()) {
          case FORK_BEGIN -> workers.add(call.second());
          case FORK_SHARE_NEXT, FORK_COMPLETE -> {
            parent = parents.get(call.first());
            workers.add(parent);
          }
          default -> {}
        }
        List<ReentrantLock> mine = workers.stream().map(workerLocks::get).toList();
        mine.forEach(ReentrantLock::lock);
        if (parent < 0 || parents.get(call.first()) == parent) {
          return mine;
        }
        mine.forEach(ReentrantLock::unlock);
      }
    }
  }
}
