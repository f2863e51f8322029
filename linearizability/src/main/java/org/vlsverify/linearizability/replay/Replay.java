package org.vlsverify.linearizability.replay;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.call.Hang;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.testing.TimeLimit;

/**
 * Applies a model's whole state graph to an implementation of shared sessions.
 *
 * <p>In each state, each operation and each query with all arguments is run and compared with the
 * specification: outcome or answer, next state, notified owner changes, attached workers, and
 * sessions in use. Each step starts from the beginning, with a shortest path to its state.
 */
public final class Replay {
  private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());
  private static final int STATES_AT_A_TIME = 64;
  private static final int LAST_CALLS = 5;

  private final ReplayModel model;
  private final String variant;
  private final SharedSessionsFactory factory;
  private final String reproduce;

  /** The states still to replay. */
  private final AtomicInteger next = new AtomicInteger();

  /** The first state with a difference so far; later ones are skipped. */
  private final AtomicInteger firstDifferent = new AtomicInteger(Integer.MAX_VALUE);

  /** How many states are done. */
  private final LongAdder progress = new LongAdder();

  private Replay(
      ReplayModel model, String variant, SharedSessionsFactory factory, String reproduce) {
    this.model = Objects.requireNonNull(model);
    this.variant = Objects.requireNonNull(variant);
    this.factory = Objects.requireNonNull(factory);
    this.reproduce = Objects.requireNonNull(reproduce);
  }

  /** Counts of one thread. */
  static final class Counts {
    long edges;
    long unchanged;
    long queries;
    long calls;
    final Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);

    /**
     * What was called on the present object, in a ring; read by another thread if there is a hang.
     */
    private final Object[] calledLast = new Object[LAST_CALLS];

    private int called;

    void anew() {
      called = 0;
    }

    void call(Object called) {
      calledLast[this.called % LAST_CALLS] = called;
      this.called++;
    }

    /** The call in progress, and those before it. */
    private String lastCalls() {
      int end = called - 1;
      return "  %s does not return; called before: %s%n"
          .formatted(
              end < 0 ? "the first call" : calledLast[end % LAST_CALLS],
              IntStream.range(Math.max(0, end - LAST_CALLS + 1), Math.max(0, end))
                  .mapToObj(call -> String.valueOf(calledLast[call % LAST_CALLS]))
                  .collect(Collectors.joining("; ")));
    }

    private void add(Counts other) {
      edges += other.edges;
      unchanged += other.unchanged;
      queries += other.queries;
      calls += other.calls;
      outcomes.addAll(other.outcomes);
    }
  }

  /** Of the threads that have not ended. */
  private final Queue<Counts> running = new ConcurrentLinkedQueue<>();

  private record Found(int state, ReplayDifference difference) {}

  private record Part(Counts counts, List<Found> found) {}

  /**
   * Replays everything.
   *
   * @param model not null
   * @param variant the name of the implementation, not null
   * @param factory makes it, not null
   * @param reproduce the command that repeats the replay, not null
   * @return the counts
   * @throws ReplayDifference the difference with the shortest path
   */
  public static ReplayReport run(
      ReplayModel model, String variant, SharedSessionsFactory factory, String reproduce) {
    return new Replay(model, variant, factory, reproduce).run();
  }

  private ReplayReport run() {
    long start = System.nanoTime();
    Counts counts = new Counts();
    List<Found> found = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    try {
      TimeLimit.run(
          "The replay of %s on %s".formatted(model.name(), variant),
          Hang.limit(),
          progress::sum,
          () -> parts.addAll(parts()));
    } catch (AssertionError hang) {
      throw new AssertionError(
          "Operations do not return:%n%s%s"
              .formatted(
                  running.stream().map(Counts::lastCalls).distinct().collect(Collectors.joining()),
                  hang.getMessage()),
          hang);
    }
    for (Part part : parts) {
      counts.add(part.counts());
      found.addAll(part.found());
    }
    found.stream()
        .min((one, two) -> Integer.compare(one.state(), two.state()))
        .ifPresent(
            first -> {
              throw first.difference();
            });
    return new ReplayReport(
        model.name(),
        variant,
        model.states(),
        counts.edges,
        counts.unchanged,
        counts.queries,
        counts.calls,
        (System.nanoTime() - start) / 1e9,
        counts.outcomes);
  }

  private List<Part> parts() {
    ExecutorService executor = Executors.newFixedThreadPool(THREADS, Replay::daemon);
    try {
      List<Future<Part>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        futures.add(executor.submit(this::part));
      }
      List<Part> parts = new ArrayList<>();
      for (Future<Part> future : futures) {
        parts.add(future.get());
      }
      return parts;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the replay itself has failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the replay was interrupted", e);
    } finally {
      executor.shutdownNow();
    }
  }

  /** A thread that an endless operation keeps busy must not keep the JVM alive. */
  private static Thread daemon(Runnable part) {
    Thread thread = new Thread(part, "replay");
    thread.setDaemon(true);
    return thread;
  }

  /** Replays states until none is left, or only later ones than one with a difference. */
  private Part part() {
    Counts counts = new Counts();
    running.add(counts);
    try {
      return replayed(counts);
    } finally {
      running.remove(counts);
    }
  }

  private Part replayed(Counts counts) {
    List<Found> found = new ArrayList<>();
    while (true) {
      int first = next.getAndAdd(STATES_AT_A_TIME);
      int last = Math.min(first + STATES_AT_A_TIME, model.states());
      for (int state = first; state < last; state++) {
        if (state > firstDifferent.get()) {
          return new Part(counts, found);
        }
        try {
          new StateReplay(model, state, variant, factory, reproduce, counts).run();
          progress.increment();
        } catch (ReplayDifference difference) {
          found.add(new Found(state, difference));
          firstDifferent.accumulateAndGet(state, Math::min);
          return new Part(counts, found);
        }
      }
      if (last >= model.states()) {
        return new Part(counts, found);
      }
    }
  }
}
