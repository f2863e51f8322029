package org.vlsverify.linearizability.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.NumberProperty;
import org.vlsverify.linearizability.call.Parameter;
import org.vlsverify.linearizability.call.SharedSessionsFactory;

/**
 * Shrinks a failing history to a 1-minimal one, in which no single call can be omitted, with small
 * numbers and bounds. It repeats histories many times; neither chance nor time has an influence, so
 * the result is deterministic.
 */
final class MinimalHistory {
  /** Overrides the maximal number of calls that are run. */
  static final String CALLS_PROPERTY = "vls.jqwik.shrink.calls";

  private static final long USUAL_CALLS = 20_000_000;

  private final Map<String, SharedSessionsFactory> subject;
  private String kind;
  private final long most;
  private long carriedOut;

  /**
   * Number of calls between two complete comparisons; a comparison at the end only, if that is
   * enough.
   */
  private int compareEvery;

  /** The best history so far. */
  private Bounds bounds;

  private List<Call> calls;

  private MinimalHistory(HistoryDifference found) {
    this.subject = Map.of(found.subject(), found.factory());
    this.kind = found.kind();
    this.most = NumberProperty.of(CALLS_PROPERTY, 0, Long.MAX_VALUE).orElse(USUAL_CALLS);
    this.compareEvery = Integer.MAX_VALUE;
    this.bounds = found.sequence().bounds();
    this.calls = found.calls();
  }

  /**
   * Shrinks a difference.
   *
   * @return a difference of the same kind after a 1-minimal history, unless the limit of calls is
   *     reached; the original one if it does not recur
   */
  static HistoryDifference of(HistoryDifference found) {
    return new MinimalHistory(found).minimal(found);
  }

  private HistoryDifference minimal(HistoryDifference found) {
    if (difference(bounds, calls).isEmpty()) {
      compareEvery = found.sequence().compareEvery();
      if (difference(bounds, calls).isEmpty()) {
        return found;
      }
    }
    narrow();
    boolean better = true;
    while (better && carriedOut < most) {
      calls = DeltaDebugging.minimal(calls, shorter -> fails(bounds, shorter));
      better = simplify() | renumber() | narrow() | beginEarlier();
    }
    if (sort() && carriedOut < most) {
      calls = DeltaDebugging.minimal(calls, shorter -> fails(bounds, shorter));
    }
    String left =
        carriedOut < most
            ? "1-minimal: none can be omitted"
            : "not minimal, since the limit -D%s=%d is reached".formatted(CALLS_PROPERTY, most);
    return difference(bounds, calls)
        .orElseThrow()
        .with(" (found with %d; %s)".formatted(found.calls().size(), left));
  }

  /** Beyond the limit no attempt counts as failing. */
  private boolean fails(Bounds tried, List<Call> history) {
    return carriedOut < most && difference(tried, history).isPresent();
  }

  /**
   * Only differences of the same kind count; the smallest history would soon show another defect.
   */
  private Optional<HistoryDifference> difference(Bounds tried, List<Call> history) {
    return anyDifference(tried, history).filter(difference -> difference.kind().equals(kind));
  }

  private Optional<HistoryDifference> anyDifference(Bounds tried, List<Call> history) {
    carriedOut += history.size();
    List<Command> commands = history.stream().map(call -> (Command) h -> h.call(call)).toList();
    try {
      new History(new CommandSequence(tried, compareEvery, commands), subject, outcome -> {}).run();
      return Optional.empty();
    } catch (HistoryDifference e) {
      return Optional.of(e);
    }
  }

  /** Whether a history still fails; then it is the best one. */
  private boolean isBetter(Bounds tried, List<Call> history) {
    boolean better = fails(tried, history);
    if (better) {
      bounds = tried;
      calls = history;
    }
    return better;
  }

  /** An earlier difference in the history is the cause of the later one. */
  private boolean beginEarlier() {
    for (int n = 1; n < calls.size() && carriedOut < most; n++) {
      Optional<HistoryDifference> earlier = anyDifference(bounds, calls.subList(0, n));
      if (earlier.isPresent()) {
        kind = earlier.get().kind();
        calls = earlier.get().calls();
        return true;
      }
    }
    return false;
  }

  /** Replaces each worker and session by one with a lower number, if that still fails. */
  private boolean renumber() {
    boolean better = false;
    for (boolean session : new boolean[] {false, true}) {
      Set<Integer> numbers = new TreeSet<>();
      changed(session, number -> numbers.add(number) ? number : number);
      for (int old : numbers) {
        better |=
            IntStream.range(0, old)
                .anyMatch(n -> isBetter(bounds, changed(session, is -> is == old ? n : is)));
      }
    }
    return better;
  }

  /** Numbers workers and sessions in the order of appearance. */
  private boolean sort() {
    boolean better = false;
    for (boolean session : new boolean[] {false, true}) {
      List<Integer> order = new ArrayList<>(session ? List.of() : List.of(History.ROOT));
      changed(session, number -> order.contains(number) || order.add(number) ? number : number);
      List<Call> sorted = changed(session, order::indexOf);
      better |= !sorted.equals(calls) && isBetter(bounds, sorted);
    }
    return better;
  }

  /** Reduces workers, sessions, slots and elements; an index out of range becomes the last one. */
  private boolean narrow() {
    Bounds before = bounds;
    for (int n = 1; n < bounds.workers(); n++) {
      int last = n - 1;
      isBetter(bounds(n, bounds.sessions()), changed(false, number -> Math.min(number, last)));
    }
    for (int n = 1; n < bounds.sessions(); n++) {
      int last = n - 1;
      isBetter(bounds(bounds.workers(), n), changed(true, number -> Math.min(number, last)));
    }
    for (int n = 1; n < bounds.slots(); n++) {
      isBetter(with(n, bounds.sharedCapacity()), calls);
    }
    for (int n = 0; n < bounds.sharedCapacity(); n++) {
      isBetter(with(bounds.slots(), n), calls);
    }
    return !bounds.equals(before);
  }

  private Bounds bounds(int workers, int sessions) {
    Set<Integer> listenable =
        bounds.listenable().stream().filter(s -> s < sessions).collect(Collectors.toSet());
    return new Bounds(workers, sessions, bounds.slots(), bounds.sharedCapacity(), listenable);
  }

  private Bounds with(int slots, int capacity) {
    return new Bounds(bounds.workers(), bounds.sessions(), slots, capacity, bounds.listenable());
  }

  /** The calls with renumbered workers or sessions. */
  private List<Call> changed(boolean session, IntUnaryOperator number) {
    List<Call> changed = new ArrayList<>();
    for (Call call : calls) {
      boolean aboutSession = call.action().parameters().contains(Parameter.SESSION);
      changed.add(
          new Call(
              call.action(),
              session ? call.first() : number.applyAsInt(call.first()),
              call.second() != Call.NONE && session == aboutSession
                  ? number.applyAsInt(call.second())
                  : call.second(),
              call.attached()));
    }
    return changed;
  }

  /** Replaces numbers in one call at a time; it may then depend on fewer of the calls before. */
  private boolean simplify() {
    boolean better = false;
    for (int i = 0; i < calls.size(); i++) {
      for (Call simpler : simpler(calls.get(i))) {
        List<Call> tried = new ArrayList<>(calls);
        tried.set(i, simpler);
        if (isBetter(bounds, tried)) {
          better = true;
          break;
        }
      }
    }
    return better;
  }

  /** Simplest first. */
  private static List<Call> simpler(Call call) {
    List<Call> simpler = new ArrayList<>();
    for (int first = 0; first < call.first(); first++) {
      simpler.add(new Call(call.action(), first, call.second(), call.attached()));
    }
    for (int second = 0; second < call.second(); second++) {
      simpler.add(new Call(call.action(), call.first(), second, call.attached()));
    }
    if (!call.attached()) {
      simpler.add(new Call(call.action(), call.first(), call.second(), true));
    }
    return simpler;
  }
}
