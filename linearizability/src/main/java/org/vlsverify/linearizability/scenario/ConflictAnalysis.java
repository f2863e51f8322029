package org.vlsverify.linearizability.scenario;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vlsverify.linearizability.replay.ReplayModel;
import org.vlsverify.sessions.Snapshot.SharedView;
import org.vlsverify.sessions.testing.RecordingTransport.OwnerChange;

/**
 * Conflicts between invocations in the reachable states of a model: pairs that do not commute (in a
 * result, a notification or the final state), or that access the same data. Refused calls and
 * queries are invocations, too.
 *
 * <p>States are taken up to symmetry of workers and sessions; the first of each class stands for
 * all. Results are computed on demand; not safe for use by several threads.
 */
public final class ConflictAnalysis {

  /** Relation between the two invocations of a pair. */
  public enum Kind {
    /** Their order changes a result, a notification or the final state. */
    NOT_COMMUTING,
    /** They commute, but both write, and their footprints overlap. */
    WRITE_WRITE,
    /** One writes data that the other only reads, with the same result before and after. */
    READ_WRITE,
    /** Disjoint footprints, or no write at all. */
    INDEPENDENT
  }

  /**
   * Two invocations in a state.
   *
   * @param state in the model
   * @param one index of an invocation; it writes if one of the two does
   * @param two index of an invocation
   */
  record Pair(int state, int one, int two) {}

  private final ReplayModel model;
  private final List<Invocation> invocations;
  private final int[] representatives;
  private final Footprints footprints;

  /** By the states before and after a step. */
  private final Map<Long, List<OwnerChange>> ownerChanges = new HashMap<>();

  /** By state and invocation; longer threads ask again and again. */
  private final Map<Long, BitSet> notCommuting = new HashMap<>();

  /**
   * Prepares the analysis.
   *
   * @param model not null
   */
  public ConflictAnalysis(ReplayModel model) {
    this.model = model;
    invocations = invocations(model);
    representatives = StateSymmetry.representatives(model);
    footprints = new Footprints(model);
  }

  /** All invocations within the bounds of a model: first the calls, then the queries. */
  static List<Invocation> invocations(ReplayModel model) {
    List<Invocation> invocations = new ArrayList<>();
    model.calls().forEach(call -> invocations.add(new Invocation.OfCall(call)));
    model.queries().forEach(query -> invocations.add(new Invocation.OfQuery(query)));
    return List.copyOf(invocations);
  }

  ReplayModel model() {
    return model;
  }

  /** The footprints of the invocations. */
  Footprints footprints() {
    return footprints;
  }

  /** One state of each symmetry class, in the order of the model. */
  public int[] states() {
    return representatives.clone();
  }

  /** Number of invocations, granted or refused. */
  int invocations() {
    return invocations.size();
  }

  Invocation invocation(int index) {
    return invocations.get(index);
  }

  boolean isQuery(int invocation) {
    return invocation >= model.calls().size();
  }

  /** The outcome of a call, or the answer to a query. */
  Object result(int state, int invocation) {
    return isQuery(invocation)
        ? model.answer(state, invocation - model.calls().size())
        : model.outcome(state, invocation);
  }

  /** The invocations that write in a state. */
  int[] writes(int state) {
    return IntStream.range(0, invocations.size())
        .filter(invocation -> isWrite(state, invocation))
        .toArray();
  }

  int target(int state, int invocation) {
    return isQuery(invocation) ? state : model.target(state, invocation);
  }

  boolean isWrite(int state, int invocation) {
    return target(state, invocation) != state;
  }

  /** The pairs that are not independent, with their kinds. */
  Map<Pair, Kind> pairs(int state) {
    Map<Pair, Kind> pairs = new LinkedHashMap<>();
    for (int one = 0; one < invocations.size(); one++) {
      for (int two = one; two < invocations.size(); two++) {
        boolean first = isWrite(state, one);
        if (first || isWrite(state, two)) {
          Pair pair = first ? new Pair(state, one, two) : new Pair(state, two, one);
          Kind kind = kind(pair);
          if (kind != Kind.INDEPENDENT) {
            pairs.put(pair, kind);
          }
        }
      }
    }
    return pairs;
  }

  private Kind kind(Pair pair) {
    if (!commute(pair.state(), pair.one(), pair.two())) {
      return Kind.NOT_COMMUTING;
    }
    if (!footprints.overlap(pair.state(), pair.one(), pair.two())) {
      return Kind.INDEPENDENT;
    }
    return isWrite(pair.state(), pair.two()) ? Kind.WRITE_WRITE : Kind.READ_WRITE;
  }

  boolean commute(int state, int one, int two) {
    int afterOne = target(state, one);
    int afterTwo = target(state, two);
    int oneTwo = target(afterOne, two);
    int twoOne = target(afterTwo, one);
    return oneTwo == twoOne
        && result(state, one).equals(result(afterTwo, one))
        && result(state, two).equals(result(afterOne, two))
        && (afterOne == state
            || afterTwo == state
            || notified(state, afterOne, oneTwo).equals(notified(state, afterTwo, twoOne)));
  }

  /** The invocations that do not commute with one; not to be changed. */
  BitSet notCommuting(int state, int one) {
    return notCommuting.computeIfAbsent(
        ((long) state << Integer.SIZE) + one,
        key -> {
          BitSet found = new BitSet();
          IntStream.range(0, invocations.size())
              .filter(next -> !commute(state, one, next))
              .forEach(found::set);
          return found;
        });
  }

  /** The owner changes that are notified in two steps, by session. */
  private Map<Integer, List<OwnerChange>> notified(int first, int second, int third) {
    Map<Integer, List<OwnerChange>> notified = new TreeMap<>();
    Stream.of(ownerChanges(first, second), ownerChanges(second, third))
        .flatMap(Collection::stream)
        .forEach(
            change ->
                notified.computeIfAbsent(change.session(), s -> new ArrayList<>()).add(change));
    return notified;
  }

  private List<OwnerChange> ownerChanges(int before, int after) {
    return ownerChanges.computeIfAbsent(
        ((long) before << Integer.SIZE) + after, key -> findOwnerChanges(before, after));
  }

  private List<OwnerChange> findOwnerChanges(int before, int after) {
    List<OwnerChange> changes = new ArrayList<>();
    model
        .snapshot(after)
        .shared()
        .forEach(
            (session, data) -> {
              SharedView old = model.snapshot(before).shared().get(session);
              if (old != null && old.owner() != data.owner()) {
                changes.addAll(
                    Collections.nCopies(
                        data.notices(), new OwnerChange(session, old.owner(), data.owner())));
              }
            });
    return changes;
  }

  /** The conflict class of a pair: equal texts for the same class. */
  String conflictClass(Pair pair) {
    return ConflictClass.of(this, pair);
  }
}
