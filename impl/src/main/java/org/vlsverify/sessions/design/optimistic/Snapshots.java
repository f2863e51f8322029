package org.vlsverify.sessions.design.optimistic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.Snapshot;

/** Copies the state into immutable data, while nothing changes it. */
final class Snapshots {

  private final int maxWorkers;
  private final int slotsPerWorker;
  private final LifeCycle lifeCycle;
  private final SharedElements elements;

  Snapshots(SharedSessionsConfig config, LifeCycle lifeCycle, SharedElements elements) {
    this.maxWorkers = config.maxWorkers();
    this.slotsPerWorker = config.slotsPerWorker();
    this.lifeCycle = lifeCycle;
    this.elements = elements;
  }

  Snapshot take() {
    List<Snapshot.WorkerView> workers = new ArrayList<>();
    Map<Integer, Snapshot.SharedView> shared = new HashMap<>();
    for (int index = 0; index < maxWorkers; index++) {
      Worker worker = lifeCycle.worker(index);
      List<Optional<Snapshot.CopyView>> pool = new ArrayList<>();
      for (int slot = 0; slot < slotsPerWorker; slot++) {
        Copy copy = worker == null ? null : worker.slots().at(slot);
        pool.add(copy == null ? Optional.empty() : Optional.of(view(copy, shared)));
      }
      workers.add(
          new Snapshot.WorkerView(
              worker == null ? Life.UNBORN : worker.life(), parent(worker), pool));
    }
    return new Snapshot(workers, shared);
  }

  private static OptionalInt parent(Worker worker) {
    Worker parent = worker == null ? null : worker.parent();
    return parent == null ? OptionalInt.empty() : OptionalInt.of(parent.index());
  }

  /** The shared data of a session is the one element that its copies refer to. */
  private Snapshot.CopyView view(Copy copy, Map<Integer, Snapshot.SharedView> shared) {
    long word = copy.await();
    if (Copy.isPrivate(word)) {
      ListenState listen = Copy.listens(word) ? ListenState.LISTEN : ListenState.NONE;
      return new Snapshot.CopyView(copy.session(), listen, Copy.waits(word));
    }
    long handle = Copy.handle(word);
    SharedElement element = elements.at(handle);
    int worker = copy.worker().index();
    if (!element.isSubscribed(SharedElements.generation(handle), worker)) {
      throw new IllegalStateException(
          "worker %d has a copy of session %d, to which it is not subscribed"
              .formatted(worker, copy.session()));
    }
    Snapshot.SharedView view = view(element);
    Snapshot.SharedView other = shared.put(copy.session(), view);
    if (other != null && !other.equals(view)) {
      throw new IllegalStateException("session %d has shared data twice".formatted(copy.session()));
    }
    return new Snapshot.CopyView(
        copy.session(), listenState(element, worker), element.waits(worker));
  }

  private static ListenState listenState(SharedElement element, int worker) {
    if (!element.listens(worker)) {
      return ListenState.NONE;
    }
    return element.isAttached(worker) ? ListenState.LISTEN : ListenState.PASSIVE;
  }

  private static Snapshot.SharedView view(SharedElement element) {
    List<Integer> subscribers = new ArrayList<>();
    Set<Integer> listeners = new HashSet<>();
    for (Worker subscriber : element.subscribers()) {
      int worker = subscriber.index();
      subscribers.add(worker);
      if (element.waits(worker)) {
        listeners.add(worker);
      }
    }
    return new Snapshot.SharedView(element.owner(), subscribers, listeners, element.notices());
  }
}
