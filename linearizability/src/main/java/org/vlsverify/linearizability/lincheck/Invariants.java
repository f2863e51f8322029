package org.vlsverify.linearizability.lincheck;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.call.RecordingTransport.Attachment;
import org.vlsverify.linearizability.call.RecordingTransport.OwnerChange;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.sessions.Snapshot.SharedView;
import org.vlsverify.sessions.Snapshot.WorkerView;

/**
 * The safety invariants of the specification, under the same names. For what is composed of several
 * steps, where there is no one step to compare with the specification.
 */
public final class Invariants {
  private final Observation observation;
  private final Snapshot snapshot;
  private final List<String> broken = new ArrayList<>();

  private Invariants(Observation observation) {
    this.observation = observation;
    this.snapshot = observation.snapshot();
  }

  /**
   * @param observation not null
   * @return a line for each invariant that is broken, in words; none if all hold
   */
  public static List<String> broken(Observation observation) {
    Invariants invariants = new Invariants(observation);
    invariants.snapshot.shared().forEach(invariants::checkShared);
    for (int worker = 0; worker < invariants.snapshot.workers().size(); worker++) {
      invariants.checkWorker(worker, invariants.snapshot.workers().get(worker));
    }
    invariants.checkVpp();
    return invariants.broken;
  }

  private void require(boolean holds, String name, String words) {
    if (!holds) {
      broken.add(name + ": " + words);
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

  private void checkShared(int session, SharedView data) {
    String here = "session %d: ".formatted(session);
    Set<Integer> subscribers = new TreeSet<>(data.subscribers());
    require(!subscribers.isEmpty(), "SharedDataIsUsed", here + "no subscriber");
    require(
        subscribers.contains(data.owner()),
        "OwnerIsSubscriber",
        here + "owner worker %d, subscribers %s".formatted(data.owner(), subscribers));
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
    require(data.notices() <= 1, "NoticesAreForOwners", here + data.notices() + " notices");
    OwnerChange last = null;
    for (OwnerChange change : observation.told().getOrDefault(session, List.of())) {
      last = change;
    }
    require(
        last == null || !subscribers.contains(last.newOwner()) || last.newOwner() == data.owner(),
        "OwnerChangeIsNotifiedOnce",
        here + "owner worker %d, last told: %s".formatted(data.owner(), last));
  }

  private void checkWorker(int worker, WorkerView view) {
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
          observation.attachments().contains(new Attachment(worker, copy.session()))
              == (copy.listen() == ListenState.LISTEN),
          "AttachedAsVppKnows",
          session
              + "listening %s, attached %s".formatted(copy.listen(), observation.attachments()));
    }
    require(
        view.life() != Life.UNBORN || copies.isEmpty() && view.parent().isEmpty(),
        "UnbornHoldsNothing",
        here + "is unborn, holds " + copies);
  }

  private void checkVpp() {
    Set<Integer> held = new TreeSet<>();
    snapshot
        .workers()
        .forEach(
            worker ->
                worker.pool().stream()
                    .flatMap(Optional::stream)
                    .forEach(copy -> held.add(copy.session())));
    require(
        held.equals(new TreeSet<>(observation.inUse())),
        "SessionsInUseAreHeld",
        "held %s, in use %s".formatted(held, observation.inUse()));
    require(
        observation.mistakes().isEmpty(), "VppIsToldTheTruth", observation.mistakes().toString());
  }
}
