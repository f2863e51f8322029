package org.vlsverify.linearizability.scenario;

import static org.vlsverify.linearizability.scenario.HandWrittenScenarios.and;
import static org.vlsverify.linearizability.scenario.HandWrittenScenarios.bounds;
import static org.vlsverify.linearizability.scenario.Invocation.*;

import java.util.List;

/** Hand-written scenarios in which more than two operations have to overlap. */
final class RaceScenarios {
  private RaceScenarios() {}

  /** The first change makes the query refused, the second one changes its answer. */
  static List<Scenario> twoChangesBesideAQuery() {
    List<Invocation> listener = List.of(open(0, 0), listen(0, 0), fork(0, 1));
    return List.of(
        new Scenario(
            "listening state of a worker that dies before another one accepts",
            bounds(2, 1, 1),
            listener,
            List.of(die(0), accept(1, 0)),
            List.of(listenState(0, 0))),
        new Scenario(
            "listener query of a worker that dies before another one accepts",
            bounds(2, 1, 1),
            listener,
            List.of(die(0), accept(1, 0)),
            List.of(isListener(0, 0, 1))),
        new Scenario(
            "subscriber query of a worker that dies before its child gets a child",
            bounds(3, 1, 1),
            List.of(open(0, 0), fork(0, 1), forkBegin(1, 2)),
            List.of(die(0), forkShareNext(2)),
            List.of(isSharedBy(0, 0, 2))),
        new Scenario(
            "listener queries while one listener leaves and another one accepts",
            bounds(3, 1, 1),
            and(listener, fork(0, 2), accept(1, 0)),
            List.of(close(1, 0)),
            List.of(accept(0, 0)),
            List.of(isListener(2, 0, 0), isListener(2, 0, 1))),
        new Scenario(
            "a worker dies and is cleaned up during its queries",
            bounds(3, 1, 1),
            and(List.of(open(0, 0), fork(0, 1)), fork(0, 2)),
            List.of(die(1), cleanupLeaveNext(0, 1)),
            List.of(owner(1, 0), isSharedBy(1, 0, 0))));
  }

  static List<Scenario> privateListener() {
    List<Invocation> listener = List.of(open(0, 0), listen(0, 0));
    return List.of(
        new Scenario(
            "a private listener is accepted on, removed and closed",
            bounds(1, 1, 1),
            and(listener, accept(0, 0)),
            List.of(epollAdd(0, 0)),
            List.of(epollDel(0, 0)),
            List.of(close(0, 0))),
        new Scenario(
            "a private session is listened on, accepted on and closed",
            bounds(1, 1, 1),
            List.of(open(0, 0)),
            List.of(listen(0, 0), accept(0, 0)),
            List.of(listen(0, 0)),
            List.of(close(0, 0))),
        new Scenario(
            "a private listener is accepted on, removed and shared",
            bounds(2, 1, 1),
            and(listener, forkBegin(0, 1)),
            List.of(accept(0, 0)),
            List.of(epollDel(0, 0)),
            List.of(forkShareNext(1))),
        new Scenario(
            "a private listener is accepted on and removed again and again",
            bounds(1, 1, 1),
            listener,
            List.of(accept(0, 0), epollDel(0, 0)),
            List.of(accept(0, 0), epollDel(0, 0)),
            List.of(listenState(0, 0), close(0, 0))));
  }

  /** Worker 2, being forked, is the next owner: the last subscriber moves to the front. */
  static List<Scenario> deathWhileAnHeirIsForked() {
    List<Invocation> before = List.of(open(0, 0), fork(0, 1), forkBegin(1, 2), forkShareNext(2));
    return List.of(
        new Scenario(
            "the heir dies while it is forked and inherits",
            bounds(3, 1, 1),
            before,
            List.of(unshare(0, 0)),
            List.of(die(2), cleanupLeaveNext(1, 2))),
        new Scenario(
            "the heir dies while it becomes live and inherits",
            bounds(3, 1, 1),
            before,
            List.of(unshare(0, 0)),
            List.of(forkComplete(2), acknowledge(2, 0)),
            List.of(die(2))),
        new Scenario(
            "the parent of the heir dies while it is forked and inherits",
            bounds(3, 1, 1),
            List.of(open(0, 0), fork(0, 1), forkBegin(1, 2)),
            List.of(unshare(0, 0)),
            List.of(forkShareNext(2), forkComplete(2)),
            List.of(die(1), acknowledge(2, 0))));
  }

  static List<Scenario> losers() {
    return List.of(
        new Scenario(
            "of two workers that fork the same child, the loser opens a session",
            bounds(3, 3, 2, 1),
            List.of(fork(0, 1)),
            List.of(forkBegin(0, 2), open(0, 0)),
            List.of(forkBegin(1, 2), open(1, 1))),
        new Scenario(
            "of two workers that fork the same child, the loser forks another one",
            bounds(5, 1, 1),
            List.of(fork(0, 1)),
            List.of(forkBegin(0, 2), forkBegin(0, 3)),
            List.of(forkBegin(1, 2), forkBegin(1, 4))),
        new Scenario(
            "of two workers that open the same session, the loser opens another one",
            bounds(2, 3, 1, 1),
            List.of(fork(0, 1)),
            List.of(open(0, 0), open(0, 1)),
            List.of(open(1, 0), open(1, 2))),
        new Scenario(
            "of two workers that clean up, the loser forks the index",
            bounds(4, 1, 1),
            List.of(fork(0, 1), fork(0, 2), fork(0, 3), exit(0), die(1)),
            List.of(cleanupComplete(2, 1), forkBegin(2, 1)),
            List.of(cleanupComplete(3, 1), forkBegin(3, 1))),
        new Scenario(
            "of two threads that close, the loser opens again",
            bounds(2, 2, 1, 1),
            List.of(open(0, 0), fork(0, 1)),
            List.of(close(0, 0), open(0, 1)),
            List.of(close(0, 0), open(0, 1))),
        new Scenario(
            "of two shares that need the last element, the loser ends its fork and closes",
            bounds(4, 2, 1),
            List.of(fork(0, 1), open(0, 0), open(1, 1), forkBegin(0, 2), forkBegin(1, 3)),
            List.of(forkShareNext(2), forkComplete(2), close(0, 0)),
            List.of(forkShareNext(3), forkComplete(3), close(1, 1))));
  }

  static List<Scenario> threeAtOnce() {
    return List.of(
        new Scenario(
            "three workers fork the same child",
            bounds(4, 1, 1),
            List.of(fork(0, 1), fork(0, 2)),
            List.of(forkBegin(0, 3)),
            List.of(forkBegin(1, 3)),
            List.of(forkBegin(2, 3), forkComplete(3))),
        new Scenario(
            "three workers open the same session",
            bounds(3, 1, 1),
            List.of(fork(0, 1), fork(0, 2)),
            List.of(open(0, 0)),
            List.of(open(1, 0)),
            List.of(open(2, 0), close(2, 0))),
        new Scenario(
            "the owner leaves, a subscriber accepts and a child subscribes",
            bounds(3, 1, 1),
            List.of(open(0, 0), listen(0, 0), fork(0, 1), forkBegin(1, 2)),
            List.of(close(0, 0)),
            List.of(accept(1, 0)),
            List.of(forkShareNext(2))),
        new Scenario(
            "a worker closes, forks and dies",
            bounds(2, 1, 1),
            List.of(open(0, 0)),
            List.of(close(0, 0)),
            List.of(forkBegin(0, 1), forkShareNext(1)),
            List.of(die(0))),
        new Scenario(
            "the last subscriber closes, another worker opens the session, a third one needs room",
            bounds(5, 2, 1),
            List.of(fork(0, 1), open(0, 0), fork(0, 2), close(2, 0), open(2, 1), forkBegin(2, 3)),
            List.of(close(0, 0)),
            List.of(open(1, 0)),
            List.of(forkShareNext(3), forkComplete(3))),
        new Scenario(
            "a listener leaves, the last one leaves, and another worker opens the session",
            bounds(3, 1, 1),
            List.of(fork(0, 2), open(0, 0), listen(0, 0), fork(0, 1), accept(1, 0)),
            List.of(close(1, 0)),
            List.of(close(0, 0)),
            List.of(open(2, 0), listen(2, 0))),
        new Scenario(
            "two listeners accept while the owner is idle and leaves",
            bounds(3, 1, 1),
            List.of(open(0, 0), listen(0, 0), fork(0, 1), fork(0, 2)),
            List.of(accept(1, 0)),
            List.of(accept(2, 0)),
            List.of(close(0, 0))),
        new Scenario(
            "three threads of a worker fill the last two slots",
            bounds(1, 3, 2, 1),
            List.of(),
            List.of(open(0, 0)),
            List.of(open(0, 1)),
            List.of(open(0, 2))));
  }

  /** Each release is counted as long as it lasts. */
  static List<Scenario> concurrentReleases() {
    // Workers 0, 1 and 2 are the last subscribers of a session each; worker 3 has a private one.
    List<Invocation> before =
        List.of(
            fork(0, 1),
            fork(0, 2),
            fork(0, 3),
            open(0, 0),
            fork(0, 4),
            close(4, 0),
            exit(4),
            open(1, 1),
            fork(1, 4),
            close(4, 1),
            exit(4),
            open(2, 2),
            fork(2, 4),
            close(4, 2),
            exit(4),
            open(3, 3),
            forkBegin(3, 4));
    return List.of(
        new Scenario(
            "three elements are freed while one is needed",
            bounds(5, 4, 3),
            before,
            List.of(
                List.of(close(0, 0)),
                List.of(close(1, 1)),
                List.of(close(2, 2)),
                List.of(forkShareNext(4), forkComplete(4)))),
        new Scenario(
            "two elements are freed while the fork that lacks one ends",
            bounds(5, 4, 3),
            before,
            List.of(close(0, 0)),
            List.of(close(1, 1)),
            List.of(forkComplete(4), open(4, 0))));
  }
}
