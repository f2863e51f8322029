package org.vlsverify.sessions.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vlsverify.sessions.ListenState.PASSIVE;
import static org.vlsverify.sessions.Outcome.ADDED;
import static org.vlsverify.sessions.Outcome.CLEANED_UP;
import static org.vlsverify.sessions.Outcome.DIED;
import static org.vlsverify.sessions.Outcome.EXITED;
import static org.vlsverify.sessions.Outcome.FORKED;
import static org.vlsverify.sessions.Outcome.FORKED_IN_PART;
import static org.vlsverify.sessions.Outcome.FORK_BEGUN;
import static org.vlsverify.sessions.Outcome.FORK_IN_PROGRESS;
import static org.vlsverify.sessions.Outcome.LAST_CLOSED;
import static org.vlsverify.sessions.Outcome.LISTENING;
import static org.vlsverify.sessions.Outcome.NOT_FORKING;
import static org.vlsverify.sessions.Outcome.OPENED;
import static org.vlsverify.sessions.Outcome.UNKNOWN_SESSION;
import static org.vlsverify.sessions.Outcome.WORKER_NOT_DEAD;
import static org.vlsverify.sessions.Outcome.WORKER_NOT_LIVE;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.vlsverify.sessions.SharedSessions;

/** Outcomes of composed operations, also when other operations run between two of their steps. */
@Variant.Each
class ComposedOperationsTest {

  private final Scene scene;

  ComposedOperationsTest(Variant variant) {
    scene = new Scene(variant);
  }

  /**
   * The sessions of the scene; the other operations run once, after the first step with this name.
   */
  private SharedSessions interrupted(String step, Runnable others) {
    InvocationHandler handler =
        new InvocationHandler() {
          private boolean done;

          @Override
          public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.isDefault()) {
              return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            Object outcome = method.invoke(scene.sessions, arguments);
            if (!done && method.getName().equals(step)) {
              done = true;
              others.run();
            }
            return outcome;
          }
        };
    return (SharedSessions)
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {SharedSessions.class}, handler);
  }

  @Test
  void deathOfTheWorkerEndsItsExit() {
    scene.open(7, 8).fork(1);
    SharedSessions sessions =
        interrupted("exitLeaveNext", () -> assertThat(scene.sessions.die(1)).isEqualTo(DIED));

    assertThat(sessions.exit(1)).isEqualTo(WORKER_NOT_LIVE);
    assertThat(scene.subscribers(7)).containsExactly(0);
    assertThat(scene.subscribers(8)).containsExactly(0, 1);
  }

  @Test
  void completedExitEndsTheOther() {
    scene.open(7).fork(1);
    SharedSessions sessions =
        interrupted("exitLeaveNext", () -> assertThat(scene.sessions.exit(1)).isEqualTo(EXITED));

    assertThat(sessions.exit(1)).isEqualTo(WORKER_NOT_LIVE);
  }

  @Test
  void forkEndsAnExitHalfway() {
    scene.open(7, 8);
    SharedSessions sessions =
        interrupted(
            "exitLeaveNext",
            () -> assertThat(scene.sessions.forkBegin(0, 1)).isEqualTo(FORK_BEGUN));

    assertThat(sessions.exit(0)).isEqualTo(FORK_IN_PROGRESS);
    assertThat(scene.pool(0)).containsExactly(null, 8, null);
  }

  @Test
  void exitLeavesSessionsOpenedMeanwhile() {
    scene.open(7);
    SharedSessions sessions =
        interrupted("exitLeaveNext", () -> assertThat(scene.sessions.open(0, 8)).isEqualTo(OPENED));

    assertThat(sessions.exit(0)).isEqualTo(EXITED);
    assertThat(scene.transport.recorded().sessions()).isEmpty();
  }

  @Test
  void deathOfTheChildEndsItsFork() {
    scene.open(7, 8);
    SharedSessions sessions =
        interrupted("forkShareNext", () -> assertThat(scene.sessions.die(1)).isEqualTo(DIED));

    assertThat(sessions.fork(0, 1)).isEqualTo(NOT_FORKING);
    assertThat(scene.subscribers(7)).containsExactly(0, 1);
    assertThat(scene.sessions.open(0, 9)).isEqualTo(OPENED);
  }

  @Test
  void forkGoesOnAfterTheDeathOfTheParent() {
    scene.open(7, 8);
    SharedSessions sessions =
        interrupted("forkShareNext", () -> assertThat(scene.sessions.die(0)).isEqualTo(DIED));

    assertThat(sessions.fork(0, 1)).isEqualTo(FORKED);
    assertThat(scene.subscribers(8)).containsExactly(0, 1);
    assertThat(scene.sessions.cleanup(1, 0)).isEqualTo(CLEANED_UP);
  }

  @Test
  void forkUsesCapacityFreedMeanwhile() {
    for (int taken = 0; taken < Scene.SHARED; taken++) {
      scene.open(taken);
    }
    scene.fork(1);
    scene.sessions.close(0, 1);
    scene.open(7);
    SharedSessions sessions =
        interrupted(
            "forkShareNext", () -> assertThat(scene.sessions.close(1, 1)).isEqualTo(LAST_CLOSED));

    assertThat(sessions.fork(0, 2)).isEqualTo(FORKED);
    assertThat(scene.pool(2)).containsExactly(0, 7, 2);
  }

  @Test
  void forkWithoutCapacityIsPartial() {
    for (int taken = 0; taken < Scene.SHARED; taken++) {
      scene.open(taken);
    }
    scene.fork(1);
    scene.sessions.close(0, 1);
    scene.open(7);

    assertThat(scene.sessions.fork(0, 2)).isEqualTo(FORKED_IN_PART);
    assertThat(scene.pool(2)).containsExactly(0, null, null);
  }

  @Test
  void completedCleanupEndsTheOther() {
    scene.open(7, 8).fork(1, 2);
    scene.sessions.die(0);
    SharedSessions sessions =
        interrupted(
            "cleanupLeaveNext",
            () -> assertThat(scene.sessions.cleanup(2, 0)).isEqualTo(CLEANED_UP));

    assertThat(sessions.cleanup(1, 0)).isEqualTo(WORKER_NOT_DEAD);
  }

  @Test
  void deathOfTheCleanerEndsItsCleanup() {
    scene.open(7, 8).fork(1);
    scene.sessions.die(1);
    SharedSessions sessions =
        interrupted("cleanupLeaveNext", () -> assertThat(scene.sessions.die(0)).isEqualTo(DIED));

    assertThat(sessions.cleanup(0, 1)).isEqualTo(WORKER_NOT_LIVE);
    assertThat(scene.pool(1)).containsExactly(null, 8, null);
  }

  @Test
  void selectAddsEachSession() {
    scene.open(7, 8, 9);
    assertThat(scene.sessions.listen(0, 7)).isEqualTo(LISTENING);
    assertThat(scene.sessions.listen(0, 9)).isEqualTo(LISTENING);
    scene.fork(1);

    assertThat(scene.sessions.selectRead(1, 9, 8, 7)).isEqualTo(ADDED);
    assertThat(scene.sessions.isListener(0, 7, 1)).isTrue();
    assertThat(scene.sessions.isListener(0, 9, 1)).isTrue();
    assertThat(scene.sessions.listenState(0, 7)).as("the idle owner").isEqualTo(PASSIVE);
    assertThat(scene.sessions.selectRead(1)).isEqualTo(ADDED);
  }

  @Test
  void selectEndsAtTheFirstRefusal() {
    scene.open(7, 8);
    assertThat(scene.sessions.listen(0, 7)).isEqualTo(LISTENING);
    assertThat(scene.sessions.listen(0, 8)).isEqualTo(LISTENING);
    scene.fork(1);

    assertThat(scene.sessions.selectRead(1, 7, 99, 8)).isEqualTo(UNKNOWN_SESSION);
    assertThat(scene.sessions.isListener(0, 7, 1)).isTrue();
    assertThat(scene.sessions.isListener(0, 8, 1)).isFalse();
    assertThat(scene.sessions.selectRead(2, 7)).isEqualTo(WORKER_NOT_LIVE);
  }
}
