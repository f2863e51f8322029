package org.vlsverify.sessions.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vlsverify.sessions.Outcome.DIED;
import static org.vlsverify.sessions.Outcome.FIRST_SHARED;
import static org.vlsverify.sessions.Outcome.FORKED;
import static org.vlsverify.sessions.Outcome.FORKED_IN_PART;
import static org.vlsverify.sessions.Outcome.FORK_BEGUN;
import static org.vlsverify.sessions.Outcome.FORK_IN_PROGRESS;
import static org.vlsverify.sessions.Outcome.LAST_CLOSED;
import static org.vlsverify.sessions.Outcome.LISTENING;
import static org.vlsverify.sessions.Outcome.NOTHING_TO_SHARE;
import static org.vlsverify.sessions.Outcome.NOT_FORKING;
import static org.vlsverify.sessions.Outcome.NO_CAPACITY;
import static org.vlsverify.sessions.Outcome.SESSIONS_TO_SHARE;
import static org.vlsverify.sessions.Outcome.SUBSCRIBED;
import static org.vlsverify.sessions.Outcome.WORKER_EXISTS;
import static org.vlsverify.sessions.Outcome.WORKER_NOT_LIVE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;

/** Fork, step by step and as a whole. */
@Variant.Each
class ForkTest {

  @Parameter Variant variant;

  private Scene scene() {
    return new Scene(variant);
  }

  private Scene sceneWithRoomFor(int shared) {
    return new Scene(variant, Scene.WORKERS, Scene.SLOTS, shared);
  }

  @Test
  void childGetsTheSessionsInPoolOrderInTheSameSlots() {
    Scene scene = scene().open(9, 8, 7);
    scene.sessions.close(0, 8);

    assertThat(scene.sessions.forkBegin(0, 1)).isEqualTo(FORK_BEGUN);
    assertThat(scene.worker(1).life()).isEqualTo(Life.FORKING);
    assertThat(scene.worker(1).parent()).hasValue(0);
    assertThat(scene.sessions.forkShareNext(1)).isEqualTo(FIRST_SHARED);
    assertThat(scene.pool(1)).containsExactly(9, null, null);
    assertThat(scene.sessions.forkComplete(1)).isEqualTo(SESSIONS_TO_SHARE);
    assertThat(scene.sessions.forkShareNext(1)).isEqualTo(FIRST_SHARED);
    assertThat(scene.pool(1)).containsExactly(9, null, 7);
    assertThat(scene.sessions.forkShareNext(1)).isEqualTo(NOTHING_TO_SHARE);
    assertThat(scene.sessions.forkComplete(1)).isEqualTo(FORKED);
    assertThat(scene.worker(1).life()).isEqualTo(Life.LIVE);
    assertThat(scene.sessions.forkComplete(1)).isEqualTo(NOT_FORKING);
  }

  @Test
  void firstShareMakesTheParentOwnerAndFirstSubscriber() {
    Scene scene = scene().open(7).fork(1, 2);

    assertThat(scene.shared(7).owner()).isZero();
    assertThat(scene.subscribers(7)).containsExactly(0, 1, 2);
  }

  @Test
  void childSubscribesToASharedSession() {
    Scene scene = scene().open(7).fork(1);
    scene.sessions.open(1, 8);
    scene.sessions.forkBegin(1, 2);

    assertThat(scene.sessions.forkShareNext(2)).isEqualTo(SUBSCRIBED);
    assertThat(scene.sessions.forkShareNext(2)).isEqualTo(FIRST_SHARED);

    assertThat(scene.shared(7).owner()).isZero();
    assertThat(scene.shared(8).owner()).isEqualTo(1);
    assertThat(scene.subscribers(8)).containsExactly(1, 2);
  }

  @Test
  void secondForkOfAForkingParentIsRefused() {
    Scene scene = scene();
    scene.sessions.forkBegin(0, 1);

    assertThat(scene.sessions.forkBegin(0, 2)).isEqualTo(FORK_IN_PROGRESS);
    assertThat(scene.sessions.forkBegin(0, 1)).isEqualTo(FORK_IN_PROGRESS);
    assertThat(scene.sessions.fork(0, 2)).isEqualTo(FORK_IN_PROGRESS);
    scene.sessions.forkComplete(1);
    assertThat(scene.sessions.forkBegin(0, 2)).isEqualTo(FORK_BEGUN);
  }

  @Test
  void forkNeedsAFreeIndex() {
    Scene scene = scene().fork(1, 2);
    scene.sessions.die(2);
    scene.sessions.forkBegin(1, 3);

    for (int taken : new int[] {0, 1, 2, 3}) {
      assertThat(scene.sessions.forkBegin(0, taken)).isEqualTo(WORKER_EXISTS);
    }
  }

  @Test
  void forkNeedsALiveParent() {
    Scene scene = scene().fork(1);
    scene.sessions.die(1);
    scene.sessions.forkBegin(0, 2);

    for (int worker : new int[] {1, 2, 3}) {
      assertThat(scene.sessions.forkBegin(worker, 3)).isEqualTo(WORKER_NOT_LIVE);
      assertThat(scene.sessions.fork(worker, worker)).isEqualTo(WORKER_NOT_LIVE);
    }
  }

  @Test
  void forkStepsNeedAForkingChild() {
    Scene scene = scene().open(7).fork(1, 2);
    scene.sessions.die(2);

    for (int worker : new int[] {0, 1, 2, 3}) {
      assertThat(scene.sessions.forkShareNext(worker)).isEqualTo(NOT_FORKING);
      assertThat(scene.sessions.forkComplete(worker)).isEqualTo(NOT_FORKING);
    }
  }

  @Test
  void forkWithoutCapacityLeavesOutTheRemainingSessions() {
    Scene scene = sceneWithRoomFor(1).open(7, 8);
    scene.sessions.forkBegin(0, 1);
    assertThat(scene.sessions.forkShareNext(1)).isEqualTo(FIRST_SHARED);

    assertThat(scene.sessions.forkShareNext(1)).isEqualTo(NO_CAPACITY);
    assertThat(scene.sessions.forkComplete(1)).isEqualTo(FORKED_IN_PART);

    assertThat(scene.pool(1)).containsExactly(7, null, null);
    assertThat(scene.pool(0)).containsExactly(7, 8, null);
    assertThat(scene.sessions.snapshot().shared()).containsOnlyKeys(7);
  }

  @Test
  void subscriptionToASharedSessionNeedsNoCapacity() {
    Scene scene = sceneWithRoomFor(1).open(7).fork(1);

    scene.sessions.forkBegin(0, 2);

    assertThat(scene.sessions.forkComplete(2)).isEqualTo(SESSIONS_TO_SHARE);
    assertThat(scene.sessions.forkShareNext(2)).isEqualTo(SUBSCRIBED);
  }

  @Test
  void forkWithCapacityZeroSharesNothing() {
    Scene scene = sceneWithRoomFor(0).open(7);

    assertThat(scene.sessions.fork(0, 1)).isEqualTo(FORKED_IN_PART);
    assertThat(scene.pool(1)).containsExactly(null, null, null);
  }

  @Test
  void forkUsesCapacityFreedMeanwhile() {
    Scene scene = sceneWithRoomFor(1).open(7).fork(1);
    scene.sessions.close(0, 7);
    scene.open(8);
    scene.sessions.forkBegin(0, 2);
    assertThat(scene.sessions.forkShareNext(2)).isEqualTo(NO_CAPACITY);

    assertThat(scene.sessions.close(1, 7)).isEqualTo(LAST_CLOSED);

    assertThat(scene.sessions.forkComplete(2)).isEqualTo(SESSIONS_TO_SHARE);
    assertThat(scene.sessions.forkShareNext(2)).isEqualTo(FIRST_SHARED);
    assertThat(scene.sessions.forkComplete(2)).isEqualTo(FORKED);
  }

  @Test
  void forkOfADeadParentGoesOn() {
    Scene scene = scene().fork(1);
    scene.sessions.open(1, 7);
    scene.sessions.forkBegin(1, 2);

    assertThat(scene.sessions.die(1)).isEqualTo(DIED);

    assertThat(scene.sessions.cleanup(0, 1)).isEqualTo(FORK_IN_PROGRESS);
    assertThat(scene.sessions.forkShareNext(2)).isEqualTo(FIRST_SHARED);
    assertThat(scene.sessions.forkComplete(2)).isEqualTo(FORKED);
    assertThat(scene.sessions.cleanup(0, 1)).isEqualTo(Outcome.CLEANED_UP);
    assertThat(scene.shared(7).owner()).isEqualTo(2);
    assertThat(scene.worker(2).parent()).hasValue(0);
  }

  @Test
  void deathOfTheChildEndsTheFork() {
    Scene scene = scene().open(7, 8);
    scene.sessions.forkBegin(0, 1);
    scene.sessions.forkShareNext(1);

    assertThat(scene.sessions.die(1)).isEqualTo(DIED);

    assertThat(scene.sessions.forkShareNext(1)).isEqualTo(NOT_FORKING);
    assertThat(scene.sessions.forkComplete(1)).isEqualTo(NOT_FORKING);
    assertThat(scene.sessions.unshare(0, 8)).isEqualTo(Outcome.NOT_SUBSCRIBED);
    assertThat(scene.sessions.unshare(0, 7)).isEqualTo(Outcome.OWNER_CHANGED);
    assertThat(scene.sessions.cleanup(0, 1)).isEqualTo(Outcome.CLEANED_UP);
  }

  @Test
  void threadsOfAForkingParentMayListen() {
    Scene scene = scene().open(7);
    scene.sessions.forkBegin(0, 1);

    assertThat(scene.sessions.listen(0, 7)).isEqualTo(LISTENING);

    scene.sessions.forkShareNext(1);
    assertThat(scene.copy(1, 7).listen()).isEqualTo(ListenState.PASSIVE);
  }

  @Test
  void forkingChildGetsNoAnswersButIsASubscriber() {
    Scene scene = scene().open(7);
    scene.sessions.forkBegin(0, 1);
    scene.sessions.forkShareNext(1);

    assertThat(scene.sessions.owner(1, 7)).isEqualTo(SharedSessions.NO_WORKER);
    assertThat(scene.sessions.isSharedBy(0, 7, 1)).isTrue();
  }
}
