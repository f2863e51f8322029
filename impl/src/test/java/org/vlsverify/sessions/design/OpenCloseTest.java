package org.vlsverify.sessions.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vlsverify.sessions.Outcome.CLOSED;
import static org.vlsverify.sessions.Outcome.DIED;
import static org.vlsverify.sessions.Outcome.FORK_BEGUN;
import static org.vlsverify.sessions.Outcome.FORK_IN_PROGRESS;
import static org.vlsverify.sessions.Outcome.LISTENING;
import static org.vlsverify.sessions.Outcome.NOT_SUBSCRIBED;
import static org.vlsverify.sessions.Outcome.NO_CAPACITY;
import static org.vlsverify.sessions.Outcome.OPENED;
import static org.vlsverify.sessions.Outcome.SESSION_EXISTS;
import static org.vlsverify.sessions.Outcome.UNKNOWN_SESSION;
import static org.vlsverify.sessions.Outcome.UNSHARED;
import static org.vlsverify.sessions.Outcome.WORKER_NOT_LIVE;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Private sessions. */
@Variant.Each
class OpenCloseTest {

  @Parameter Variant variant;

  private Scene scene() {
    return new Scene(variant);
  }

  @Test
  void openTakesTheLowestFreeSlot() {
    Scene scene = scene().open(7, 8, 9);
    scene.sessions.close(0, 8);
    scene.sessions.close(0, 7);

    assertThat(scene.sessions.open(0, 5)).isEqualTo(OPENED);

    assertThat(scene.pool(0)).containsExactly(5, null, 9);
  }

  @Test
  void poolMayBeLarge() {
    int slots = 20;
    Scene scene = new Scene(variant, 2, slots, slots);
    assertThat(scene.pool(0)).hasSize(slots).containsOnlyNulls();
    scene.open(IntStream.range(0, slots - 1).toArray());
    assertThat(scene.pool(0))
        .startsWith(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
        .endsWith(18, (Integer) null);

    scene.open(19);
    for (int session = 0; session < slots - 1; session++) {
      assertThat(scene.sessions.close(0, session)).isEqualTo(CLOSED);
    }
    scene.fork(1);

    assertThat(scene.pool(1)).hasSize(slots).endsWith(19).containsOnlyOnce(19);
  }

  @Test
  void anyNumberIsASessionId() {
    Scene scene = scene();

    assertThat(scene.sessions.open(0, -1)).isEqualTo(OPENED);
    assertThat(scene.sessions.open(0, Integer.MIN_VALUE)).isEqualTo(OPENED);
    assertThat(scene.sessions.open(0, Integer.MAX_VALUE)).isEqualTo(OPENED);
    assertThat(scene.sessions.close(0, -1)).isEqualTo(CLOSED);
  }

  @Test
  void openOfAHeldSessionIsRefused() {
    Scene scene = scene().fork(1).open(7);

    assertThat(scene.sessions.open(0, 7)).isEqualTo(SESSION_EXISTS);
    assertThat(scene.sessions.open(1, 7)).isEqualTo(SESSION_EXISTS);
    assertThat(scene.pool(0)).containsExactly(7, null, null);
    assertThat(scene.pool(1)).containsExactly(null, null, null);
  }

  @Test
  void openOfASessionOfADeadWorkerIsRefused() {
    Scene scene = scene().fork(1);
    scene.sessions.open(1, 7);
    scene.sessions.die(1);

    assertThat(scene.sessions.open(0, 7)).isEqualTo(SESSION_EXISTS);
  }

  @Test
  void openWithAFullPoolDoesNotCallTheTransport() {
    Scene scene = scene().open(7, 8, 9);

    assertThat(scene.sessions.open(0, 5)).isEqualTo(NO_CAPACITY);
    assertThat(scene.sessions.open(0, 7)).isEqualTo(NO_CAPACITY);

    assertThat(scene.transport.recorded().sessions()).containsExactlyInAnyOrder(7, 8, 9);
  }

  @Test
  void setOfSessionsIsFrozenDuringAFork() {
    Scene scene = scene().open(7, 8, 9);
    assertThat(scene.sessions.forkBegin(0, 1)).isEqualTo(FORK_BEGUN);

    assertThat(scene.sessions.open(0, 5)).isEqualTo(FORK_IN_PROGRESS);
    assertThat(scene.sessions.close(0, 7)).isEqualTo(FORK_IN_PROGRESS);
    assertThat(scene.sessions.close(0, 5)).isEqualTo(FORK_IN_PROGRESS);
    assertThat(scene.sessions.unshare(0, 7)).isEqualTo(FORK_IN_PROGRESS);
    assertThat(scene.pool(0)).containsExactly(7, 8, 9);
  }

  @Test
  void openAndCloseNeedALiveWorker() {
    Scene scene = scene().open(7).fork(1);
    scene.sessions.forkBegin(0, 2);
    assertThat(scene.sessions.die(1)).isEqualTo(DIED);

    for (int worker : new int[] {1, 2, 3}) {
      assertThat(scene.sessions.open(worker, 5)).isEqualTo(WORKER_NOT_LIVE);
      assertThat(scene.sessions.close(worker, 7)).isEqualTo(WORKER_NOT_LIVE);
      assertThat(scene.sessions.unshare(worker, 7)).isEqualTo(WORKER_NOT_LIVE);
      assertThat(scene.sessions.acknowledge(worker, 7)).isEqualTo(WORKER_NOT_LIVE);
    }
  }

  @Test
  void closeDisconnectsAndFreesTheHandle() {
    Scene scene = scene().open(7).fork();

    assertThat(scene.sessions.close(0, 7)).isEqualTo(CLOSED);

    assertThat(scene.transport.takeCalls()).containsExactly("disconnect 0 7");
    assertThat(scene.sessions.close(0, 7)).isEqualTo(UNKNOWN_SESSION);
    assertThat(scene.sessions.open(0, 7)).isEqualTo(OPENED);
  }

  @Test
  void closeDetachesAListenerBeforeTheDisconnect() {
    Scene scene = scene().open(7);
    assertThat(scene.sessions.listen(0, 7)).isEqualTo(LISTENING);
    scene.transport.takeCalls();

    assertThat(scene.sessions.close(0, 7)).isEqualTo(CLOSED);

    assertThat(scene.transport.takeCalls()).containsExactly("detach 0 7", "disconnect 0 7");
  }

  @Test
  void closeOfASharedSessionUnsubscribes() {
    Scene scene = scene().open(7).fork(1);

    assertThat(scene.sessions.close(1, 7)).isEqualTo(UNSHARED);

    assertThat(scene.transport.takeCalls()).isEmpty();
    assertThat(scene.subscribers(7)).containsExactly(0);
  }

  @Test
  void unshareOfAPrivateSessionIsRefused() {
    Scene scene = scene().open(7);

    assertThat(scene.sessions.unshare(0, 7)).isEqualTo(NOT_SUBSCRIBED);
    assertThat(scene.sessions.unshare(0, 8)).isEqualTo(UNKNOWN_SESSION);
    assertThat(scene.pool(0)).containsExactly(7, null, null);
  }
}
