package org.vlsverify.sessions.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.testing.Invariants;

/** Four workers, of which worker 0 is live, with three slots each and room for three elements. */
final class Scene {

  static final int WORKERS = 4;
  static final int SLOTS = 3;
  static final int SHARED = 3;

  final StrictTransport transport = new StrictTransport();
  final SharedSessions sessions;

  Scene(Variant variant) {
    this(variant, WORKERS, SLOTS, SHARED);
  }

  /** With other numbers of workers, slots and elements. */
  Scene(Variant variant, int workers, int slots, int shared) {
    sessions =
        variant
            .design()
            .create(
                new SharedSessionsConfig(workers, slots, shared, 0, variant.threadModel()),
                transport);
  }

  /** Worker 0 opens the sessions. */
  Scene open(int... ids) {
    for (int id : ids) {
      assertThat(sessions.open(0, id)).isEqualTo(Outcome.OPENED);
    }
    transport.takeCalls();
    return this;
  }

  /** Worker 0 forks the children. */
  Scene fork(int... children) {
    for (int child : children) {
      assertThat(sessions.fork(0, child)).isEqualTo(Outcome.FORKED);
    }
    return this;
  }

  /** The invariants hold, and VPP agrees with the snapshot. No operation may be running. */
  void assertInvariants() {
    assertThat(Invariants.broken(sessions.snapshot(), transport.view())).isEmpty();
  }

  Snapshot.SharedView shared(int session) {
    return sessions.snapshot().shared().get(session);
  }

  List<Integer> subscribers(int session) {
    return shared(session).subscribers();
  }

  Snapshot.WorkerView worker(int worker) {
    return sessions.snapshot().workers().get(worker);
  }

  /** The sessions in the worker's slots; null for a free slot. */
  List<Integer> pool(int worker) {
    return worker(worker).pool().stream()
        .map(slot -> slot.map(Snapshot.CopyView::session).orElse(null))
        .toList();
  }

  Snapshot.CopyView copy(int worker, int session) {
    return worker(worker).pool().stream()
        .flatMap(Optional::stream)
        .filter(copy -> copy.session() == session)
        .findFirst()
        .orElseThrow();
  }
}
