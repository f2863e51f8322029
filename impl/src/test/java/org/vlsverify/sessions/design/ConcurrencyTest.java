package org.vlsverify.sessions.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.ThreadModel;

/**
 * Many threads at once: every operation returns, and the final state keeps the invariants. A smoke
 * test; Lincheck checks linearizability.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
class ConcurrencyTest {

  private static final int WORKERS = 5;
  private static final int SESSION_IDS = 6;
  private static final int STEPS = 4_000;

  @Parameter Design design;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  /** Every thread acts for every worker. */
  @RepeatedTest(4)
  void threadsForAnyWorkerKeepTheInvariants(RepetitionInfo repetition) throws Exception {
    Scene scene = scene(ThreadModel.MULTI_THREADED);
    List<Actor> actors = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      Random random = new Random(100 * repetition.getCurrentRepetition() + thread);
      actors.add(new Actor(scene.sessions, random, 0, WORKERS));
    }

    run(actors);

    scene.assertInvariants();
  }

  /** One thread per worker, and a fork, a death and an exit are done by the worker's own thread. */
  @RepeatedTest(4)
  void oneThreadPerWorkerKeepsTheInvariants(RepetitionInfo repetition) throws Exception {
    Scene scene = scene(ThreadModel.SINGLE_THREADED);
    List<Actor> actors = new ArrayList<>();
    for (int worker = 0; worker < WORKERS; worker++) {
      Random random = new Random(100 * repetition.getCurrentRepetition() + worker);
      actors.add(new Actor(scene.sessions, random, worker, worker + 1));
    }

    run(actors);

    scene.assertInvariants();
  }

  private Scene scene(ThreadModel threadModel) {
    return new Scene(new Variant(design, threadModel), WORKERS, 3, 4);
  }

  private void run(List<Actor> actors) throws Exception {
    CyclicBarrier start = new CyclicBarrier(actors.size());
    List<Future<?>> results = new ArrayList<>();
    for (Actor actor : actors) {
      results.add(
          threads.submit(
              () -> {
                start.await();
                actor.run();
                return null;
              }));
    }
    for (Future<?> result : results) {
      result.get(2, TimeUnit.MINUTES);
    }
  }

  /** Runs random operations for the workers from {@code first} to before {@code end}. */
  private record Actor(SharedSessions sessions, Random random, int first, int end) {

    void run() {
      for (int step = 0; step < STEPS; step++) {
        act(first + random.nextInt(end - first));
      }
    }

    private void act(int worker) {
      int session = random.nextInt(SESSION_IDS);
      int other = random.nextInt(WORKERS);
      switch (random.nextInt(24)) {
        case 0, 1, 2, 3 -> sessions.open(worker, session);
        case 4 -> sessions.close(worker, session);
        case 5, 6, 7 -> sessions.unshare(worker, session);
        case 8 -> sessions.acknowledge(worker, session);
        case 9 -> sessions.listen(worker, session);
        case 10 -> sessions.accept(worker, session);
        case 11 -> sessions.epollAdd(worker, session);
        case 12 -> sessions.epollDel(worker, session);
        case 13 -> {
          int owner = sessions.owner(worker, session);
          assertThat(owner).isBetween(SharedSessions.NO_WORKER, WORKERS - 1);
        }
        case 14 -> sessions.isSharedBy(worker, session, other);
        case 15 -> sessions.isListener(worker, session, other);
        case 16 -> sessions.listenState(worker, session);
        case 17, 18, 19 -> sessions.fork(worker, other);
        case 20 -> endUnlessLast(worker, true);
        case 21 -> endUnlessLast(worker, false);
        default -> sessions.cleanup(worker, other);
      }
    }

    /** Worker 0 never ends, so that there is always a live worker. */
    private void endUnlessLast(int worker, boolean inOrder) {
      if (worker == 0) {
        return;
      }
      if (inOrder) {
        sessions.exit(worker);
      } else {
        sessions.die(worker);
      }
    }
  }
}
