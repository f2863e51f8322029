package org.vlsverify.linearizability.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Snapshot;
import org.vlsverify.sessions.testing.RecordingTransport;

/**
 * Invocations of several threads, after those of one thread. Immutable.
 *
 * @param name in words
 * @param bounds not null
 * @param before the invocations before the threads begin; worker 0 is live at the beginning
 * @param threads the invocations of each thread, in order
 */
public record Scenario(
    String name, Bounds bounds, List<Invocation> before, List<List<Invocation>> threads) {
  public static final int ROOT = 0;

  public Scenario {
    before = List.copyOf(before);
    threads = threads.stream().map(List::copyOf).toList();
  }

  public Scenario(
      String name,
      Bounds bounds,
      List<Invocation> before,
      List<Invocation> one,
      List<Invocation> two) {
    this(name, bounds, before, List.of(one, two));
  }

  public Scenario(
      String name,
      Bounds bounds,
      List<Invocation> before,
      List<Invocation> one,
      List<Invocation> two,
      List<Invocation> three) {
    this(name, bounds, before, List.of(one, two, three));
  }

  /** The invocations of all threads. */
  public Stream<Invocation> invocations() {
    return threads.stream().flatMap(List::stream);
  }

  /** Whether each call of the threads has an effect, if the threads run one after the other. */
  public boolean isGranted() {
    RecordingTransport transport = new RecordingTransport(bounds.listenable());
    SharedSessions sessions =
        new ReferenceSharedSessions(
            bounds.workers(), bounds.slots(), bounds.sharedCapacity(), ROOT, transport);
    before.forEach(invocation -> invocation.on(sessions, transport));
    return invocations()
        .allMatch(
            invocation ->
                invocation instanceof Invocation.OfQuery
                    || changes(invocation, sessions, transport));
  }

  private static boolean changes(
      Invocation invocation, SharedSessions sessions, RecordingTransport transport) {
    Snapshot before = sessions.snapshot();
    invocation.on(sessions, transport);
    return !sessions.snapshot().equals(before);
  }

  /** The methods of each thread. */
  public List<List<String>> methods() {
    return threads.stream()
        .map(invocations -> invocations.stream().map(Invocation::method).toList())
        .toList();
  }

  /** The threads without names: equal texts for threads that differ only in names. */
  static String shape(List<List<Invocation>> threads) {
    Map<Integer, Integer> workers = new HashMap<>();
    Map<Integer, Integer> sessions = new HashMap<>();
    return threads.stream()
        .map(
            invocations ->
                invocations.stream()
                    .map(invocation -> shape(invocation, workers, sessions))
                    .toList())
        .toList()
        .toString();
  }

  private static String shape(
      Invocation invocation, Map<Integer, Integer> workers, Map<Integer, Integer> sessions) {
    StringBuilder shape = new StringBuilder(invocation.method());
    for (int i = 0; i < invocation.arguments().size(); i++) {
      Map<Integer, Integer> names = i == 1 && invocation.isAboutSession() ? sessions : workers;
      Object argument = invocation.arguments().get(i);
      shape.append(' ');
      shape.append(
          argument instanceof Integer index
              ? names.computeIfAbsent(index, unknown -> names.size())
              : argument);
    }
    return shape.toString();
  }

  /** Whether each invocation is one step. */
  public boolean isOfSteps() {
    return invocations().noneMatch(Invocation.Composed.class::isInstance);
  }

  /**
   * Whether no two threads call for the same worker, as {@link
   * org.vlsverify.sessions.ThreadModel#SINGLE_THREADED} demands.
   */
  public boolean hasOneThreadPerWorker() {
    Map<Integer, Integer> parents = new HashMap<>();
    Stream.concat(before.stream(), invocations())
        .forEach(invocation -> learnParent(invocation, parents));
    Set<Integer> all = new HashSet<>();
    for (List<Invocation> thread : threads) {
      Set<Integer> mine = new HashSet<>();
      for (Invocation invocation : thread) {
        mine.add(workerOf(invocation, parents));
      }
      for (int worker : mine) {
        if (!all.add(worker)) {
          return false;
        }
      }
    }
    return true;
  }

  private static void learnParent(Invocation invocation, Map<Integer, Integer> parents) {
    if (invocation instanceof Invocation.Composed composed
        && composed.kind() == Invocation.Composed.Kind.FORK) {
      parents.put(composed.child(), composed.worker());
    }
    if (invocation instanceof Invocation.OfCall ofCall
        && ofCall.call().action() == Action.FORK_BEGIN) {
      parents.put(ofCall.call().second(), ofCall.call().first());
    }
  }

  private static int workerOf(Invocation invocation, Map<Integer, Integer> parents) {
    if (invocation instanceof Invocation.OfCall ofCall) {
      Call call = ofCall.call();
      return switch (call.action()) {
        case FORK_SHARE_NEXT, FORK_COMPLETE -> parents.get(call.first());
        default -> call.first();
      };
    }
    return (int) invocation.arguments().get(0);
  }

  /** In words, over several lines. */
  public String words() {
    List<String> lines = new ArrayList<>();
    lines.add("before:   " + words(before));
    for (int thread = 0; thread < threads.size(); thread++) {
      lines.add("thread %d: %s".formatted(thread + 1, words(threads.get(thread))));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String words(List<Invocation> invocations) {
    return String.join("; ", invocations.stream().map(Invocation::toString).toList());
  }

  @Override
  public String toString() {
    return name;
  }
}
