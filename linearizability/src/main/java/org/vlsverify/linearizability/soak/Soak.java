package org.vlsverify.linearizability.soak;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Parameter;
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
 * Threads at full speed, in rounds. In each round every thread carries out many random calls; then
 * nobody acts, and what is there is looked at; then a few threads carry out a few calls, which are
 * recorded and must have a sequential explanation.
 *
 * <p>What threads do is made of the seed, how they take turns is not: the same seed may find
 * nothing the next time.
 */
final class Soak {
  static final int ROOT = 0;

  private static final Bounds BOUNDS = new Bounds(6, 8, 4, 5, Set.of(0, 1, 2, 3, 4));
  private static final int CALLS_PER_ROUND = 2_000;
  private static final int SAMPLES_PER_ROUND = 10;
  private static final int SAMPLING_THREADS = 3;
  private static final int CALLS_PER_SAMPLE = Sample.MOST_CALLS / SAMPLING_THREADS;

  /** More than what is loaded and compiled meanwhile, and less than what a leak loses. */
  private static final long MOST_GROWTH = 32L << 20;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * What a soak was, if nothing was found.
   *
   * @param samples how many were taken
   * @param calls of all threads, without those of samples
   * @param heapBefore bytes in use after the first round
   * @param heapAfter bytes in use at the end
   * @param outcomes how often each came up
   */
  record Report(
      long samples, long calls, long heapBefore, long heapAfter, Map<Outcome, Long> outcomes) {}

  /** What a sample is about, so that its few calls get in each other's way. */
  private record Focus(int worker, int other, int session) {}

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

  /** With one thread per worker: who acts for a worker has its lock. */
  private final List<ReentrantLock> turns =
      IntStream.range(0, BOUNDS.workers()).mapToObj(w -> new ReentrantLock()).toList();

  /** By child: who has begun to fork it last. */
  private final AtomicIntegerArray parents = new AtomicIntegerArray(BOUNDS.workers());

  private volatile boolean over;
  private volatile boolean sampling;
  private volatile Focus focus;
  private long rounds;

  /**
   * @param name of the design, for messages
   * @param factory makes what is run
   * @param threadModel what it is made for
   * @param budget seed and threads
   * @param hangMillis how long nobody may go on
   * @param command repeats it
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
      actors.add(new Actor(thread, new Random(31 * seed + thread)));
    }
  }

  /**
   * Runs for so long.
   *
   * @throws SoakFailure if anything is found; threads that hang stay behind, and keep nothing from
   *     coming to an end
   */
  Report run(double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    actors.forEach(Thread::start);
    long heapBefore = 0;
    try {
      do {
        round(false);
        lookForLocks();
        look();
        for (int sample = 0; sample < SAMPLES_PER_ROUND; sample++) {
          Snapshot before = sessions.snapshot();
          int first = choices.nextInt(BOUNDS.workers());
          focus =
              new Focus(first, (first + 1) % BOUNDS.workers(), choices.nextInt(BOUNDS.sessions()));
          round(true);
          look();
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
        "%s, round %d, seed %d, %d threads: %s%n%s%nRepeat with (threads take turns anew each time): %s"
            .formatted(name, rounds + 1, seed, actors.size(), kind, problem.strip(), command));
  }

  /** All threads act, and come to an end; or somebody says why not. */
  private void round(boolean sample) {
    sampling = sample;
    int acting = phaser.arrive();
    awaitWhileSomebodyGoesOn(acting);
    // Between these two phases all threads act.
    awaitWhileSomebodyGoesOn(phaser.arrive());
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

  private void awaitWhileSomebodyGoesOn(int phase) {
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

  /** Who does what, waits for what, and holds what. */
  private String hang() {
    StringBuilder words =
        new StringBuilder("No thread has finished a call for %d ms.\n".formatted(hangMillis));
    for (Actor actor : actors) {
      ThreadInfo info = THREADS.getThreadInfo(new long[] {actor.getId()}, true, true)[0];
      words.append("  %s: ".formatted(actor.getName()));
      if (info == null) {
        words.append("has ended\n");
        continue;
      }
      words.append(
          "%s, %s%n"
              .formatted(
                  actor.current == null ? "has done its part" : "in " + actor.current,
                  info.getThreadState()));
      if (info.getLockInfo() != null) {
        words.append(
            "    waits for %s%s%n"
                .formatted(
                    info.getLockInfo(),
                    info.getLockOwnerName() == null ? "" : ", held by " + info.getLockOwnerName()));
      }
      Arrays.stream(info.getLockedSynchronizers())
          .forEach(lock -> words.append("    holds %s%n".formatted(lock)));
      Arrays.stream(info.getStackTrace())
          .filter(frame -> frame.getClassName().startsWith("org.vlsverify"))
          .filter(frame -> !frame.getClassName().startsWith("org.vlsverify.linearizability"))
          .filter(frame -> !frame.getClassName().startsWith("org.vlsverify.sessions.testing"))
          .limit(4)
          .forEach(
              frame ->
                  words.append(
                      "    at %s(%s:%d)%n"
                          .formatted(
                              frame.getMethodName(), frame.getFileName(), frame.getLineNumber())));
    }
    long[] found = THREADS.findDeadlockedThreads();
    Set<Long> deadlocked =
        found == null ? Set.of() : Arrays.stream(found).boxed().collect(Collectors.toSet());
    String circle =
        actors.stream()
            .filter(actor -> deadlocked.contains(actor.getId()))
            .map(Thread::getName)
            .collect(Collectors.joining(", "));
    words.append(circle.isEmpty() ? "" : "They wait for each other: " + circle);
    return words.toString();
  }

  /**
   * Nobody acts, and nobody holds a lock. To ask for that takes a walk through the heap, and so it
   * is asked once per round. A read lock that is left behind shows in the next round, as a hang.
   */
  private void lookForLocks() {
    long[] threads = actors.stream().mapToLong(Thread::getId).toArray();
    ThreadInfo[] infos = THREADS.getThreadInfo(threads, false, true);
    for (int i = 0; i < infos.length; i++) {
      if (infos[i] != null && infos[i].getLockedSynchronizers().length > 0) {
        throw failure(
            Kind.LOCK_LEFT_BEHIND,
            "%s holds %s, and does nothing; its last call was %s"
                .formatted(
                    actors.get(i).getName(),
                    Arrays.toString(infos[i].getLockedSynchronizers()),
                    actors.get(i).last));
      }
    }
  }

  /** Nobody acts. */
  private void look() {
    Snapshot state;
    try {
      state = sessions.snapshot();
    } catch (RuntimeException e) {
      throw failure(Kind.INVARIANT, "What is there makes no sense: " + e.getMessage());
    }
    // What was told of a session that was closed and opened again would mislead; so it is left out.
    List<String> broken =
        Invariants.broken(
            state,
            new VppView(
                transport.sessions(), transport.attachments(), List.of(), transport.mistakes()));
    if (!broken.isEmpty()) {
      throw failure(Kind.INVARIANT, "Broken while nobody acts:\n  " + String.join("\n  ", broken));
    }
    transport.forget();
  }

  private void explain(Snapshot before, Snapshot after) {
    List<Recorded> calls = actors.stream().flatMap(actor -> actor.recorded.stream()).toList();
    new Sample(BOUNDS, before, calls, after)
        .explanation()
        .ifPresent(
            words -> {
              throw failure(Kind.NOT_LINEARIZABLE, words + "Before them:\n  " + words(before));
            });
  }

  private static String words(Snapshot state) {
    RecordingTransport nobody = new RecordingTransport(Set.of());
    Snapshot empty =
        new ReferenceSharedSessions(
                BOUNDS.workers(), BOUNDS.slots(), BOUNDS.sharedCapacity(), ROOT, nobody)
            .snapshot();
    return String.join("\n  ", SnapshotDiff.changes(empty, state));
  }

  /** One thread. It never keeps the process from ending. */
  private final class Actor extends Thread {
    private final int number;
    private final Random random;
    private final AtomicLong progress = new AtomicLong();
    private final long[] counted = new long[Outcome.values().length];

    /** Of the last sample; read while nobody acts. */
    private final List<Recorded> recorded = new ArrayList<>(CALLS_PER_SAMPLE);

    private volatile Call current;
    private volatile Call last;
    private volatile Throwable thrown;

    Actor(int number, Random random) {
      super("thread " + number);
      this.number = number;
      this.random = random;
      setDaemon(true);
    }

    @Override
    public void run() {
      while (!over) {
        phaser.arriveAndAwaitAdvance();
        recorded.clear();
        try {
          if (!over) {
            invocation();
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

    private void invocation() {
      if (!sampling) {
        for (int i = 0; i < CALLS_PER_ROUND; i++) {
          counted[carryOut(next()).ordinal()]++;
        }
      } else if (number < SAMPLING_THREADS) {
        for (int i = 0; i < CALLS_PER_SAMPLE; i++) {
          Call call = next();
          int begin = clock.incrementAndGet();
          Outcome outcome = carryOut(call);
          recorded.add(new Recorded(number, call, outcome, begin, clock.incrementAndGet()));
        }
      }
    }

    private Outcome carryOut(Call call) {
      current = call;
      List<ReentrantLock> mine =
          threadModel == ThreadModel.SINGLE_THREADED ? takeTurns(call) : List.of();
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

    /** Those of the worker for whom the call acts, and of the child of a fork. */
    private List<ReentrantLock> takeTurns(Call call) {
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
        List<ReentrantLock> mine = workers.stream().map(turns::get).toList();
        mine.forEach(ReentrantLock::lock);
        if (parent < 0 || parents.get(call.first()) == parent) {
          return mine;
        }
        mine.forEach(ReentrantLock::unlock);
      }
    }

    private int worker() {
      return sampling
          ? random.nextBoolean() ? focus.worker() : focus.other()
          : random.nextInt(BOUNDS.workers());
    }

    private int session() {
      return sampling && random.nextInt(4) > 0
          ? focus.session()
          : random.nextInt(BOUNDS.sessions());
    }

    private Call next() {
      Action action = ACTIONS[random.nextInt(ACTIONS.length)];
      int first = worker();
      if (first == ROOT && (action == Action.DIE || action == Action.EXIT_COMPLETE)) {
        // There is always somebody to go on.
        first = 1 + random.nextInt(BOUNDS.workers() - 1);
      }
      if (action.indices() == 1) {
        return action.call(first);
      }
      int second = action.parameters().get(1) == Parameter.SESSION ? session() : worker();
      return action.asksToAttach()
          ? action.call(first, second, random.nextInt(8) > 0)
          : action.call(first, second);
    }
  }

  /** What keeps a fork going comes up most. */
  private static final Action[] ACTIONS = actions();

  private static Action[] actions() {
    List<Action> actions = new ArrayList<>(List.of(Action.values()));
    for (int i = 0; i < 3; i++) {
      actions.addAll(
          List.of(
              Action.OPEN,
              Action.FORK_BEGIN,
              Action.FORK_SHARE_NEXT,
              Action.FORK_SHARE_NEXT,
              Action.FORK_COMPLETE,
              Action.FORK_COMPLETE,
              Action.CLEANUP_LEAVE_NEXT,
              Action.CLEANUP_COMPLETE));
    }
    return actions.toArray(Action[]::new);
  }
}
