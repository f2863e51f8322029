package org.vlsverify.benchmarks;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.ThreadModel;

/**
 * Who is there before a benchmark begins. Worker 0 is the root; the others get their indices in the
 * order in which they are asked for.
 */
final class Scene {

  static final int ROOT = 0;

  /** Beyond the numbers of which Java keeps a box ready. */
  static final int FIRST_SESSION = 1_000;

  private final SharedSessions sessions;
  private int workers = 1;
  private int opened;

  Scene(SharedSessions sessions) {
    this.sessions = sessions;
  }

  /** Makes shared sessions with certain bounds. */
  @FunctionalInterface
  interface Maker {
    SharedSessions make(SharedSessionsConfig config);
  }

  /** A scene with room for exactly that much: room that is not used would cost a fork time. */
  static Scene make(Maker maker, ThreadModel threadModel, int workers, int slots, int shared) {
    return new Scene(
        maker.make(new SharedSessionsConfig(workers, slots, shared, ROOT, threadModel)));
  }

  SharedSessions sessions() {
    return sessions;
  }

  /** The index for one more worker, which is not there yet. */
  int nextWorker() {
    return workers++;
  }

  /** A child with all that the parent has. */
  int fork(int parent) {
    int child = nextWorker();
    expect(Outcome.FORKED, sessions.fork(parent, child));
    return child;
  }

  /** So many sessions, in an order that does not favour caches but is always the same. */
  int[] open(int worker, int count) {
    List<Integer> ids =
        IntStream.range(FIRST_SESSION + opened, FIRST_SESSION + opened + count)
            .boxed()
            .collect(Collectors.toList());
    opened += count;
    ids.forEach(id -> expect(Outcome.OPENED, sessions.open(worker, id)));
    Collections.shuffle(ids, new Random(1));
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Children with all that the parent has, so that there are so many subscribers. */
  void subscribers(int parent, int present, int wanted) {
    for (int count = present; count < wanted; count++) {
      fork(parent);
    }
  }

  /** What is measured must be what the benchmark's name says. */
  static void expect(Outcome expected, Outcome actual) {
    if (expected != actual) {
      throw new IllegalStateException("expected " + expected + ", not " + actual);
    }
  }
}
