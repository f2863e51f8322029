package org.vlsverify.linearizability.soak;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.SnapshotDiff;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.testing.RecordingTransport;

/**
 * A few overlapping calls: a search for a linearization, an order that respects real time, in which
 * the reference has the same outcomes and the same final state.
 *
 * <p>The search of Wing and Gong: depth-first over the possible orders, without repeating a set of
 * calls in the same state. The verifier of Lincheck is not available without its runner, which
 * makes the threads itself.
 */
final class Sample {

  /** The search is exponential in it. */
  static final int MOST_CALLS = 12;

  /**
   * A recorded call.
   *
   * @param thread the calling thread
   * @param call the call
   * @param outcome its outcome
   * @param begin position of its beginning among all beginnings and ends
   * @param end position of its end
   */
  record Recorded(int thread, Call call, Outcome outcome, long begin, long end) {
    @Override
    public String toString() {
      return "thread %d: %s".formatted(thread, call.with(outcome));
    }
  }

  /** The calls of a partial order, and the state after them. */
  private record Reached(Set<Integer> done, Snapshot state) {}

  private final Bounds bounds;
  private final Snapshot before;
  private final List<Recorded> calls;
  private final Snapshot after;
  private final Set<Reached> fruitless = new HashSet<>();
  private final List<String> nearest = new ArrayList<>();

  /**
   * Prepares a search.
   *
   * @param bounds not null
   * @param before the state when the first call began
   * @param calls at most {@link #MOST_CALLS}
   * @param after the state when all calls had ended
   */
  Sample(Bounds bounds, Snapshot before, List<Recorded> calls, Snapshot after) {
    if (calls.size() > MOST_CALLS) {
      throw new IllegalArgumentException(calls.size() + " calls are too many");
    }
    this.bounds = bounds;
    this.before = before;
    this.calls = calls;
    this.after = after;
  }

  /** Explains why there is no linearization; empty if there is one. */
  Optional<String> explanation() {
    if (search(List.of())) {
      return Optional.empty();
    }
    StringBuilder words =
        new StringBuilder(
            "No sequential order of these calls gives these outcomes and this state:\n");
    calls.forEach(
        call ->
            words.append(
                "  %s   [%d, %d]\n".formatted(call, call.begin() - first(), call.end() - first())));
    words.append("(in brackets: positions of beginning and end among all beginnings and ends)\n");
    if (!nearest.isEmpty()) {
      words.append("An order with the same outcomes leads to another state:\n");
      nearest.forEach(line -> words.append("  ").append(line).append('\n'));
    }
    return Optional.of(words.toString());
  }

  private long first() {
    return calls.stream().mapToLong(Recorded::begin).min().orElse(0);
  }

  private boolean search(List<Integer> order) {
    ReferenceSharedSessions reference = carryOut(order);
    if (reference == null) {
      return false;
    }
    Snapshot state = reference.snapshot();
    if (order.size() == calls.size()) {
      List<String> deviations = SnapshotDiff.deviations(state, after);
      if (nearest.isEmpty()) {
        nearest.addAll(deviations);
      }
      return deviations.isEmpty();
    }
    Reached reached = new Reached(Set.copyOf(order), state);
    if (fruitless.contains(reached)) {
      return false;
    }
    for (int next = 0; next < calls.size(); next++) {
      if (!order.contains(next) && mayBeNext(next, order)) {
        List<Integer> longer = new ArrayList<>(order);
        longer.add(next);
        if (search(longer)) {
          return true;
        }
      }
    }
    fruitless.add(reached);
    return false;
  }

  /** Whether no remaining call had ended before this one began. */
  private boolean mayBeNext(int next, List<Integer> order) {
    for (int other = 0; other < calls.size(); other++) {
      if (other != next
          && !order.contains(other)
          && calls.get(other).end() < calls.get(next).begin()) {
        return false;
      }
    }
    return true;
  }

  /** Runs an order on the reference; null if an outcome differs. */
  private ReferenceSharedSessions carryOut(List<Integer> order) {
    RecordingTransport transport = new RecordingTransport(bounds.listenable());
    ReferenceSharedSessions reference =
        new ReferenceSharedSessions(before, bounds.sharedCapacity(), transport);
    for (int index : order) {
      if (calls.get(index).call().apply(reference, transport) != calls.get(index).outcome()) {
        return null;
      }
    }
    return reference;
  }
}
