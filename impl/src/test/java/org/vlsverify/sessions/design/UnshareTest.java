package org.vlsverify.sessions.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vlsverify.sessions.Outcome.DIED;
import static org.vlsverify.sessions.Outcome.FORKED;
import static org.vlsverify.sessions.Outcome.LAST_CLOSED;
import static org.vlsverify.sessions.Outcome.NO_NOTICE;
import static org.vlsverify.sessions.Outcome.OPENED;
import static org.vlsverify.sessions.Outcome.OWNER_CHANGED;
import static org.vlsverify.sessions.Outcome.SUBSCRIBED;
import static org.vlsverify.sessions.Outcome.TOLD;
import static org.vlsverify.sessions.Outcome.UNKNOWN_SESSION;
import static org.vlsverify.sessions.Outcome.UNSHARED;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.vlsverify.sessions.Outcome;

/** Leaving a shared session: removal, owner change, notices, and the last subscriber. */
@Variant.Each
class UnshareTest {

  @Parameter Variant variant;

  private Scene scene() {
    return new Scene(variant);
  }

  @Test
  void lastSubscriberMovesIntoTheHole() {
    Scene scene = scene().open(7).fork(1, 2, 3);
    assertThat(scene.subscribers(7)).containsExactly(0, 1, 2, 3);

    assertThat(scene.sessions.unshare(1, 7)).isEqualTo(UNSHARED);

    assertThat(scene.subscribers(7)).containsExactly(0, 3, 2);
    assertThat(scene.sessions.unshare(1, 7)).isEqualTo(UNKNOWN_SESSION);
  }

  @Test
  void unshareByTheLastInOrderLeavesNoHole() {
    Scene scene = scene().open(7).fork(1, 2, 3);

    assertThat(scene.sessions.unshare(3, 7)).isEqualTo(UNSHARED);

    assertThat(scene.subscribers(7)).containsExactly(0, 1, 2);
  }

  @Test
  void firstRemainingSubscriberInherits() {
    Scene scene = scene().open(7).fork(1, 2, 3);
    scene.transport.takeCalls();

    assertThat(scene.sessions.unshare(0, 7)).isEqualTo(OWNER_CHANGED);

    assertThat(scene.subscribers(7)).containsExactly(3, 1, 2);
    assertThat(scene.shared(7).owner()).isEqualTo(3);
    assertThat(scene.transport.takeCalls()).containsExactly("ownerChanged 7 0 3");
  }

  @Test
  void ownershipPassesUntilTheLastUnshareDisconnects() {
    Scene scene = scene().open(7).fork(1, 2, 3);
    scene.transport.takeCalls();

    assertThat(scene.sessions.unshare(0, 7)).isEqualTo(OWNER_CHANGED);
    assertThat(scene.sessions.unshare(3, 7)).isEqualTo(OWNER_CHANGED);
    assertThat(scene.sessions.unshare(1, 7)).isEqualTo(UNSHARED);
    assertThat(scene.sessions.unshare(2, 7)).isEqualTo(LAST_CLOSED);

    assertThat(scene.transport.takeCalls())
        .containsExactly("ownerChanged 7 0 3", "ownerChanged 7 3 2", "disconnect 2 7");
    assertThat(scene.sessions.snapshot().shared()).isEmpty();
    assertThat(scene.sessions.open(0, 7)).isEqualTo(OPENED);
  }

  @Test
  void subscriberThatFillsTheOwnersHoleInherits() {
    Scene scene = scene().open(7).fork(1, 2);
    scene.sessions.unshare(0, 7);
    assertThat(scene.shared(7).owner()).isEqualTo(2);
    assertThat(scene.sessions.fork(1, 0)).isEqualTo(Outcome.WORKER_EXISTS);
    assertThat(scene.sessions.fork(1, 3)).isEqualTo(FORKED);
    assertThat(scene.subscribers(7)).containsExactly(2, 1, 3);

    assertThat(scene.sessions.unshare(2, 7)).isEqualTo(OWNER_CHANGED);

    assertThat(scene.subscribers(7)).containsExactly(3, 1);
    assertThat(scene.shared(7).owner()).isEqualTo(3);
  }

  @Test
  void forkingChildMayInherit() {
    Scene scene = scene().open(7, 8).fork(1);
    scene.sessions.forkBegin(1, 2);
    assertThat(scene.sessions.forkShareNext(2)).isEqualTo(SUBSCRIBED);
    assertThat(scene.subscribers(7)).containsExactly(0, 1, 2);

    assertThat(scene.sessions.unshare(0, 7)).isEqualTo(OWNER_CHANGED);

    assertThat(scene.shared(7).owner()).isEqualTo(2);
    assertThat(scene.sessions.acknowledge(2, 7)).isEqualTo(Outcome.WORKER_NOT_LIVE);
    assertThat(scene.sessions.forkShareNext(2)).isEqualTo(SUBSCRIBED);
    assertThat(scene.sessions.forkComplete(2)).isEqualTo(FORKED);
    assertThat(scene.sessions.acknowledge(2, 7)).isEqualTo(TOLD);
  }

  @Test
  void newOwnerIsNotifiedOnce() {
    Scene scene = scene().open(7).fork(1);
    assertThat(scene.sessions.acknowledge(1, 7)).isEqualTo(NO_NOTICE);
    scene.sessions.unshare(0, 7);
    assertThat(scene.shared(7).notices()).isEqualTo(1);

    assertThat(scene.sessions.acknowledge(1, 7)).isEqualTo(TOLD);
    assertThat(scene.sessions.acknowledge(1, 7)).isEqualTo(NO_NOTICE);
    assertThat(scene.sessions.acknowledge(0, 7)).isEqualTo(UNKNOWN_SESSION);
  }

  @Test
  void onlyTheNewOwnerHasANotice() {
    Scene scene = scene().open(7).fork(1, 2);
    scene.sessions.unshare(0, 7);
    assertThat(scene.shared(7).owner()).isEqualTo(2);

    assertThat(scene.sessions.acknowledge(1, 7)).isEqualTo(NO_NOTICE);
    assertThat(scene.sessions.acknowledge(2, 7)).isEqualTo(TOLD);
  }

  @Test
  void privateSessionHasNoNotice() {
    Scene scene = scene().open(7);

    assertThat(scene.sessions.acknowledge(0, 7)).isEqualTo(NO_NOTICE);
    assertThat(scene.sessions.acknowledge(0, 8)).isEqualTo(UNKNOWN_SESSION);
  }

  @Test
  void unreadNoticeIsLostWhenItsOwnerLeaves() {
    Scene scene = scene().open(7).fork(1, 2);
    scene.sessions.unshare(0, 7);

    assertThat(scene.sessions.unshare(2, 7)).isEqualTo(OWNER_CHANGED);

    assertThat(scene.shared(7).owner()).isEqualTo(1);
    assertThat(scene.shared(7).notices()).isEqualTo(1);
  }

  @Test
  void deathOfTheOwnerLosesItsNotices() {
    Scene scene = scene().open(7).fork(1, 2);
    scene.sessions.unshare(0, 7);

    assertThat(scene.sessions.die(2)).isEqualTo(DIED);

    assertThat(scene.shared(7).owner()).isEqualTo(2);
    assertThat(scene.shared(7).notices()).isZero();
  }

  @Test
  void deathOfANonOwnerKeepsTheNotice() {
    Scene scene = scene().open(7).fork(1, 2);
    scene.sessions.unshare(0, 7);

    scene.sessions.die(1);

    assertThat(scene.sessions.acknowledge(2, 7)).isEqualTo(TOLD);
  }

  @Test
  void deadWorkerMayInheritAndIsNotified() {
    Scene scene = scene().open(7).fork(1);
    scene.sessions.die(1);
    scene.transport.takeCalls();

    assertThat(scene.sessions.unshare(0, 7)).isEqualTo(OWNER_CHANGED);

    assertThat(scene.shared(7).owner()).isEqualTo(1);
    assertThat(scene.shared(7).notices()).isEqualTo(1);
    assertThat(scene.transport.takeCalls()).containsExactly("ownerChanged 7 0 1");
  }

  @Test
  void sessionWithOneSubscriberStaysShared() {
    Scene scene = scene().open(7).fork(1);
    scene.sessions.unshare(1, 7);

    assertThat(scene.subscribers(7)).containsExactly(0);
    assertThat(scene.sessions.fork(0, 2)).isEqualTo(FORKED);
    assertThat(scene.subscribers(7)).containsExactly(0, 2);
  }

  @Test
  void unshareDetachesBeforeTheOwnerChange() {
    Scene scene = scene().open(7);
    scene.sessions.listen(0, 7);
    scene.sessions.accept(0, 7);
    scene.fork(1);
    scene.transport.takeCalls();

    assertThat(scene.sessions.unshare(0, 7)).isEqualTo(OWNER_CHANGED);

    assertThat(scene.transport.takeCalls()).containsExactly("detach 0 7", "ownerChanged 7 0 1");
    assertThat(scene.shared(7).listeners()).isEmpty();
  }

  @Test
  void lastUnshareDetachesBeforeTheDisconnect() {
    Scene scene = scene().open(7);
    scene.sessions.listen(0, 7);
    scene.fork(1);
    scene.sessions.unshare(1, 7);
    scene.transport.takeCalls();

    assertThat(scene.sessions.unshare(0, 7)).isEqualTo(LAST_CLOSED);

    assertThat(scene.transport.takeCalls()).containsExactly("detach 0 7", "disconnect 0 7");
  }

  @Test
  void reusedSharedDataIsClean() {
    Scene scene = scene().open(7);
    scene.sessions.listen(0, 7);
    scene.sessions.accept(0, 7);
    scene.fork(1);
    scene.sessions.unshare(0, 7);
    scene.sessions.unshare(1, 7);

    scene.open(8).fork(2);

    assertThat(scene.shared(8).subscribers()).containsExactly(0, 2);
    assertThat(scene.shared(8).owner()).isZero();
    assertThat(scene.shared(8).listeners()).isEmpty();
    assertThat(scene.shared(8).notices()).isZero();
    assertThat(scene.sessions.isSharedBy(0, 8, 1)).isFalse();
  }
}
