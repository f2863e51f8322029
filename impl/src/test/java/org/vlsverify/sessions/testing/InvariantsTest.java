package org.vlsverify.sessions.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.sessions.Snapshot.SharedView;
import org.vlsverify.sessions.Snapshot.WorkerView;
import org.vlsverify.sessions.testing.RecordingTransport.Attachment;
import org.vlsverify.sessions.testing.RecordingTransport.OwnerChange;

/** Each invariant is broken by a state that breaks it, and by no correct state. */
class InvariantsTest {

  private static final CopyView IDLE = new CopyView(7, ListenState.NONE, false);
  private static final CopyView WAITING = new CopyView(7, ListenState.LISTEN, true);
  private static final CopyView PASSIVE = new CopyView(7, ListenState.PASSIVE, false);

  /** Workers 0 and 1 share session 7, on which worker 0 listens and waits. */
  private static final SharedView SHARED = new SharedView(0, List.of(0, 1), Set.of(0), 0);

  private static final Set<Attachment> ATTACHED = Set.of(new Attachment(0, 7));

  private static WorkerView live(CopyView... pool) {
    return worker(Life.LIVE, pool);
  }

  private static WorkerView worker(Life life, CopyView... pool) {
    return new WorkerView(
        life, OptionalInt.empty(), Arrays.stream(pool).map(Optional::of).toList());
  }

  private static Snapshot snapshot(SharedView data, WorkerView... workers) {
    return new Snapshot(List.of(workers), data == null ? Map.of() : Map.of(7, data));
  }

  private static Snapshot sharing(SharedView data) {
    return snapshot(data, live(WAITING), live(PASSIVE));
  }

  private static VppView vpp(Set<Attachment> attachments, OwnerChange... changes) {
    return new VppView(Set.of(7), attachments, List.of(changes), List.of());
  }

  @Test
  void correctStatesBreakNothing() {
    OwnerChange last = new OwnerChange(7, 2, 0);
    OwnerChange before = new OwnerChange(7, 1, 2);

    assertThat(Invariants.broken(sharing(SHARED), vpp(ATTACHED, before, last))).isEmpty();
    assertThat(Invariants.broken(snapshot(null, live(IDLE)), vpp(Set.of()))).isEmpty();
  }

  @Test
  void otherSessionsAndWorkersBreakNothing() {
    CopyView other = new CopyView(8, ListenState.NONE, false);
    Snapshot snapshot =
        snapshot(SHARED, live(other, WAITING), live(PASSIVE), live(), worker(Life.UNBORN));
    VppView vpp = new VppView(Set.of(7, 8), ATTACHED, List.of(), List.of());

    assertThat(Invariants.broken(snapshot, vpp)).isEmpty();
  }

  static Stream<Arguments> broken() {
    Snapshot correct = sharing(SHARED);
    VppView attached = vpp(ATTACHED);
    VppView idle = vpp(Set.of());
    return Stream.of(
        Arguments.of(
            "SharedDataIsUsed", sharing(new SharedView(0, List.of(), Set.of(0), 0)), attached),
        Arguments.of(
            "OwnerIsSubscriber", sharing(new SharedView(2, List.of(0, 1), Set.of(0), 0)), attached),
        Arguments.of(
            "OwnerIsFirst", sharing(new SharedView(1, List.of(0, 1), Set.of(0), 0)), attached),
        Arguments.of(
            "SubscribersAreDistinct",
            sharing(new SharedView(0, List.of(0, 1, 1), Set.of(0), 0)),
            attached),
        Arguments.of(
            "SubscribersAreHolders",
            sharing(new SharedView(0, List.of(0), Set.of(0), 0)),
            attached),
        Arguments.of(
            "ListenersWait", sharing(new SharedView(0, List.of(0, 1), Set.of(), 0)), attached),
        Arguments.of(
            "NoticesAreForOwners",
            sharing(new SharedView(0, List.of(0, 1), Set.of(0), 2)),
            attached),
        Arguments.of("OwnerChangeIsNotifiedOnce", correct, vpp(ATTACHED, new OwnerChange(7, 2, 1))),
        Arguments.of("OneCopyPerWorker", snapshot(null, live(IDLE, IDLE)), idle),
        Arguments.of("PrivateHasOneHolder", snapshot(null, live(IDLE), live(IDLE)), idle),
        Arguments.of(
            "WaitersAreAttached",
            snapshot(null, live(new CopyView(7, ListenState.NONE, true))),
            idle),
        Arguments.of("PassiveIsShared", snapshot(null, live(PASSIVE)), idle),
        Arguments.of("UnbornHoldsNothing", snapshot(null, worker(Life.UNBORN, IDLE)), idle),
        Arguments.of(
            "UnbornHoldsNothing",
            snapshot(
                null,
                live(IDLE),
                new WorkerView(Life.UNBORN, OptionalInt.of(0), List.of(Optional.empty()))),
            idle),
        Arguments.of("AttachmentsAgree", correct, idle),
        Arguments.of("AttachmentsAgree", snapshot(null, live(), live(IDLE)), attached),
        Arguments.of("OpenSessionsAreHeld", snapshot(null, live()), idle),
        Arguments.of(
            "CallsToVppAreValid",
            correct,
            new VppView(Set.of(7), ATTACHED, List.of(), List.of("worker 1 did something wrong"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void brokenStateNamesItsInvariant(String name, Snapshot snapshot, VppView vpp) {
    assertThat(Invariants.broken(snapshot, vpp)).anyMatch(line -> line.startsWith(name + ": "));
  }
}
