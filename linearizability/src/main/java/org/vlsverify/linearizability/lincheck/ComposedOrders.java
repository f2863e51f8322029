package org.vlsverify.linearizability.lincheck;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.SequentialOrders.Result;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Invocation.Composed;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.Outcome;

/**
 * All results of a scenario with composed operations that the specification allows. A composed
 * operation is a sequence of steps, and the steps of all threads are taken in every order. The
 * real-time order of invocations of different threads does not matter here.
 */
final class ComposedOrders {

  /**
   * How far a thread is.
   *
   * @param done the number of its invocations that have ended
   * @param next the next step of the current composed operation; not used in others
   */
  private record Position(int done, Phase next) {
    Position advanced() {
      return new Position(done + 1, Phase.BEGIN);
    }
  }

  /** The steps of a composed operation. Only a fork has the first one. */
  private enum Phase {
    BEGIN,
    NEXT_SESSION,
    COMPLETE
  }

  private record Node(int state, List<Position> positions, List<List<Object>> results) {}

  private record Way(Node node, List<Invocation> steps) {}

  private final Scenario scenario;
  private final SequentialSteps specification;
  private final Set<Node> known = new HashSet<>();
  private final Deque<Way> open = new ArrayDeque<>();
  private final Map<Result, String> found = new LinkedHashMap<>();

  private ComposedOrders(Scenario scenario, SequentialSteps specification) {
    this.scenario = scenario;
    this.specification = specification;
    int threads = scenario.threads().size();
    add(
        new Node(
            SequentialSteps.BEGIN,
            Collections.nCopies(threads, new Position(0, Phase.BEGIN)),
            Collections.nCopies(threads, List.of())),
        List.of());
    while (!open.isEmpty()) {
      extend(open.removeFirst());
    }
  }

  /**
   * Runs all orders.
   *
   * @param scenario not null
   * @param specification makes an object for one thread, not null
   * @return the different results, each with a shortest order of steps in words
   */
  static Map<Result, String> of(Scenario scenario, SharedSessionsFactory specification) {
    return new ComposedOrders(scenario, new SequentialSteps(scenario, specification)).found;
  }

  private void add(Node node, List<Invocation> steps) {
    if (known.add(node)) {
      open.addLast(new Way(node, steps));
    }
  }

  private void extend(Way way) {
    boolean complete = true;
    for (int thread = 0; thread < scenario.threads().size(); thread++) {
      List<Invocation> invocations = scenario.threads().get(thread);
      Position position = way.node.positions.get(thread);
      if (position.done < invocations.size()) {
        complete = false;
        Invocation invocation = invocations.get(position.done);
        Invocation step =
            invocation instanceof Composed composed ? step(composed, position.next) : invocation;
        take(way, thread, invocation, step);
      }
    }
    if (complete) {
      Node end = way.node;
      found.putIfAbsent(
          new Result(end.results, specification.observation(end.state)), words(way.steps));
    }
  }

  private static Invocation step(Composed composed, Phase phase) {
    int worker = composed.worker();
    int child = composed.child();
    return switch (composed.kind()) {
      case FORK ->
          switch (phase) {
            case BEGIN -> Invocation.forkBegin(worker, child);
            case NEXT_SESSION -> Invocation.forkShareNext(child);
            case COMPLETE -> Invocation.forkComplete(child);
          };
      case EXIT ->
          phase == Phase.COMPLETE
              ? Invocation.exitComplete(worker)
              : Invocation.exitLeaveNext(worker);
      case CLEANUP ->
          phase == Phase.COMPLETE
              ? Invocation.cleanupComplete(worker, child)
              : Invocation.cleanupLeaveNext(worker, child);
    };
  }

  private void take(Way way, int thread, Invocation invocation, Invocation step) {
    SequentialSteps.Step taken = specification.step(way.node.state, step);
    Position before = way.node.positions.get(thread);
    List<Position> positions = new ArrayList<>(way.node.positions);
    List<List<Object>> results = new ArrayList<>(way.node.results);
    if (invocation instanceof Composed composed && goesOn(composed, before.next, taken.result())) {
      positions.set(thread, new Position(before.done, after(composed, before.next)));
    } else {
      positions.set(thread, before.advanced());
      results.set(
          thread, Stream.concat(results.get(thread).stream(), Stream.of(taken.result())).toList());
    }
    add(
        new Node(taken.target(), List.copyOf(positions), List.copyOf(results)),
        Stream.concat(way.steps.stream(), Stream.of(step)).toList());
  }

  private static boolean goesOn(Composed composed, Phase phase, Object outcome) {
    if (phase == Phase.COMPLETE) {
      return outcome == Outcome.SESSIONS_TO_SHARE || outcome == Outcome.SESSIONS_TO_LEAVE;
    }
    return composed.kind() != Composed.Kind.FORK
        || phase != Phase.BEGIN
        || outcome == Outcome.FORK_BEGUN;
  }

  private static Phase after(Composed composed, Phase phase) {
    boolean onlyBegun = composed.kind() == Composed.Kind.FORK && phase == Phase.BEGIN;
    return onlyBegun || phase == Phase.COMPLETE ? Phase.NEXT_SESSION : Phase.COMPLETE;
  }

  private static String words(List<Invocation> steps) {
    return String.join("; ", steps.stream().map(Invocation::toString).toList());
  }
}
