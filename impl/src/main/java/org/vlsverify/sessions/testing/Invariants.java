package org.vlsverify.sessions.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.sessions.Snapshot.SharedView;
import org.vlsverify.sessions.Snapshot.WorkerView;
import org.vlsverify.sessions.testing.RecordingTransport.Attachment;
import org.vlsverify.sessions.testing.RecordingTransport.OwnerChange;

/**
 * The safety invariants of the TLA+ module {@code SharedData}, under the same names, on a snapshot;
 * and the agreement of the snapshot with VPP. They are for states after concurrent or composed
 * operations, when there is no single step to compare with the specification.
 */
public final class Invariants {
  private final Snapshot snapshot;
  private final List<String> broken = new ArrayList<>();

  private Invariants(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * Checks all invariants.
   *
   * @param snapshot the state while no operation is running, not null
   * @param vpp the state of VPP at the same time, not null
   * @return for each broken invariant its name, a colon, and the reason; empty if all hold
   */
  public static List<String> broken(Snapshot snapshot, VppView vpp) {
    Invariants invariants = new Invariants(snapshot);
    Map<Integer, OwnerChange> lastChanges = new HashMap<>();
    vpp.ownerChanges().forEach(change -> lastChanges.put(change.session(), change));
    snapshot
        .shared()
        .forEach(
            (session, data) -> invariants.checkShared(session, data, lastChanges.get(session)));
    for (int worker = 0; worker < snapshot.workers().size(); worker++) {
      invariants.checkWorker(worker, snapshot.workers().get(worker), vpp.attachments());
    }
    invariants.checkVpp(vpp);
    return List.copyOf(invariants.broken);
  }

  private void require(boolean holds, String name, String reason) {
    if (!holds) {
      broken.add(name + ": " + reason);
    }
  }

  private Optional<CopyView> copy(int worker, int session) {
    return snapshot.workers().get(worker).pool().stream()
        .flatMap(Optional::stream)
        .filter(copy -> copy.session() == session)
        .findFirst();
  }

  private Set<Integer> holders(int session) {
    return set(worker -> copy(worker, session).isPresent());
  }

  private Set<Integer> waiting(int session) {
    return set(worker -> copy(worker, session).map(CopyView::waits).orElse(false));
  }

  private Set<Integer> set(IntPredicate predicate) {
    Set<Integer> workers = new TreeSet<>();
    IntStream.range(0, snapshot.workers().size()).filter(predicate).forEach(workers::add);
    return workers;
  }

  /**
   * @param last the last owner change of the session that was notified, or null
   */
  private void checkShared(int session, SharedView data, OwnerChange last) {
    String here = "session %d: ".formatted(session);
    Set<Integer> subscribers = new TreeSet<>(data.subscribers());
    require(!subscribers.isEmpty(), "SharedDataIsUsed", here + "no subscriber");
    require(
        subscribers.contains(data.owner()),
        "OwnerIsSubscriber",
        here + "owner worker %d, subscribers %s".formatted(data.owner(), subscribers));
    require(
        data.subscribers().isEmpty() || data.subscribers().get(0) == data.owner(),
        "OwnerIsFirst",
        here + "owner worker %d, subscribers %s".formatted(data.owner(), data.subscribers()));
    require(
        subscribers.size() == data.subscribers().size(),
        "SubscribersAreDistinct",
        here + "subscribers " + data.subscribers());
    require(
        subscribers.equals(holders(session)),
        "SubscribersAreHolders",
        here + "subscribers %s, holders %s".formatted(subscribers, holders(session)));
    require(
        waiting(session).equals(new TreeSet<>(data.listeners())),
        "ListenersWait",
        here + "listeners %s, waiting %s".formatted(data.listeners(), waiting(session)));
    require(
        data.notices() == 0 || data.notices() == 1,
        "NoticesAreForOwners",
        here + data.notices() + " notices");
    require(
        last == null || !subscribers.contains(last.newOwner()) || last.newOwner() == data.owner(),
        "OwnerChangeIsNotifiedOnce",
        here + "owner worker %d, last notified: %s".formatted(data.owner(), last));
  }

  private void checkWorker(int worker, WorkerView view, Set<Attachment> attachments) {
    String here = "worker %d: ".formatted(worker);
    List<CopyView> copies = view.pool().stream().flatMap(Optional::stream).toList();
    Set<Integer> sessions = new HashSet<>();
    for (CopyView copy : copies) {
      String session = here + "session %d ".formatted(copy.session());
      require(sessions.add(copy.session()), "OneCopyPerWorker", session + "twice");
      boolean shared = snapshot.shared().containsKey(copy.session());
      require(
          shared || holders(copy.session()).size() <= 1,
          "PrivateHasOneHolder",
          session + "is private, holders " + holders(copy.session()));
      require(
          !copy.waits() || copy.listen() == ListenState.LISTEN,
          "WaitersAreAttached",
          session + "waits for connections, listening " + copy.listen());
      require(
          shared || copy.listen() != ListenState.PASSIVE,
          "PassiveIsShared",
          session + "is private, listening " + copy.listen());
      require(
          attachments.contains(new Attachment(worker, copy.session()))
              == (copy.listen() == ListenState.LISTEN),
          "AttachmentsAgree",
          session + "listening %s, attached %s".formatted(copy.listen(), attachments));
    }
    require(
        view.life() != Life.UNBORN || copies.isEmpty() && view.parent().isEmpty(),
        "UnbornHoldsNothing",
        here + "is unborn, holds " + copies);
  }

  private void checkVpp(VppView vpp) {
    Set<Integer> held = new TreeSet<>();
    for (WorkerView worker : snapshot.workers()) {
      worker.pool().stream().flatMap(Optional::stream).map(CopyView::session).forEach(held::add);
    }
    require(
        held.equals(new TreeSet<>(vpp.sessions())),
        "OpenSessionsAreHeld",
        "held %s, open at VPP %s".formatted(held, vpp.sessions()));
    for (Attachment attachment : new TreeSet<>(vpp.attachments())) {
      require(
          copy(attachment.worker(), attachment.session()).isPresent(),
          "AttachmentsAgree",
          "attached %s, which it does not hold".formatted(attachment));
    }
    require(vpp.mistakes().isEmpty(), "CallsToVppAreValid", vpp.mistakes().toString());
  }
}
