package org.vlsverify.sessions.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.vlsverify.sessions.SharedSessions.NO_WORKER;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Snapshot;

/** Queries, snapshots, and the range of worker indices. */
@Variant.Each
class QueriesTest {

  @Parameter Variant variant;

  private Scene scene() {
    return new Scene(variant);
  }

  @Test
  void queriesOnASharedSessionReadTheSharedData() {
    Scene scene = scene().open(7);
    scene.sessions.listen(0, 7);
    scene.fork(1, 2);
    scene.sessions.accept(1, 7);
    scene.sessions.unshare(2, 7);

    assertThat(scene.sessions.owner(1, 7)).isZero();
    assertThat(scene.sessions.isSharedBy(1, 7, 0)).isTrue();
    assertThat(scene.sessions.isSharedBy(1, 7, 1)).isTrue();
    assertThat(scene.sessions.isSharedBy(1, 7, 2)).isFalse();
    assertThat(scene.sessions.isListener(0, 7, 1)).isTrue();
    assertThat(scene.sessions.isListener(0, 7, 0)).isFalse();
    assertThat(scene.sessions.isListener(0, 7, 2)).isFalse();
  }

  @Test
  void queriesOnAPrivateSessionReturnTheDefault() {
    Scene scene = scene().open(7);
    scene.sessions.listen(0, 7);
    scene.sessions.accept(0, 7);

    assertThat(scene.sessions.owner(0, 7)).isEqualTo(NO_WORKER);
    assertThat(scene.sessions.isSharedBy(0, 7, 0)).isFalse();
    assertThat(scene.sessions.isListener(0, 7, 0)).isFalse();
  }

  @Test
  void queriesOfANonHolderReturnTheDefault() {
    Scene scene = scene().open(7).fork(1, 2);
    scene.sessions.unshare(1, 7);
    scene.sessions.die(2);

    for (int worker : new int[] {1, 2, 3}) {
      assertThat(scene.sessions.owner(worker, 7)).isEqualTo(NO_WORKER);
      assertThat(scene.sessions.isSharedBy(worker, 7, 0)).isFalse();
      assertThat(scene.sessions.isListener(worker, 7, 0)).isFalse();
      assertThat(scene.sessions.listenState(worker, 7)).isEqualTo(ListenState.NONE);
    }
  }

  @Test
  void snapshotHoldsWorkersCopiesAndSharedData() {
    Scene scene = scene().open(7);
    scene.sessions.listen(0, 7);
    scene.fork(1);
    scene.sessions.accept(1, 7);
    scene.sessions.die(1);
    Optional<Snapshot.CopyView> free = Optional.empty();

    Snapshot snapshot = scene.sessions.snapshot();

    assertThat(snapshot.workers())
        .containsExactly(
            new Snapshot.WorkerView(
                Life.LIVE,
                OptionalInt.empty(),
                List.of(
                    Optional.of(new Snapshot.CopyView(7, ListenState.PASSIVE, false)), free, free)),
            new Snapshot.WorkerView(
                Life.DEAD,
                OptionalInt.of(0),
                List.of(
                    Optional.of(new Snapshot.CopyView(7, ListenState.LISTEN, true)), free, free)),
            new Snapshot.WorkerView(Life.UNBORN, OptionalInt.empty(), List.of(free, free, free)),
            new Snapshot.WorkerView(Life.UNBORN, OptionalInt.empty(), List.of(free, free, free)));
    assertThat(snapshot.shared())
        .containsOnlyKeys(7)
        .containsValue(new Snapshot.SharedView(0, List.of(0, 1), Set.of(1), 0));
  }

  @Test
  void workerIndexOutOfRangeThrowsAndChangesNothing() {
    Scene scene = scene().open(7);
    SharedSessions sessions = scene.sessions;
    Snapshot before = sessions.snapshot();

    for (int index : new int[] {-1, Scene.WORKERS, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertThatOutOfRange(() -> sessions.open(index, 8));
      assertThatOutOfRange(() -> sessions.close(index, 7));
      assertThatOutOfRange(() -> sessions.unshare(index, 7));
      assertThatOutOfRange(() -> sessions.acknowledge(index, 7));
      assertThatOutOfRange(() -> sessions.listen(index, 7));
      assertThatOutOfRange(() -> sessions.accept(index, 7));
      assertThatOutOfRange(() -> sessions.epollAdd(index, 7));
      assertThatOutOfRange(() -> sessions.epollDel(index, 7));
      assertThatOutOfRange(() -> sessions.forkBegin(index, 1));
      assertThatOutOfRange(() -> sessions.forkBegin(0, index));
      assertThatOutOfRange(() -> sessions.forkBegin(3, index));
      assertThatOutOfRange(() -> sessions.forkShareNext(index));
      assertThatOutOfRange(() -> sessions.forkComplete(index));
      assertThatOutOfRange(() -> sessions.exitLeaveNext(index));
      assertThatOutOfRange(() -> sessions.exitComplete(index));
      assertThatOutOfRange(() -> sessions.die(index));
      assertThatOutOfRange(() -> sessions.cleanupLeaveNext(index, 1));
      assertThatOutOfRange(() -> sessions.cleanupLeaveNext(0, index));
      assertThatOutOfRange(() -> sessions.cleanupComplete(index, 1));
      assertThatOutOfRange(() -> sessions.cleanupComplete(0, index));
      assertThatOutOfRange(() -> sessions.fork(0, index));
      assertThatOutOfRange(() -> sessions.exit(index));
      assertThatOutOfRange(() -> sessions.cleanup(0, index));
      assertThatOutOfRange(() -> sessions.owner(index, 7));
      assertThatOutOfRange(() -> sessions.isSharedBy(index, 7, 0));
      assertThatOutOfRange(() -> sessions.isSharedBy(0, 8, index));
      assertThatOutOfRange(() -> sessions.isListener(index, 7, 0));
      assertThatOutOfRange(() -> sessions.isListener(3, 7, index));
      assertThatOutOfRange(() -> sessions.listenState(index, 7));
    }

    assertThat(sessions.snapshot()).isEqualTo(before);
  }

  private static void assertThatOutOfRange(ThrowingCallable call) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call);
  }
}
