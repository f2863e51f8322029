package org.vlsverify.linearizability.scenario;

import static org.vlsverify.linearizability.scenario.HandWrittenScenarios.and;
import static org.vlsverify.linearizability.scenario.HandWrittenScenarios.bounds;
import static org.vlsverify.linearizability.scenario.Invocation.*;

import java.util.List;

/** Hand-written scenarios of subscribers that come and go, and of the shared data that they use. */
final class SharingScenarios {
  private SharingScenarios() {}

  static List<Scenario> subscribeAgainstUnshare() {
    List<Invocation> sharedByTwo = List.of(open(0, 0), fork(0, 1));
    return List.of(
        new Scenario(
            "the owner leaves while a child of another subscriber subscribes",
            bounds(3, 1, 1),
            and(sharedByTwo, forkBegin(1, 2)),
            List.of(forkShareNext(2), forkComplete(2)),
            List.of(unshare(0, 0))),
        new Scenario(
            "a subscriber leaves while a child of the owner subscribes",
            bounds(3, 1, 1),
            and(sharedByTwo, forkBegin(0, 2)),
            List.of(forkShareNext(2)),
            List.of(unshare(1, 0))),
        new Scenario(
            "two children subscribe",
            bounds(4, 1, 1),
            and(sharedByTwo, forkBegin(0, 2), forkBegin(1, 3)),
            List.of(forkShareNext(2)),
            List.of(forkShareNext(3))),
        new Scenario(
            "two children subscribe while the owner leaves",
            bounds(5, 1, 1),
            and(sharedByTwo, fork(0, 2), forkBegin(1, 3), forkBegin(2, 4)),
            List.of(forkShareNext(3)),
            List.of(forkShareNext(4)),
            List.of(close(0, 0))),
        new Scenario(
            "a half-forked child inherits",
            bounds(3, 2, 1),
            and(sharedByTwo, forkBegin(1, 2)),
            List.of(forkShareNext(2), forkComplete(2), acknowledge(2, 0)),
            List.of(close(0, 0), open(0, 1))));
  }

  static List<Scenario> unshareAgainstUnshare() {
    List<Invocation> sharedByTwo = List.of(open(0, 0), fork(0, 1));
    List<Invocation> sharedByThree = and(sharedByTwo, fork(0, 2));
    return List.of(
        new Scenario(
            "the owner leaves while the next owner leaves",
            bounds(4, 1, 1),
            and(sharedByThree, fork(0, 3)),
            List.of(unshare(0, 0)),
            List.of(unshare(3, 0))),
        new Scenario(
            "the owner leaves while another subscriber leaves",
            bounds(3, 1, 1),
            sharedByThree,
            List.of(unshare(0, 0)),
            List.of(unshare(1, 0))),
        new Scenario(
            "the last two leave",
            bounds(2, 1, 1),
            sharedByTwo,
            List.of(unshare(0, 0)),
            List.of(unshare(1, 0))),
        new Scenario(
            "all three leave",
            bounds(3, 1, 1),
            sharedByThree,
            List.of(unshare(0, 0)),
            List.of(unshare(1, 0)),
            List.of(close(2, 0))),
        new Scenario(
            "two threads of one worker leave",
            bounds(2, 1, 1),
            sharedByTwo,
            List.of(unshare(0, 0)),
            List.of(close(0, 0))));
  }

  static List<Scenario> indexReuse() {
    // Worker 0 is the last subscriber of session 0, worker 1 has session 1 for itself.
    List<Invocation> before =
        List.of(fork(0, 1), open(0, 0), fork(0, 2), close(2, 0), open(1, 1), forkBegin(1, 3));
    return List.of(
        new Scenario(
            "the last element is freed while it is requested",
            bounds(4, 2, 1),
            before,
            List.of(close(0, 0)),
            List.of(forkShareNext(3), forkComplete(3))),
        new Scenario(
            "an element is freed while another is requested",
            bounds(4, 2, 2),
            before,
            List.of(close(0, 0)),
            List.of(forkShareNext(3), forkComplete(3))),
        new Scenario(
            "the freed element is used again during owner queries",
            bounds(4, 2, 1),
            before,
            List.of(close(0, 0)),
            List.of(forkShareNext(3), forkComplete(3)),
            List.of(owner(0, 0), owner(1, 1))),
        new Scenario(
            "a closed session is opened and shared again",
            bounds(5, 2, 1),
            before,
            List.of(close(0, 0), open(0, 0), forkBegin(0, 4), forkShareNext(4)),
            List.of(forkShareNext(3))),
        new Scenario(
            "capacity is freed at the end of a fork that lacks it",
            bounds(4, 2, 1),
            before,
            List.of(forkComplete(3)),
            List.of(close(0, 0), open(3, 0))),
        new Scenario(
            "two elements are taken and one is freed while others are requested",
            bounds(4, 4, 2, 2),
            List.of(
                fork(0, 1),
                open(0, 0),
                open(0, 1),
                open(1, 2),
                open(1, 3),
                forkBegin(0, 2),
                forkBegin(1, 3)),
            List.of(forkShareNext(3), forkShareNext(3)),
            List.of(forkShareNext(2), forkShareNext(2), forkComplete(2), close(0, 0), close(2, 0))),
        new Scenario(
            "two parents request the last element",
            bounds(4, 2, 1),
            List.of(fork(0, 1), open(0, 0), open(1, 1), forkBegin(0, 2), forkBegin(1, 3)),
            List.of(forkShareNext(2), forkComplete(2)),
            List.of(forkShareNext(3), forkComplete(3))));
  }

  static List<Scenario> openAgainstLastClose() {
    List<Invocation> lastSubscriber = List.of(fork(0, 1), open(0, 0), fork(0, 2), close(2, 0));
    return List.of(
        new Scenario(
            "a private session is opened again",
            bounds(2, 1, 1),
            List.of(fork(0, 1), open(0, 0)),
            List.of(close(0, 0)),
            List.of(open(1, 0))),
        new Scenario(
            "a shared session is opened again",
            bounds(3, 1, 1),
            lastSubscriber,
            List.of(close(0, 0)),
            List.of(open(1, 0), owner(1, 0))),
        new Scenario(
            "a shared session is opened again, and shared again",
            bounds(4, 1, 1),
            lastSubscriber,
            List.of(close(0, 0)),
            List.of(open(1, 0), forkBegin(1, 3), forkShareNext(3))),
        new Scenario(
            "two threads of the last subscriber close",
            bounds(3, 1, 1),
            lastSubscriber,
            List.of(close(0, 0)),
            List.of(close(0, 0))),
        new Scenario(
            "two workers open the same session",
            bounds(2, 1, 1),
            List.of(fork(0, 1)),
            List.of(open(0, 0)),
            List.of(open(1, 0))),
        new Scenario(
            "two threads fill the last slot",
            bounds(1, 2, 1),
            List.of(),
            List.of(open(0, 0)),
            List.of(open(0, 1))));
  }

  static List<Scenario> acknowledgeScenarios() {
    // Worker 2 has become the owner, and worker 1 is next.
    List<Invocation> notified = List.of(open(0, 0), fork(0, 1), fork(0, 2), close(0, 0));
    return List.of(
        new Scenario(
            "two threads read the notice",
            bounds(3, 1, 1),
            notified,
            List.of(acknowledge(2, 0)),
            List.of(acknowledge(2, 0))),
        new Scenario(
            "the notice is read while the new owner leaves",
            bounds(3, 1, 1),
            notified,
            List.of(acknowledge(2, 0)),
            List.of(close(2, 0), acknowledge(1, 0))),
        new Scenario(
            "the next owner reads while the new owner leaves",
            bounds(3, 1, 1),
            notified,
            List.of(close(2, 0)),
            List.of(acknowledge(1, 0), acknowledge(1, 0))),
        new Scenario(
            "the notice is read while the owner changes",
            bounds(2, 1, 1),
            List.of(open(0, 0), fork(0, 1)),
            List.of(unshare(0, 0)),
            List.of(acknowledge(1, 0), owner(1, 0))),
        new Scenario(
            "the new owner dies while it is notified",
            bounds(2, 1, 1),
            List.of(open(0, 0), fork(0, 1)),
            List.of(unshare(0, 0)),
            List.of(die(1))));
  }
}
