package org.vlsverify.sessions.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vlsverify.sessions.Outcome.CLEANED_UP;
import static org.vlsverify.sessions.Outcome.CLOSED;
import static org.vlsverify.sessions.Outcome.DIED;
import static org.vlsverify.sessions.Outcome.EXITED;
import static org.vlsverify.sessions.Outcome.FORKED;
import static org.vlsverify.sessions.Outcome.FORK_IN_PROGRESS;
import static org.vlsverify.sessions.Outcome.LAST_CLOSED;
import static org.vlsverify.sessions.Outcome.NOTHING_TO_LEAVE;
import static org.vlsverify.sessions.Outcome.NOT_ITS_CHILD;
import static org.vlsverify.sessions.Outcome.OPENED;
import static org.vlsverify.sessions.Outcome.OWNER_CHANGED;
import static org.vlsverify.sessions.Outcome.SESSIONS_TO_LEAVE;
import static org.vlsverify.sessions.Outcome.UNSHARED;
import static org.vlsverify.sessions.Outcome.WORKER_NOT_DEAD;
import static org.vlsverify.sessions.Outcome.WORKER_NOT_LIVE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.Outcome;

/** Exit, death, cleanup, and the adoption of children. */
@Variant.Each
class EndOfWorkerTest {

  @Parameter Variant variant;

  private Scene scene() {
    return new Scene(variant);
  }

  @Test
  void exitLeavesTheSessionsInPoolOrder() {
    Scene scene = scene().open(9, 8).fork(1).open(7);

    assertThat(scene.sessions.exitComplete(0)).isEqualTo(SESSIONS_TO_LEAVE);
    assertThat(scene.sessions.exitLeaveNext(0)).isEqualTo(OWNER_CHANGED);
    assertThat(scene.pool(0)).containsExactly(null, 8, 7);
    assertThat(scene.sessions.exitLeaveNext(0)).isEqualTo(OWNER_CHANGED);
    assertThat(scene.sessions.exitComplete(0)).isEqualTo(SESSIONS_TO_LEAVE);
    assertThat(scene.sessions.exitLeaveNext(0)).isEqualTo(CLOSED);
    assertThat(scene.sessions.exitLeaveNext(0)).isEqualTo(NOTHING_TO_LEAVE);
    assertThat(scene.sessions.exitComplete(0)).isEqualTo(EXITED);
    assertThat(scene.worker(0).life()).isEqualTo(Life.UNBORN);
    assertThat(scene.sessions.exitComplete(0)).isEqualTo(WORKER_NOT_LIVE);
    assertThat(scene.sessions.exitLeaveNext(0)).isEqualTo(WORKER_NOT_LIVE);
  }

  @Test
  void exitOfAllWorkersDisconnectsAllSessions() {
    Scene scene = scene().open(7, 8).fork(1);

    assertThat(scene.sessions.exit(1)).isEqualTo(EXITED);
    assertThat(scene.sessions.exit(0)).isEqualTo(EXITED);

    assertThat(scene.sessions.snapshot().shared()).isEmpty();
    assertThat(scene.transport.recorded().sessions()).isEmpty();
  }

  @Test
  void exitOfAForkingParentIsRefused() {
    Scene scene = scene().open(7);
    scene.sessions.forkBegin(0, 1);

    assertThat(scene.sessions.exitLeaveNext(0)).isEqualTo(FORK_IN_PROGRESS);
    assertThat(scene.sessions.exitComplete(0)).isEqualTo(FORK_IN_PROGRESS);
    assertThat(scene.sessions.exit(0)).isEqualTo(FORK_IN_PROGRESS);
  }

  @Test
  void exitNeedsALiveWorker() {
    Scene scene = scene().fork(1);
    scene.sessions.die(1);
    scene.sessions.forkBegin(0, 2);

    for (int worker : new int[] {1, 2, 3}) {
      assertThat(scene.sessions.exitLeaveNext(worker)).isEqualTo(WORKER_NOT_LIVE);
      assertThat(scene.sessions.exitComplete(worker)).isEqualTo(WORKER_NOT_LIVE);
      assertThat(scene.sessions.exit(worker)).isEqualTo(WORKER_NOT_LIVE);
    }
  }

  @Test
  void exitGivesTheChildrenToTheParent() {
    Scene scene = scene().fork(1);
    scene.sessions.fork(1, 2);
    assertThat(scene.worker(2).parent()).hasValue(1);

    assertThat(scene.sessions.exit(1)).isEqualTo(EXITED);

    assertThat(scene.worker(2).parent()).hasValue(0);
    assertThat(scene.worker(1).parent()).isEmpty();
    assertThat(scene.sessions.exit(0)).isEqualTo(EXITED);
    assertThat(scene.worker(2).parent()).isEmpty();
  }

  @Test
  void freedIndexCanBeForkedAgain() {
    Scene scene = scene().open(7).fork(1);
    scene.sessions.exit(1);

    assertThat(scene.sessions.fork(0, 1)).isEqualTo(FORKED);

    assertThat(scene.subscribers(7)).containsExactly(0, 1);
    assertThat(scene.pool(1)).containsExactly(7, null, null);
  }

  @Test
  void deadWorkerKeepsItsSessions() {
    Scene scene = scene().open(7).fork(1);
    scene.transport.takeCalls();

    assertThat(scene.sessions.die(1)).isEqualTo(DIED);

    assertThat(scene.worker(1).life()).isEqualTo(Life.DEAD);
    assertThat(scene.pool(1)).containsExactly(7, null, null);
    assertThat(scene.subscribers(7)).containsExactly(0, 1);
    assertThat(scene.transport.takeCalls()).isEmpty();
    assertThat(scene.sessions.die(1)).isEqualTo(WORKER_NOT_LIVE);
    assertThat(scene.sessions.die(2)).isEqualTo(WORKER_NOT_LIVE);
  }

  @Test
  void cleanupByTheParentLeavesAllSessions() {
    Scene scene = scene().open(7, 8).fork(1);
    scene.sessions.close(0, 8);
    scene.sessions.listen(1, 8);
    scene.sessions.die(1);
    scene.transport.takeCalls();

    assertThat(scene.sessions.cleanupComplete(0, 1)).isEqualTo(SESSIONS_TO_LEAVE);
    assertThat(scene.sessions.cleanupLeaveNext(0, 1)).isEqualTo(UNSHARED);
    assertThat(scene.sessions.cleanupComplete(0, 1)).isEqualTo(SESSIONS_TO_LEAVE);
    assertThat(scene.sessions.cleanupLeaveNext(0, 1)).isEqualTo(LAST_CLOSED);
    assertThat(scene.sessions.cleanupLeaveNext(0, 1)).isEqualTo(NOTHING_TO_LEAVE);
    assertThat(scene.sessions.cleanupComplete(0, 1)).isEqualTo(CLEANED_UP);

    assertThat(scene.transport.takeCalls()).containsExactly("detach 1 8", "disconnect 1 8");
    assertThat(scene.worker(1).life()).isEqualTo(Life.UNBORN);
    assertThat(scene.sessions.cleanupComplete(0, 1)).isEqualTo(WORKER_NOT_DEAD);
    assertThat(scene.sessions.open(0, 8)).isEqualTo(OPENED);
  }

  @Test
  void cleanupOfADeadOwnerChangesTheOwner() {
    Scene scene = scene().open(7).fork(1);
    scene.sessions.unshare(0, 7);
    scene.sessions.fork(1, 2);
    scene.sessions.die(1);
    scene.transport.takeCalls();

    assertThat(scene.sessions.cleanup(0, 1)).isEqualTo(CLEANED_UP);

    assertThat(scene.shared(7).owner()).isEqualTo(2);
    assertThat(scene.transport.takeCalls()).containsExactly("ownerChanged 7 1 2");
    assertThat(scene.sessions.acknowledge(2, 7)).isEqualTo(Outcome.TOLD);
  }

  @Test
  void cleanupNeedsADeadWorker() {
    Scene scene = scene().fork(1);
    scene.sessions.forkBegin(0, 2);

    for (int worker : new int[] {0, 1, 2, 3}) {
      assertThat(scene.sessions.cleanupLeaveNext(0, worker)).isEqualTo(WORKER_NOT_DEAD);
      assertThat(scene.sessions.cleanupComplete(0, worker)).isEqualTo(WORKER_NOT_DEAD);
      assertThat(scene.sessions.cleanup(0, worker)).isEqualTo(WORKER_NOT_DEAD);
    }
  }

  @Test
  void cleanupNeedsALiveCleaner() {
    Scene scene = scene().fork(1, 2);
    scene.sessions.die(1);
    scene.sessions.die(2);
    scene.sessions.forkBegin(0, 3);

    assertThat(scene.sessions.cleanupLeaveNext(2, 1)).isEqualTo(WORKER_NOT_LIVE);
    assertThat(scene.sessions.cleanupComplete(3, 1)).isEqualTo(WORKER_NOT_LIVE);
    assertThat(scene.sessions.cleanup(1, 1)).isEqualTo(WORKER_NOT_LIVE);
  }

  @Test
  void cleanupByANonParentIsRefused() {
    Scene scene = scene().open(7).fork(1, 2);
    scene.sessions.die(1);

    assertThat(scene.sessions.cleanupLeaveNext(2, 1)).isEqualTo(NOT_ITS_CHILD);
    assertThat(scene.sessions.cleanupComplete(2, 1)).isEqualTo(NOT_ITS_CHILD);
    assertThat(scene.sessions.cleanup(2, 1)).isEqualTo(NOT_ITS_CHILD);
  }

  @Test
  void anyWorkerMayCleanUpAnOrphan() {
    Scene scene = scene().open(7).fork(1, 2);
    scene.sessions.die(0);
    assertThat(scene.sessions.cleanup(1, 0)).isEqualTo(CLEANED_UP);
    assertThat(scene.worker(2).parent()).isEmpty();
    scene.sessions.die(1);

    assertThat(scene.sessions.cleanup(2, 1)).isEqualTo(CLEANED_UP);

    assertThat(scene.subscribers(7)).containsExactly(2);
    assertThat(scene.shared(7).owner()).isEqualTo(2);
  }

  @Test
  void cleanupGivesTheChildrenToTheParent() {
    Scene scene = scene().fork(1);
    scene.sessions.fork(1, 2);
    scene.sessions.die(1);
    scene.sessions.die(2);
    assertThat(scene.sessions.cleanup(0, 2)).isEqualTo(NOT_ITS_CHILD);

    assertThat(scene.sessions.cleanup(0, 1)).isEqualTo(CLEANED_UP);

    assertThat(scene.sessions.cleanup(0, 2)).isEqualTo(CLEANED_UP);
  }

  @Test
  void cleanupOfAForkingParentIsRefused() {
    Scene scene = scene().fork(1);
    scene.sessions.forkBegin(1, 2);
    scene.sessions.die(1);

    assertThat(scene.sessions.cleanupLeaveNext(0, 1)).isEqualTo(FORK_IN_PROGRESS);
    assertThat(scene.sessions.cleanupComplete(0, 1)).isEqualTo(FORK_IN_PROGRESS);
    scene.sessions.die(2);
    assertThat(scene.sessions.cleanup(0, 1)).isEqualTo(CLEANED_UP);
  }
}
