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
 * A few calls that overlapped: is there an order of them, which keeps what ended before something
 * else began before it, in which the reference gives the same outcomes and comes to the same state?
 *
 * <p>The search of Wing and Gong: each order is tried that is possible so far. Where a set of calls
 * leads to a state in which the search was before, it is not tried again. The verifier of Lincheck
 * cannot be had without its runner, which makes the threads itself.
 */
final class Sample {

  /** More would take the search too long. */
  static final int MOST_CALLS = 12;

  /**
   * One call, and when it was under way.
   *
   * @param thread who made it
   * @param call what
   * @param outcome what it came to
   * @param begin its place in the order of all beginnings and ends
   * @param end the place of its end
   */
  record Recorded(int thread, Call call, Outcome outcome, long begin, long end) {
    @Override
    public String toString() {
      return "thread %d: %s".formatted(thread, call.with(outcome));
    }
  }

  /** Calls done, and the state that they have led to. */
  private record Reached(Set<Integer> done, Snapshot state) {}

  private final Bounds bounds;
  private final Snapshot before;
  private final List<Recorded> calls;
  private final Snapshot after;
  private final Set<Reached> fruitless = new HashSet<>();
  private final List<String> nearest = new ArrayList<>();

  /**
   * @param bounds how many of everything there are
   * @param before what was there when the first of them began
   * @param calls at most {@link #MOST_CALLS}
   * @param after what was there when all of them had ended
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

  /** Why there is no such order, in words; nothing if there is one. */
  Optional<String> explanation() {
    if (search(List.of())) {
      return Optional.empty();
    }
    StringBuilder words = new StringBuilder("No order of these calls gives that:\n");
    calls.forEach(
        call ->
            words.append(
                "  %s   [%d, %d]\n".formatted(call, call.begin() - first(), call.end() - first())));
    words.append(
        "(in brackets: where it began and ended in the order of all beginnings and ends)\n");
    if (!nearest.isEmpty()) {
      words.append("An order with the same outcomes would come to another state:\n");
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

  /** Nothing that is left had ended before this one began. */
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

  /** Null if the last call in this order has another outcome. */
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
