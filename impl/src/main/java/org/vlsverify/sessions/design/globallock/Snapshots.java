package org.vlsverify.sessions.design.globallock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.Snapshot;

/** Copies the state into immutable data, while nothing changes it. */
final class Snapshots {
  private Snapshots() {}

  /**
   * @param workers by index; null for a free index
   */
  static Snapshot take(Worker[] workers, int slotsPerWorker) {
    List<Snapshot.WorkerView> views = new ArrayList<>();
    Map<Integer, Snapshot.SharedView> shared = new HashMap<>();
    for (Worker worker : workers) {
      views.add(view(worker, slotsPerWorker));
      if (worker != null) {
        for (Copy copy : worker.table.values()) {
          if (copy.data != null) {
            shared.computeIfAbsent(copy.session, session -> view(copy.data));
          }
        }
      }
    }
    return new Snapshot(views, shared);
  }

  private static Snapshot.WorkerView view(Worker worker, int slotsPerWorker) {
    List<Optional<Snapshot.CopyView>> slots =
        new ArrayList<>(Collections.nCopies(slotsPerWorker, Optional.empty()));
    if (worker == null) {
      return new Snapshot.WorkerView(Life.UNBORN, OptionalInt.empty(), slots);
    }
    for (Copy copy : worker.table.values()) {
      slots.set(
          copy.slot, Optional.of(new Snapshot.CopyView(copy.session, copy.listen, copy.waits)));
    }
    OptionalInt parent =
        worker.parent == null ? OptionalInt.empty() : OptionalInt.of(worker.parent.index);
    return new Snapshot.WorkerView(worker.life, parent, slots);
  }

  private static Snapshot.SharedView view(SharedData data) {
    List<Integer> subscribers = new ArrayList<>();
    Set<Integer> listeners = new HashSet<>();
    for (Copy copy : data.subscribers) {
      subscribers.add(copy.worker.index);
      if (copy.waits) {
        listeners.add(copy.worker.index);
      }
    }
    return new Snapshot.SharedView(
        data.owner.worker.index, subscribers, listeners, data.noticeUnread ? 1 : 0);
  }
}
