package org.vlsverify.linearizability.scenario;

import static org.vlsverify.linearizability.scenario.HandWrittenScenarios.and;
import static org.vlsverify.linearizability.scenario.HandWrittenScenarios.bounds;
import static org.vlsverify.linearizability.scenario.Invocation.*;

import java.util.ArrayList;
import java.util.List;

/**
 * Hand-written scenarios in which a thread first changes something, or learns of a change, and then
 * asks for another effect: so its results fix the order of the two threads. Without the second
 * invocation, an effect that comes too early or too late could belong to another order.
 */
final class OrderScenarios {
  private OrderScenarios() {}

  /** A child is about to get its copy, and its parent's listening state with it. */
  static List<Scenario> whileAChildSubscribes() {
    List<Invocation> shared = List.of(open(0, 0), fork(0, 1), forkBegin(0, 2));
    return List.of(
        new Scenario(
            "the parent listens before its child subscribes",
            bounds(3, 1, 1),
            shared,
            List.of(forkShareNext(2)),
            List.of(listen(0, 0), isSharedBy(0, 0, 2))),
        new Scenario(
            "the parent listens before its session is shared",
            bounds(2, 1, 1),
            List.of(open(0, 0), forkBegin(0, 1)),
            List.of(forkShareNext(1)),
            List.of(listen(0, 0), owner(0, 0))),
        new Scenario(
            "the parent accepts before its session is shared",
            bounds(2, 1, 1),
            List.of(open(0, 0), listen(0, 0), forkBegin(0, 1)),
            List.of(forkShareNext(1), forkComplete(1), isListener(1, 0, 0)),
            List.of(accept(0, 0), owner(0, 0))));
  }

  /** The end of a worker frees its index, and hands its children to its parent. */
  static List<Scenario> whileAnIndexIsFreed() {
    List<Invocation> orphan = List.of(fork(0, 1), fork(1, 2), die(2));
    List<Invocation> orphanOfTheDead = and(orphan, fork(0, 3), die(1));
    return List.of(
        new Scenario(
            "the index of one that exits is forked again, and its orphan cleaned up",
            bounds(3, 1, 1),
            orphan,
            List.of(exitComplete(1)),
            List.of(forkBegin(0, 1), cleanupComplete(0, 2))),
        new Scenario(
            "the orphan of one that exits is cleaned up, and the index forked again",
            bounds(3, 1, 1),
            orphan,
            List.of(exitComplete(1)),
            List.of(cleanupComplete(0, 2), forkBegin(0, 1))),
        new Scenario(
            "the index of one that is cleaned up is forked again, and its orphan cleaned up",
            bounds(4, 1, 1),
            orphanOfTheDead,
            List.of(cleanupComplete(0, 1)),
            List.of(forkBegin(3, 1), cleanupComplete(0, 2))),
        new Scenario(
            "the orphan of one that is cleaned up is cleaned up, and the index forked again",
            bounds(4, 1, 1),
            orphanOfTheDead,
            List.of(cleanupComplete(0, 1)),
            List.of(cleanupComplete(0, 2), forkBegin(3, 1))));
  }

  /** An operation finds a worker, whose index another worker has before the operation goes on. */
  static List<Scenario> whileAnIndexIsLookedUp() {
    List<Invocation> forked = List.of(forkBegin(0, 1));
    List<Invocation> live = List.of(fork(0, 1));
    List<Invocation> sharing = List.of(open(0, 0), listen(0, 0), fork(0, 1));
    List<Invocation> reuse = List.of(die(1), cleanupComplete(0, 1), forkBegin(0, 1));
    List<Invocation> reuseBySubscriber =
        List.of(
            die(1),
            cleanupLeaveNext(0, 1),
            cleanupComplete(0, 1),
            forkBegin(0, 1),
            forkShareNext(1));
    List<Scenario> scenarios = new ArrayList<>();
    scenarios.add(
        lookedUp(
            and(List.of(open(0, 0)), forkBegin(0, 1)),
            forkShareNext(1),
            List.of(die(1), cleanupLeaveNext(0, 1), cleanupComplete(0, 1), forkBegin(0, 1))));
    for (Invocation found : List.of(forkComplete(1), die(1))) {
      scenarios.add(lookedUp(forked, found, reuse));
    }
    for (Invocation found : List.of(open(1, 0), forkBegin(1, 2), exitComplete(1))) {
      scenarios.add(lookedUp(live, found, reuse));
    }
    for (Invocation found : List.of(listenState(1, 0), owner(1, 0))) {
      scenarios.add(lookedUp(sharing, found, reuseBySubscriber));
    }
    for (Invocation found : List.of(accept(1, 0), epollAdd(1, 0), unshare(1, 0))) {
      scenarios.add(lookedUp(sharing, found, and(reuseBySubscriber, forkComplete(1))));
    }
    scenarios.add(
        lookedUp(
            and(live, die(1)),
            cleanupComplete(0, 1),
            List.of(cleanupComplete(0, 1), forkBegin(0, 1))));
    return scenarios;
  }

  private static Scenario lookedUp(
      List<Invocation> before, Invocation found, List<Invocation> reuse) {
    return new Scenario(
        "an index is freed and used again during " + found,
        bounds(3, 1, 1),
        before,
        List.of(found),
        reuse);
  }
}
