package org.vlsverify.benchmarks;

import java.util.stream.IntStream;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.ThreadModel;

/** A measured operation; a row of the tables. */
public enum Operation {
  /** The listening state of a private session. */
  PRIVATE("private session, look-up", 90, s -> privateLookUp(s, 1)),
  /** The same with a large table. */
  PRIVATE_10000("private session, look-up, 10,000 sessions", 0, s -> privateLookUp(s, 10_000)),
  /** Each thread has a session of its own. */
  OWNER_DIFFERENT("owner, different sessions", 30, s -> owner(s.different(1, 4, 0))),
  /** The same with many subscribers. */
  OWNER_DIFFERENT_64(
      "owner, different sessions, 64 subscribers", 0, s -> owner(s.different(1, 64, 0))),
  /** The same with many sessions per thread. */
  OWNER_DIFFERENT_10000(
      "owner, different sessions, 10,000 each", 0, s -> owner(s.different(10_000, 4, 0))),
  /** The query for another subscriber. */
  SHARED_BY_DIFFERENT("is-shared-by, different sessions", 30, s -> sharedBy(s.different(1, 4, 0))),
  /** The same with many subscribers. */
  SHARED_BY_DIFFERENT_64(
      "is-shared-by, different sessions, 64 subscribers", 0, s -> sharedBy(s.different(1, 64, 0))),
  /** All threads query one session. */
  OWNER_SAME("owner, same session", 30, s -> owner(s.same(4, 0))),
  /** The same with many subscribers. */
  OWNER_SAME_64("owner, same session, 64 subscribers", 0, s -> owner(s.same(64, 0))),
  /** All threads query one session. */
  SHARED_BY_SAME("is-shared-by, same session", 30, s -> sharedBy(s.same(4, 0))),
  /** Starts and stops waiting for connections; each thread on a session of its own. */
  LISTENER_DIFFERENT(
      "listener bit on and off, different sessions", 15, s -> listener(s.different(1, 4, 0))),
  /** The same with many subscribers. */
  LISTENER_DIFFERENT_64(
      "listener bit on and off, different sessions, 64 subscribers",
      0,
      s -> listener(s.different(1, 64, 0))),
  /** The same with many sessions per thread. */
  LISTENER_DIFFERENT_10000(
      "listener bit on and off, different sessions, 10,000 each",
      0,
      s -> listener(s.different(10_000, 4, 0))),
  /** All threads on one session. */
  LISTENER_SAME("listener bit on and off, same session", 1.5, s -> listener(s.same(4, 0))),
  /** A child of each thread's worker subscribes to 64 sessions and leaves them. */
  SUBSCRIBE_DIFFERENT(
      "subscribe + unshare, different sessions", 10, 64, s -> subscribe(s.different(64, 4, 1))),
  /** The same with many subscribers. */
  SUBSCRIBE_DIFFERENT_64(
      "subscribe + unshare, different sessions, 64 subscribers",
      0,
      64,
      s -> subscribe(s.different(64, 64, 1))),
  /** The same with many sessions. */
  SUBSCRIBE_DIFFERENT_10000(
      "subscribe + unshare, different sessions, 10,000 each",
      0,
      10_000,
      s -> subscribe(s.different(10_000, 4, 1))),
  /** A child of each thread's worker is forked, subscribes to the one session, leaves it, exits. */
  SUBSCRIBE_SAME(
      "subscribe + unshare, same session, with begin and end of the fork",
      1.5,
      s -> subscribe(s.same(4, 1))),
  /** The same with many subscribers. */
  SUBSCRIBE_SAME_64(
      "subscribe + unshare, same session, with begin and end of the fork, 64 subscribers",
      0,
      s -> subscribe(s.same(64, 1))),
  /** Shared data is allocated and freed. */
  FIRST_AND_LAST("first share + last unshare, with reopening", 1.5, 64, Operation::firstAndLast),
  /** Fork of a worker whose sessions are private. */
  FORK_1("fork of a worker with 1 session", 0, 64, true, s -> fork(s.families(64, 1))),
  /** Fork of a worker whose sessions are private. */
  FORK_100("fork of a worker with 100 sessions", 0, 8, true, s -> fork(s.families(8, 100))),
  /** Fork of a worker whose sessions are private. */
  FORK_10000("fork of a worker with 10,000 sessions", 0, 1, true, s -> fork(s.families(1, 10_000))),
  /** Exit of a child that shares all with its parent. */
  EXIT_1("exit of a worker with 1 session", 0, 64, true, s -> exit(s.families(64, 1))),
  /** Exit of a child that shares all with its parent. */
  EXIT_100("exit of a worker with 100 sessions", 0, 8, true, s -> exit(s.families(8, 100))),
  /** Exit of a child that shares all with its parent. */
  EXIT_10000("exit of a worker with 10,000 sessions", 0, 1, true, s -> exit(s.families(1, 10_000)));

  private final String title;
  private final double goal;
  private final int perRun;
  private final boolean prepared;
  private final Builder builder;

  Operation(String title, double goal, Builder builder) {
    this(title, goal, 1, builder);
  }

  Operation(String title, double goal, int perRun, Builder builder) {
    this(title, goal, perRun, false, builder);
  }

  Operation(String title, double goal, int perRun, boolean prepared, Builder builder) {
    this.title = title;
    this.goal = goal;
    this.perRun = perRun;
    this.prepared = prepared;
    this.builder = builder;
  }

  String title() {
    return title;
  }

  /** The goal with two threads, as a multiple of the throughput with one global lock; or 0. */
  double goal() {
    return goal;
  }

  /** The number of operations in one {@link Lane#run}. */
  int perRun() {
    return perRun;
  }

  /** Whether {@link Lane#prepare} must be called before each run. */
  boolean isPrepared() {
    return prepared;
  }

  /** Whether it is a query. */
  boolean isQuery() {
    return compareTo(SHARED_BY_SAME) <= 0;
  }

  /** One lane for each thread, all on the same shared sessions. */
  Lane[] lanes(int threads, ThreadModel threadModel, Scene.Maker maker) {
    return builder.lanes(new Plan(threads, threadModel, maker));
  }

  /** The query of the first thread's worker, in a scene where all workers share one session. */
  static Lane readerOf(SharedSessions sessions) {
    return new Lanes.Owner(sessions, 1, new int[] {Scene.FIRST_SESSION});
  }

  @FunctionalInterface
  private interface Builder {
    Lane[] lanes(Plan plan);
  }

  /** The data of a thread: a worker, its sessions, another holder, and a free index. */
  private record Part(SharedSessions sessions, int worker, int[] ids, int other, int child) {}

  /** Several workers of one thread, the indices for their children, and their sessions. */
  private record Family(SharedSessions sessions, int[] parents, int[] children, int[][] ids) {}

  /** The number of threads, and the factory for shared sessions. */
  private record Plan(int threads, ThreadModel threadModel, Scene.Maker maker) {

    /** Each thread's worker has sessions that it shares with children of its own. */
    Part[] different(int count, int subscribers, int children) {
      int workers = 1 + threads * (subscribers + children);
      Scene scene = Scene.make(maker, threadModel, workers, count, threads * count);
      int[] owners = IntStream.range(0, threads).map(i -> scene.fork(Scene.ROOT)).toArray();
      Part[] parts = new Part[threads];
      for (int i = 0; i < threads; i++) {
        int[] ids = scene.open(owners[i], count);
        int other = subscribers > 1 ? scene.fork(owners[i]) : owners[i];
        scene.subscribers(owners[i], 2, subscribers);
        int child = children > 0 ? scene.nextWorker() : other;
        parts[i] = new Part(scene.sessions(), owners[i], ids, other, child);
      }
      return parts;
    }

    /** The workers of all threads share one session with each other and with the root. */
    Part[] same(int subscribers, int children) {
      int workers = Math.max(subscribers, 1 + threads) + threads * children;
      Scene scene = Scene.make(maker, threadModel, workers, 1, 1);
      int[] ids = scene.open(Scene.ROOT, 1);
      int[] sharers = IntStream.range(0, threads).map(i -> scene.fork(Scene.ROOT)).toArray();
      scene.subscribers(Scene.ROOT, 1 + threads, subscribers);
      Part[] parts = new Part[threads];
      for (int i = 0; i < threads; i++) {
        int child = children > 0 ? scene.nextWorker() : Scene.ROOT;
        parts[i] = new Part(scene.sessions(), sharers[i], ids, Scene.ROOT, child);
      }
      return parts;
    }

    /** Each thread has several workers with private sessions, and room for a child of each. */
    Family[] families(int parents, int count) {
      int shared = threads * parents * count;
      Scene scene = Scene.make(maker, threadModel, 1 + 2 * threads * parents, count, shared);
      Family[] families = new Family[threads];
      for (int i = 0; i < threads; i++) {
        int[] forked = IntStream.range(0, parents).map(p -> scene.fork(Scene.ROOT)).toArray();
        int[] children = IntStream.range(0, parents).map(p -> scene.nextWorker()).toArray();
        int[][] ids = new int[parents][];
        for (int p = 0; p < parents; p++) {
          ids[p] = scene.open(forked[p], count);
        }
        families[i] = new Family(scene.sessions(), forked, children, ids);
      }
      return families;
    }
  }

  @FunctionalInterface
  private interface LaneOfPart {
    Lane lane(Part part);
  }

  private static Lane[] lanes(Part[] parts, LaneOfPart kind) {
    Lane[] lanes = new Lane[parts.length];
    for (int i = 0; i < parts.length; i++) {
      lanes[i] = kind.lane(parts[i]);
    }
    return lanes;
  }

  private static Lane[] privateLookUp(Plan plan, int count) {
    return lanes(
        plan.different(count, 1, 0), p -> new Lanes.ListenState(p.sessions, p.worker, p.ids));
  }

  private static Lane[] owner(Part[] parts) {
    return lanes(parts, p -> new Lanes.Owner(p.sessions, p.worker, p.ids));
  }

  private static Lane[] sharedBy(Part[] parts) {
    return lanes(parts, p -> new Lanes.SharedBy(p.sessions, p.worker, p.ids, p.other));
  }

  private static Lane[] listener(Part[] parts) {
    return lanes(parts, p -> new Lanes.ListenerBit(p.sessions, p.worker, p.ids));
  }

  private static Lane[] subscribe(Part[] parts) {
    return lanes(parts, p -> new Lanes.Subscribe(p.sessions, p.worker, p.child, p.ids));
  }

  private static Lane[] firstAndLast(Plan plan) {
    Family[] families = plan.families(1, 64);
    Lane[] lanes = new Lane[families.length];
    for (int i = 0; i < families.length; i++) {
      Family f = families[i];
      lanes[i] = new Lanes.FirstAndLast(f.sessions, f.parents[0], f.children[0], f.ids[0]);
    }
    return lanes;
  }

  private static Lane[] fork(Family[] families) {
    Lane[] lanes = new Lane[families.length];
    for (int i = 0; i < families.length; i++) {
      Family f = families[i];
      lanes[i] = new Lanes.Fork(f.sessions, f.parents, f.children, f.ids);
    }
    return lanes;
  }

  private static Lane[] exit(Family[] families) {
    Lane[] lanes = new Lane[families.length];
    for (int i = 0; i < families.length; i++) {
      Family f = families[i];
      lanes[i] = new Lanes.Exit(f.sessions, f.parents, f.children, f.ids);
    }
    return lanes;
  }
}
