package org.vlsverify.linearizability.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.replay.ReplayModel;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.Snapshot.CopyView;
import org.vlsverify.sessions.Snapshot.SharedView;
import org.vlsverify.sessions.Snapshot.WorkerView;

/**
 * Symmetry of the states of a model: workers are interchangeable, and so are sessions that both
 * may, or both may not, listen.
 */
final class StateSymmetry {
  private final ReplayModel model;
  private final List<int[]> workerOrders;
  private final List<int[]> sessionOrders;

  private StateSymmetry(ReplayModel model) {
    this.model = model;
    workerOrders = permutations(model.bounds().workers());
    sessionOrders =
        permutations(model.bounds().sessions()).stream().filter(this::keepsListenable).toList();
  }

  /**
   * Reduces the states of a model by symmetry.
   *
   * @param model not null
   * @return one state of each class, the first in the order of the model
   */
  static int[] representatives(ReplayModel model) {
    return new StateSymmetry(model).representatives();
  }

  private int[] representatives() {
    Set<Snapshot> known = new HashSet<>();
    List<Integer> found = new ArrayList<>();
    for (int state = 0; state < model.states(); state++) {
      if (!known.contains(model.snapshot(state))) {
        found.add(state);
        for (int[] workers : workerOrders) {
          for (int[] sessions : sessionOrders) {
            known.add(renamed(model.snapshot(state), workers, sessions));
          }
        }
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<int[]> permutations(int size) {
    if (size == 0) {
      return List.of(new int[0]);
    }
    List<int[]> orders = new ArrayList<>();
    for (int[] shorter : permutations(size - 1)) {
      for (int at = 0; at < size; at++) {
        int[] order = new int[size];
        System.arraycopy(shorter, 0, order, 0, at);
        order[at] = size - 1;
        System.arraycopy(shorter, at, order, at + 1, size - 1 - at);
        orders.add(order);
      }
    }
    return orders;
  }

  private boolean keepsListenable(int[] order) {
    Set<Integer> listenable = model.bounds().listenable();
    return IntStream.range(0, order.length)
        .allMatch(s -> listenable.contains(s) == listenable.contains(order[s]));
  }

  /** Renames worker {@code w} to {@code workers[w]}, and sessions likewise. */
  private static Snapshot renamed(Snapshot snapshot, int[] workers, int[] sessions) {
    WorkerView[] views = new WorkerView[workers.length];
    for (int w = 0; w < workers.length; w++) {
      WorkerView view = snapshot.workers().get(w);
      views[workers[w]] =
          new WorkerView(
              view.life(),
              view.parent().isPresent()
                  ? OptionalInt.of(workers[view.parent().getAsInt()])
                  : view.parent(),
              view.pool().stream()
                  .map(
                      slot ->
                          slot.map(
                              copy ->
                                  new CopyView(
                                      sessions[copy.session()], copy.listen(), copy.waits())))
                  .toList());
    }
    Map<Integer, SharedView> shared = new HashMap<>();
    snapshot
        .shared()
        .forEach(
            (session, data) ->
                shared.put(
                    sessions[session],
                    new SharedView(
                        workers[data.owner()],
                        data.subscribers().stream().map(w -> workers[w]).toList(),
                        Set.copyOf(data.listeners().stream().map(w -> workers[w]).toList()),
                        data.notices())));
    return new Snapshot(List.of(views), shared);
  }
}
