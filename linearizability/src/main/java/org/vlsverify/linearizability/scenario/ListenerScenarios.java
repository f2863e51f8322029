package org.vlsverify.linearizability.scenario;

import static org.vlsverify.linearizability.scenario.HandWrittenScenarios.and;
import static org.vlsverify.linearizability.scenario.HandWrittenScenarios.bounds;
import static org.vlsverify.linearizability.scenario.Invocation.*;

import java.util.List;

/** Hand-written scenarios of listeners. */
final class ListenerScenarios {
  private ListenerScenarios() {}

  static List<Scenario> listeners() {
    List<Invocation> listener = List.of(open(0, 0), listen(0, 0), fork(0, 1));
    return List.of(
        new Scenario(
            "two subscribers accept",
            bounds(3, 1, 1),
            and(listener, fork(0, 2)),
            List.of(accept(1, 0)),
            List.of(accept(2, 0))),
        new Scenario(
            "a subscriber accepts while the owner accepts",
            bounds(2, 1, 1),
            listener,
            List.of(accept(1, 0)),
            List.of(accept(0, 0))),
        new Scenario(
            "a subscriber accepts, and VPP refuses, while the owner accepts",
            bounds(2, 1, 1),
            listener,
            List.of(acceptThatVppRefuses(1, 0)),
            List.of(accept(0, 0))),
        new Scenario(
            "a subscriber accepts while the owner closes",
            bounds(2, 1, 1),
            listener,
            List.of(accept(1, 0)),
            List.of(close(0, 0))),
        new Scenario(
            "a subscriber accepts while the owner closes and the next owner is idle",
            bounds(3, 1, 1),
            and(listener, fork(0, 2), epollAdd(2, 0)),
            List.of(accept(1, 0)),
            List.of(close(0, 0)),
            List.of(epollDel(2, 0))),
        new Scenario(
            "a subscriber accepts while the owner stops",
            bounds(2, 1, 1),
            List.of(open(0, 0), listen(0, 0), accept(0, 0), fork(0, 1)),
            List.of(accept(1, 0)),
            List.of(epollDel(0, 0))),
        new Scenario(
            "two threads of a subscriber add and remove",
            bounds(2, 1, 1),
            listener,
            List.of(epollAdd(1, 0)),
            List.of(epollDel(1, 0))),
        new Scenario(
            "a subscriber accepts while another thread of it closes",
            bounds(2, 1, 1),
            listener,
            List.of(accept(1, 0)),
            List.of(close(1, 0))),
        new Scenario(
            "the owner accepts while it forks",
            bounds(2, 1, 1),
            List.of(open(0, 0), listen(0, 0), forkBegin(0, 1)),
            List.of(forkShareNext(1)),
            List.of(accept(0, 0))),
        new Scenario(
            "a private listener stops while it is shared",
            bounds(2, 1, 1),
            List.of(open(0, 0), listen(0, 0), accept(0, 0), forkBegin(0, 1)),
            List.of(forkShareNext(1), forkComplete(1)),
            List.of(epollDel(0, 0))),
        new Scenario(
            "a worker listens while another thread of it closes",
            bounds(2, 1, 1),
            List.of(open(0, 0)),
            List.of(listen(0, 0)),
            List.of(close(0, 0), listenState(0, 0))),
        new Scenario(
            "two threads listen",
            bounds(2, 1, 1),
            List.of(open(0, 0), fork(0, 1)),
            List.of(listen(0, 0)),
            List.of(listen(0, 0))),
        new Scenario(
            "a worker listens while it forks",
            bounds(2, 1, 1),
            List.of(open(0, 0), forkBegin(0, 1)),
            List.of(forkShareNext(1)),
            List.of(listen(0, 0))));
  }
}
