package org.vlsverify.sessions.design.locked;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.Snapshot;

/** Copies the state into immutable data, while nothing changes it. */
final class Snapshots {

  private final int maxWorkers;
  private final int slotsPerWorker;
  private final LifeCycle lifeCycle;
  private final SharedDataPool pool;
  private final Listening listening;

  Snapshots(
      SharedSessionsConfig config, LifeCycle lifeCycle, SharedDataPool pool, Listening listening) {
    this.maxWorkers = config.maxWorkers();
    this.slotsPerWorker = config.slotsPerWorker();
    this.lifeCycle = lifeCycle;
    this.pool = pool;
    this.listening = listening;
  }

  Snapshot take() {
    List<Snapshot.WorkerView> workers = new ArrayList<>();
    for (int index = 0; index < maxWorkers; index++) {
      Worker worker = lifeCycle.worker(index);
      workers.add(worker == null ? unborn() : view(worker));
    }
    Map<Integer, Snapshot.SharedView> shared = new HashMap<>();
    for (SharedData data : pool.elements()) {
      if (shared.put(data.session(), view(data)) != null) {
        throw new IllegalStateException("session " + data.session() + " has shared data twice");
      }
    }
    return new Snapshot(workers, shared);
  }

  private Snapshot.WorkerView unborn() {
    List<Optional<Snapshot.CopyView>> slots = new ArrayList<>();
    for (int slot = 0; slot < slotsPerWorker; slot++) {
      slots.add(Optional.empty());
    }
    return new Snapshot.WorkerView(Life.UNBORN, OptionalInt.empty(), slots);
  }

  private Snapshot.WorkerView view(Worker worker) {
    List<Optional<Snapshot.CopyView>> slots = new ArrayList<>();
    for (int slot = 0; slot < slotsPerWorker; slot++) {
      Session copy = worker.at(slot);
      slots.add(copy == null ? Optional.empty() : Optional.of(view(worker, copy)));
    }
    Worker parent = worker.parent();
    OptionalInt parentIndex = parent == null ? OptionalInt.empty() : OptionalInt.of(parent.index());
    return new Snapshot.WorkerView(worker.life(), parentIndex, slots);
  }

  private Snapshot.CopyView view(Worker worker, Session copy) {
    boolean waits =
        copy.isShared() ? pool.get(copy.sharedIndex()).isListener(worker.index()) : copy.waits();
    return new Snapshot.CopyView(copy.id(), listening.state(worker, copy), waits);
  }

  private Snapshot.SharedView view(SharedData data) {
    List<Integer> subscribers = new ArrayList<>();
    for (int subscriber : data.subscribers()) {
      subscribers.add(subscriber);
    }
    Set<Integer> listeners = new HashSet<>();
    for (int worker = 0; worker < maxWorkers; worker++) {
      if (data.isListener(worker)) {
        listeners.add(worker);
      }
    }
    return new Snapshot.SharedView(data.owner(), subscribers, listeners, data.notices());
  }
}
