package org.vlsverify.linearizability.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.sessions.Snapshot.SharedView;
import org.vlsverify.sessions.Snapshot.WorkerView;

class SnapshotDiffTest {
  private static final WorkerView UNBORN =
      new WorkerView(Life.UNBORN, OptionalInt.empty(), List.of(Optional.empty()));

  private static WorkerView live(OptionalInt parent, CopyView copy) {
    return new WorkerView(Life.LIVE, parent, List.of(Optional.ofNullable(copy)));
  }

  private static Snapshot shared(int owner, List<Integer> subscribers, int notices) {
    return new Snapshot(
        List.of(UNBORN), Map.of(0, new SharedView(owner, subscribers, Set.of(2, 1), notices)));
  }

  @Test
  void equalSnapshotsDoNotDiffer() {
    assertThat(SnapshotDiff.changes(shared(1, List.of(1, 2), 0), shared(1, List.of(1, 2), 0)))
        .isEmpty();
  }

  @Test
  void deviationsAreDescribed() {
    assertThat(SnapshotDiff.deviations(shared(1, List.of(1, 2), 0), shared(2, List.of(2, 1), 1)))
        .containsExactly(
            "session 0: owner: expected worker 1, is worker 2",
            "session 0: subscribers: expected <1, 2>, is <2, 1>",
            "session 0: notices on their way to the owner: expected 0, is 1");
  }

  @Test
  void changesOfWorkerAreDescribed() {
    Snapshot before = new Snapshot(List.of(UNBORN), Map.of());
    Snapshot after =
        new Snapshot(
            List.of(live(OptionalInt.of(3), new CopyView(7, ListenState.PASSIVE, false))),
            Map.of());

    assertThat(SnapshotDiff.changes(before, after))
        .containsExactly(
            "worker 0: life: UNBORN -> LIVE",
            "worker 0: parent: none -> worker 3",
            "worker 0, slot 0: free -> session 7, passive");
  }

  @Test
  void changesOfCopyAreDescribed() {
    Snapshot before =
        new Snapshot(
            List.of(live(OptionalInt.empty(), new CopyView(7, ListenState.PASSIVE, false))),
            Map.of());
    Snapshot after =
        new Snapshot(
            List.of(live(OptionalInt.empty(), new CopyView(7, ListenState.LISTEN, true))),
            Map.of());
    Snapshot another =
        new Snapshot(
            List.of(live(OptionalInt.empty(), new CopyView(8, ListenState.LISTEN, true))),
            Map.of());

    assertThat(SnapshotDiff.changes(before, after))
        .containsExactly(
            "worker 0, slot 0 (session 7): listening: PASSIVE -> LISTEN",
            "worker 0, slot 0 (session 7): waits for connections: false -> true");
    assertThat(SnapshotDiff.changes(after, another))
        .containsExactly(
            "worker 0, slot 0: session 7, listens, waits for connections"
                + " -> session 8, listens, waits for connections");
  }

  @Test
  void firstShareIsDescribed() {
    assertThat(
            SnapshotDiff.changes(
                new Snapshot(List.of(UNBORN), Map.of()), shared(1, List.of(1, 2), 0)))
        .containsExactly(
            "session 0: not shared"
                + " -> owner worker 1, subscribers <1, 2>, listeners {1, 2}, notices 0");
  }

  @Test
  void missingPartsAreDescribed() {
    Snapshot one = new Snapshot(List.of(UNBORN), Map.of());
    Snapshot none = new Snapshot(List.of(), Map.of());
    Snapshot noSlots =
        new Snapshot(
            List.of(new WorkerView(Life.UNBORN, OptionalInt.empty(), List.of())), Map.of());

    assertThat(SnapshotDiff.deviations(one, none)).containsExactly("workers: expected 1, is 0");
    assertThat(SnapshotDiff.deviations(one, noSlots))
        .containsExactly("worker 0: slots: expected 1, is 0");
  }
}
