package org.vlsverify.linearizability.scenario;

import static org.vlsverify.linearizability.scenario.HandWrittenScenarios.and;
import static org.vlsverify.linearizability.scenario.HandWrittenScenarios.bounds;
import static org.vlsverify.linearizability.scenario.Invocation.*;

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
}
