package org.vlsverify.linearizability.pos;

import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.stepping.TapVisitor;
import org.vlsverify.linearizability.stepping.TappedClasses;
import org.vlsverify.sessions.ThreadModel;

/**
 * Threads that do what they like, in one random interleaving, by partial order sampling. The same
 * seed gives the same one, if what they do depends on nothing else.
 */
public final class ScheduledThreads {
  private static final int MOST_STEPS = 1_000_000;

  private ScheduledThreads() {}

  /**
   * A copy of a design's classes that lets threads take turns, and tells {@link
   * org.vlsverify.linearizability.stepping.Tap} what they do.
   *
   * @param design not null
   * @return the copy; threads that are not run by {@link #run} use it as always
   */
  public static TappedClasses classes(SharedSessionsFactory design) {
    return new TappedClasses(
        design,
        ThreadModel.MULTI_THREADED,
        (read, next, fields) -> TapVisitor.of(new AccessVisitor(read, next, fields), fields));
  }

  /**
   * Runs threads to their ends.
   *
   * @param seed any number
   * @param threads the number of threads
   * @param body what a thread does, by its index from 0; not null
   * @throws IllegalStateException if they do not end; the message says where they are
   */
  public static void run(long seed, int threads, IntConsumer body) {
    var lanes =
        IntStream.range(0, threads).mapToObj(index -> new Lane("scheduled " + index)).toList();
    try {
      Schedule schedule =
          new Schedule(
              Sampling.of(Sampling.Kind.POS, new SplittableRandom(seed), threads, 1),
              MOST_STEPS,
              steps -> {});
      schedule.run(
          lanes,
          thread -> {
            schedule.strand(thread).begin();
            body.accept(thread);
          });
      if (schedule.stuck() != null) {
        throw new IllegalStateException(schedule.stuck());
      }
    } finally {
      lanes.forEach(Lane::end);
    }
  }
}
