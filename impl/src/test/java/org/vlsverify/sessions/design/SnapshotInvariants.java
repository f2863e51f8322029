package org.vlsverify.sessions.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Snapshot;

/** The invariants of the specification, on a snapshot, and that the transport was told the same. */
final class SnapshotInvariants {

  private SnapshotInvariants() {}

  static void assertHolds(Scene scene) {
    Snapshot snapshot = scene.sessions.snapshot();
    Map<Integer, Set<Integer>> holders = holders(snapshot, copy -> true);
    Map<Integer, Set<Integer>> attached =
        holders(snapshot, copy -> copy.listen() == ListenState.LISTEN);
    Map<Integer, Set<Integer>> waiting = holders(snapshot, Snapshot.CopyView::waits);

    snapshot.shared().forEach((session, data) -> assertShared(session, data, holders, waiting));
    holders.forEach(
        (session, workers) -> {
          if (!snapshot.shared().containsKey(session)) {
            assertThat(workers).as("PrivateHasOneHolder %s", session).hasSize(1);
          }
          assertThat(scene.transport.attachedWorkers(session))
              .as("attached to %s", session)
              .isEqualTo(attached.getOrDefault(session, Set.of()));
        });
    assertThat(scene.transport.openSessions()).as("open").isEqualTo(holders.keySet());
    snapshot.workers().forEach(SnapshotInvariants::assertWorker);
  }

  private static void assertShared(
      int session,
      Snapshot.SharedView data,
      Map<Integer, Set<Integer>> holders,
      Map<Integer, Set<Integer>> waiting) {
    assertThat(data.subscribers()).as("OwnerIsSubscriber %s", session).contains(data.owner());
    assertThat(data.subscribers()).as("SubscribersAreDistinct %s", session).doesNotHaveDuplicates();
    assertThat(Set.copyOf(data.subscribers()))
        .as("SubscribersAreHolders %s", session)
        .isEqualTo(holders.getOrDefault(session, Set.of()));
    assertThat(data.listeners())
        .as("ListenersWait %s", session)
        .isEqualTo(waiting.getOrDefault(session, Set.of()));
    assertThat(data.notices()).as("NoticesAreForOwners %s", session).isBetween(0, 1);
  }

  private static void assertWorker(Snapshot.WorkerView worker) {
    List<Snapshot.CopyView> copies = worker.pool().stream().flatMap(Optional::stream).toList();
    assertThat(copies).extracting(Snapshot.CopyView::session).doesNotHaveDuplicates();
    assertThat(copies)
        .as("WaitersAreAttached")
        .allMatch(copy -> !copy.waits() || copy.listen() == ListenState.LISTEN);
    if (worker.life() == Life.UNBORN) {
      assertThat(copies).as("UnbornHoldsNothing").isEmpty();
      assertThat(worker.parent()).as("UnbornHoldsNothing").isEmpty();
    }
  }

  private static Map<Integer, Set<Integer>> holders(
      Snapshot snapshot, Predicate<Snapshot.CopyView> which) {
    Map<Integer, Set<Integer>> holders = new HashMap<>();
    for (int worker = 0; worker < snapshot.workers().size(); worker++) {
      for (Optional<Snapshot.CopyView> slot : snapshot.workers().get(worker).pool()) {
        if (slot.isPresent() && which.test(slot.get())) {
          holders.computeIfAbsent(slot.get().session(), unused -> new HashSet<>()).add(worker);
        }
      }
    }
    return holders;
  }
}
