package org.vlsverify.sessions.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vlsverify.sessions.ListenState.LISTEN;
import static org.vlsverify.sessions.ListenState.NONE;
import static org.vlsverify.sessions.ListenState.PASSIVE;
import static org.vlsverify.sessions.Outcome.ACCEPTING;
import static org.vlsverify.sessions.Outcome.ADDED;
import static org.vlsverify.sessions.Outcome.ALREADY_LISTENING;
import static org.vlsverify.sessions.Outcome.LISTENING;
import static org.vlsverify.sessions.Outcome.LISTEN_FAILED;
import static org.vlsverify.sessions.Outcome.NOT_ADDED;
import static org.vlsverify.sessions.Outcome.NOT_LISTENING;
import static org.vlsverify.sessions.Outcome.OWNER_CHANGED;
import static org.vlsverify.sessions.Outcome.REMOVED;
import static org.vlsverify.sessions.Outcome.UNKNOWN_SESSION;
import static org.vlsverify.sessions.Outcome.WORKER_NOT_LIVE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.Snapshot;

/** Listening, waiting for connections, and the rule that stops an idle owner. */
@Variant.Each
class ListeningTest {

  @Parameter Variant variant;

  private Scene scene() {
    return new Scene(variant);
  }

  /** Worker 0 listens on session 7, and the children have passive copies. */
  private Scene sharedListener(int... children) {
    Scene scene = scene().open(7);
    assertThat(scene.sessions.listen(0, 7)).isEqualTo(LISTENING);
    scene.fork(children);
    scene.transport.takeCalls();
    return scene;
  }

  @Test
  void listenAttaches() {
    Scene scene = scene().open(7);

    assertThat(scene.sessions.listen(0, 7)).isEqualTo(LISTENING);

    assertThat(scene.transport.takeCalls()).containsExactly("attach 0 7");
    assertThat(scene.sessions.listenState(0, 7)).isEqualTo(LISTEN);
    assertThat(scene.copy(0, 7).waits()).isFalse();
    assertThat(scene.sessions.listen(0, 7)).isEqualTo(ALREADY_LISTENING);
  }

  @Test
  void snapshotAgreesWithQueries() {
    Scene scene = scene().open(7, 8, 9);
    scene.sessions.listen(0, 7);
    assertSnapshotShows(scene, 0, LISTEN, NONE, NONE);

    scene.fork(1);
    assertSnapshotShows(scene, 0, LISTEN, NONE, NONE);
    assertSnapshotShows(scene, 1, PASSIVE, NONE, NONE);
  }

  private static void assertSnapshotShows(Scene scene, int worker, ListenState... states) {
    for (int i = 0; i < states.length; i++) {
      assertThat(scene.copy(worker, 7 + i).listen()).isEqualTo(states[i]);
      assertThat(scene.sessions.listenState(worker, 7 + i)).isEqualTo(states[i]);
    }
  }

  @Test
  void listenOnASharedSessionAttachesOneCopyOnly() {
    Scene scene = scene().open(7).fork(1);

    assertThat(scene.sessions.listen(1, 7)).isEqualTo(LISTENING);

    assertThat(scene.sessions.listenState(1, 7)).isEqualTo(LISTEN);
    assertThat(scene.sessions.listenState(0, 7)).isEqualTo(NONE);
    assertThat(scene.shared(7).listeners()).isEmpty();
    assertThat(scene.sessions.listen(0, 7)).isEqualTo(LISTENING);
  }

  @Test
  void refusedAttachChangesNothing() {
    Scene scene = sharedListener(1);
    scene.sessions.open(0, 8);
    Snapshot before = scene.sessions.snapshot();
    scene.transport.recorded().answer(false);

    assertThat(scene.sessions.listen(0, 8)).isEqualTo(LISTEN_FAILED);
    assertThat(scene.sessions.accept(1, 7)).isEqualTo(LISTEN_FAILED);
    assertThat(scene.sessions.epollAdd(1, 7)).isEqualTo(LISTEN_FAILED);

    assertThat(scene.sessions.snapshot()).isEqualTo(before);
  }

  @Test
  void attachedWorkerDoesNotAttachAgain() {
    Scene scene = sharedListener(1);
    scene.transport.recorded().answer(false);

    assertThat(scene.sessions.accept(0, 7)).isEqualTo(ACCEPTING);
    assertThat(scene.sessions.accept(0, 7)).isEqualTo(ACCEPTING);
    assertThat(scene.sessions.epollAdd(0, 7)).isEqualTo(ADDED);
    assertThat(scene.shared(7).listeners()).containsExactly(0);
  }

  @Test
  void acceptNeedsAListener() {
    Scene scene = scene().open(7);

    assertThat(scene.sessions.accept(0, 7)).isEqualTo(NOT_LISTENING);
    assertThat(scene.sessions.accept(0, 8)).isEqualTo(UNKNOWN_SESSION);
    assertThat(scene.sessions.accept(1, 7)).isEqualTo(WORKER_NOT_LIVE);
  }

  @Test
  void epollAddOfANonListenerChangesNothing() {
    Scene scene = scene().open(7);

    assertThat(scene.sessions.epollAdd(0, 7)).isEqualTo(ADDED);

    assertThat(scene.copy(0, 7).waits()).isFalse();
    assertThat(scene.sessions.epollDel(0, 7)).isEqualTo(NOT_ADDED);
    assertThat(scene.transport.takeCalls()).isEmpty();
  }

  @Test
  void epollDelLeavesAPrivateListenerAttached() {
    Scene scene = scene().open(7);
    scene.sessions.listen(0, 7);
    assertThat(scene.sessions.epollAdd(0, 7)).isEqualTo(ADDED);
    assertThat(scene.copy(0, 7).waits()).isTrue();

    assertThat(scene.sessions.epollDel(0, 7)).isEqualTo(REMOVED);

    assertThat(scene.copy(0, 7).waits()).isFalse();
    assertThat(scene.sessions.listenState(0, 7)).isEqualTo(LISTEN);
    assertThat(scene.sessions.epollDel(0, 7)).isEqualTo(NOT_ADDED);
    assertThat(scene.transport.attachedWorkers(7)).containsExactly(0);
  }

  @Test
  void epollDelMakesASharedListenerPassive() {
    Scene scene = sharedListener(1);
    scene.sessions.epollAdd(0, 7);

    assertThat(scene.sessions.epollDel(0, 7)).isEqualTo(REMOVED);

    assertThat(scene.sessions.listenState(0, 7)).isEqualTo(PASSIVE);
    assertThat(scene.shared(7).listeners()).isEmpty();
    assertThat(scene.transport.takeCalls()).containsExactly("detach 0 7");
    assertThat(scene.sessions.epollDel(0, 7)).isEqualTo(NOT_ADDED);
    assertThat(scene.sessions.listen(0, 7)).isEqualTo(ALREADY_LISTENING);
  }

  @Test
  void forkedCopyOfAListenerIsPassiveAndCannotListen() {
    Scene scene = sharedListener(1);

    assertThat(scene.sessions.listenState(1, 7)).isEqualTo(PASSIVE);
    assertThat(scene.sessions.listen(1, 7)).isEqualTo(ALREADY_LISTENING);
    assertThat(scene.sessions.epollDel(1, 7)).isEqualTo(NOT_ADDED);
    assertThat(scene.transport.attachedWorkers(7)).containsExactly(0);
  }

  @Test
  void acceptOnAPassiveCopyStopsAnIdleOwner() {
    Scene scene = sharedListener(1);

    assertThat(scene.sessions.accept(1, 7)).isEqualTo(ACCEPTING);

    assertThat(scene.transport.takeCalls()).containsExactly("attach 1 7", "detach 0 7");
    assertThat(scene.sessions.listenState(0, 7)).isEqualTo(PASSIVE);
    assertThat(scene.sessions.listenState(1, 7)).isEqualTo(LISTEN);
    assertThat(scene.shared(7).listeners()).containsExactly(1);
    assertThat(scene.shared(7).owner()).isZero();
  }

  @Test
  void epollAddOnAPassiveCopyStopsAnIdleOwner() {
    Scene scene = sharedListener(1);

    assertThat(scene.sessions.epollAdd(1, 7)).isEqualTo(ADDED);

    assertThat(scene.transport.takeCalls()).containsExactly("attach 1 7", "detach 0 7");
  }

  @Test
  void waitingOwnerIsNotStopped() {
    Scene scene = sharedListener(1, 2);
    scene.sessions.accept(0, 7);

    assertThat(scene.sessions.accept(1, 7)).isEqualTo(ACCEPTING);

    assertThat(scene.transport.takeCalls()).containsExactly("attach 1 7");
    assertThat(scene.shared(7).listeners()).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void passiveOwnerIsNotStoppedAgain() {
    Scene scene = sharedListener(1, 2);
    scene.sessions.accept(1, 7);
    scene.transport.takeCalls();

    assertThat(scene.sessions.accept(2, 7)).isEqualTo(ACCEPTING);

    assertThat(scene.transport.takeCalls()).containsExactly("attach 2 7");
  }

  @Test
  void stoppedOwnerMayAttachAgain() {
    Scene scene = sharedListener(1);
    scene.sessions.accept(1, 7);

    assertThat(scene.sessions.accept(0, 7)).isEqualTo(ACCEPTING);

    assertThat(scene.transport.attachedWorkers(7)).containsExactlyInAnyOrder(0, 1);
    assertThat(scene.shared(7).listeners()).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void idleSubscriberIsNotStopped() {
    Scene scene = scene().open(7).fork(1, 2);
    scene.sessions.listen(1, 7);
    scene.sessions.listen(0, 7);
    scene.sessions.accept(0, 7);
    scene.sessions.epollDel(0, 7);
    scene.transport.takeCalls();

    assertThat(scene.sessions.accept(0, 7)).isEqualTo(ACCEPTING);

    assertThat(scene.transport.takeCalls()).containsExactly("attach 0 7");
    assertThat(scene.sessions.listenState(1, 7)).isEqualTo(LISTEN);
  }

  @Test
  void acceptOnAnAttachedCopyStopsNobody() {
    Scene scene = scene().open(7).fork(1);
    scene.sessions.listen(0, 7);
    scene.sessions.listen(1, 7);
    scene.transport.takeCalls();

    assertThat(scene.sessions.accept(1, 7)).isEqualTo(ACCEPTING);

    assertThat(scene.transport.takeCalls()).isEmpty();
    assertThat(scene.sessions.listenState(0, 7)).isEqualTo(LISTEN);
  }

  @Test
  void waitingParentIsAListenerAfterTheFirstShare() {
    Scene scene = scene().open(7);
    scene.sessions.listen(0, 7);
    scene.sessions.accept(0, 7);

    scene.fork(1);

    assertThat(scene.shared(7).listeners()).containsExactly(0);
    assertThat(scene.sessions.listenState(0, 7)).isEqualTo(LISTEN);
    assertThat(scene.copy(0, 7).waits()).isTrue();
    assertThat(scene.copy(1, 7).waits()).isFalse();
  }

  @Test
  void forkOfAPassiveCopyIsPassive() {
    Scene scene = sharedListener(1);

    assertThat(scene.sessions.fork(1, 2)).isEqualTo(Outcome.FORKED);

    assertThat(scene.sessions.listenState(2, 7)).isEqualTo(PASSIVE);
  }

  @Test
  void idleNewOwnerIsStopped() {
    Scene scene = scene().open(7).fork(1, 2);
    scene.sessions.listen(0, 7);
    scene.sessions.listen(2, 7);
    scene.sessions.accept(0, 7);
    scene.sessions.epollDel(0, 7);
    assertThat(scene.sessions.fork(0, 3)).isEqualTo(Outcome.FORKED);
    assertThat(scene.subscribers(7)).containsExactly(0, 1, 2, 3);
    scene.sessions.unshare(3, 7);
    assertThat(scene.sessions.fork(0, 3)).isEqualTo(Outcome.WORKER_EXISTS);
    assertThat(scene.sessions.unshare(0, 7)).isEqualTo(OWNER_CHANGED);
    assertThat(scene.shared(7).owner()).isEqualTo(2);
    assertThat(scene.sessions.exit(3)).isEqualTo(Outcome.EXITED);
    assertThat(scene.sessions.fork(2, 3)).isEqualTo(Outcome.FORKED);
    scene.transport.takeCalls();

    assertThat(scene.sessions.accept(3, 7)).isEqualTo(ACCEPTING);

    assertThat(scene.transport.takeCalls()).containsExactly("attach 3 7", "detach 2 7");
    assertThat(scene.sessions.listenState(2, 7)).isEqualTo(PASSIVE);
  }

  @Test
  void listeningNeedsALiveWorker() {
    Scene scene = sharedListener(1);
    scene.sessions.die(1);

    for (int worker : new int[] {1, 2}) {
      assertThat(scene.sessions.listen(worker, 7)).isEqualTo(WORKER_NOT_LIVE);
      assertThat(scene.sessions.accept(worker, 7)).isEqualTo(WORKER_NOT_LIVE);
      assertThat(scene.sessions.epollAdd(worker, 7)).isEqualTo(WORKER_NOT_LIVE);
      assertThat(scene.sessions.epollDel(worker, 7)).isEqualTo(WORKER_NOT_LIVE);
      assertThat(scene.sessions.listenState(worker, 7)).isEqualTo(NONE);
    }
  }

  @Test
  void listeningNeedsAHeldSession() {
    Scene scene = scene().open(7);

    assertThat(scene.sessions.listen(0, 8)).isEqualTo(UNKNOWN_SESSION);
    assertThat(scene.sessions.epollAdd(0, 8)).isEqualTo(UNKNOWN_SESSION);
    assertThat(scene.sessions.epollDel(0, 8)).isEqualTo(UNKNOWN_SESSION);
    assertThat(scene.sessions.listenState(0, 8)).isEqualTo(NONE);
  }
}
