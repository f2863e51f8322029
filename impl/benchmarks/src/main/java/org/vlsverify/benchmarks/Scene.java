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
 * The workers and sessions before a benchmark begins. Worker 0 is the root; the others get their
 * indices in order.
 */
final class Scene {

  static final int ROOT = 0;

  /** Beyond the cache of boxed integers. */
  static final int FIRST_SESSION = 1_000;

  private final SharedSessions sessions;
  private int workers = 1;
  private int opened;

  Scene(SharedSessions sessions) {
    this.sessions = sessions;
  }

  /** Creates shared sessions with certain bounds. */
  @FunctionalInterface
  interface Maker {
    SharedSessions make(SharedSessionsConfig config);
  }

  /** A scene with exactly this room: unused room would slow down a fork. */
  static Scene make(Maker maker, ThreadModel threadModel, int workers, int slots, int shared) {
    return new Scene(
        maker.make(new SharedSessionsConfig(workers, slots, shared, ROOT, threadModel)));
  }

  SharedSessions sessions() {
    return sessions;
  }

  /** The index for a further worker, which does not exist yet. */
  int nextWorker() {
    return workers++;
  }

  /** A child with all sessions of the parent. */
  int fork(int parent) {
    int child = nextWorker();
    expect(Outcome.FORKED, sessions.fork(parent, child));
    return child;
  }

  /** This number of sessions, in a fixed order that does not favour caches. */
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

  /** Adds children with all sessions of the parent, up to this number of subscribers. */
  void subscribers(int parent, int present, int wanted) {
    for (int count = present; count < wanted; count++) {
      fork(parent);
    }
  }

  /** Checks that the operation is the one in the benchmark's name. */
  static void expect(Outcome expected, Outcome actual) {
    if (expected != actual) {
      throw new IllegalStateException("expected " + expected + ", not " + actual);
    }
  }
}
