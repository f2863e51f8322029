package org.vlsverify.linearizability.scenario;

import static org.vlsverify.linearizability.scenario.HandWrittenScenarios.bounds;
import static org.vlsverify.linearizability.scenario.Invocation.*;

import java.util.List;

/** Hand-written scenarios of queries concurrent with calls. */
final class QueryScenarios {
  private QueryScenarios() {}

  static List<Scenario> queries() {
    List<Invocation> sharedByThree = List.of(open(0, 0), fork(0, 1), fork(0, 2));
    return List.of(
        new Scenario(
            "owner query while the owner leaves",
            bounds(3, 1, 1),
            sharedByThree,
            List.of(unshare(0, 0)),
            List.of(owner(1, 0), isSharedBy(1, 0, 0), acknowledge(1, 0))),
        new Scenario(
            "subscriber query while the owner leaves",
            bounds(3, 1, 1),
            sharedByThree,
            List.of(unshare(0, 0)),
            List.of(isSharedBy(1, 0, 2))),
        new Scenario(
            "query for a worker without the session while the owner leaves",
            bounds(4, 1, 1),
            sharedByThree,
            List.of(unshare(0, 0)),
            List.of(isSharedBy(1, 0, 3))),
        new Scenario(
            "owner query while owner and next owner leave",
            bounds(3, 1, 1),
            sharedByThree,
            List.of(unshare(0, 0)),
            List.of(unshare(2, 0)),
            List.of(owner(1, 0), owner(1, 0))),
        new Scenario(
            "queries while a child subscribes",
            bounds(3, 1, 1),
            List.of(open(0, 0), forkBegin(0, 1)),
            List.of(forkShareNext(1), forkComplete(1)),
            List.of(isSharedBy(0, 0, 1), owner(0, 0), owner(1, 0))),
        new Scenario(
            "listener queries while a subscriber accepts",
            bounds(2, 1, 1),
            List.of(open(0, 0), listen(0, 0), fork(0, 1)),
            List.of(accept(1, 0)),
            List.of(listenState(0, 0), isListener(0, 0, 1))),
        new Scenario(
            "listener queries while the listener stops",
            bounds(2, 1, 1),
            List.of(open(0, 0), listen(0, 0), fork(0, 1), accept(1, 0)),
            List.of(epollDel(1, 0)),
            List.of(isListener(0, 0, 1), listenState(1, 0))),
        new Scenario(
            "another thread of the worker closes",
            bounds(2, 1, 1),
            List.of(open(0, 0), listen(0, 0), fork(0, 1)),
            List.of(close(1, 0)),
            List.of(owner(1, 0), listenState(1, 0))),
        new Scenario(
            "another thread of the attached listener closes",
            bounds(2, 1, 1),
            List.of(open(0, 0), listen(0, 0), fork(0, 1)),
            List.of(close(0, 0)),
            List.of(listenState(0, 0))),
        new Scenario(
            "another thread of the owner closes",
            bounds(3, 1, 1),
            sharedByThree,
            List.of(close(0, 0)),
            List.of(owner(0, 0), listenState(0, 0))),
        new Scenario(
            "another thread of the worker closes, and shares another session with one more",
            bounds(3, 2, 2, 1),
            List.of(open(0, 0), fork(0, 1), close(1, 0), open(0, 1)),
            List.of(close(0, 0), forkBegin(0, 2), forkShareNext(2)),
            List.of(isSharedBy(0, 0, 2))),
        new Scenario(
            "another thread of a listener shares it",
            bounds(2, 1, 1),
            List.of(open(0, 0), listen(0, 0), forkBegin(0, 1)),
            List.of(forkShareNext(1)),
            List.of(listenState(0, 0), isSharedBy(0, 0, 1))),
        new Scenario(
            "another thread of the worker opens",
            bounds(2, 1, 1),
            List.of(fork(0, 1)),
            List.of(open(0, 0)),
            List.of(listen(0, 0), open(1, 0))),
        new Scenario(
            "another thread of the worker closes before the owner accepts",
            bounds(2, 1, 1),
            List.of(open(0, 0), listen(0, 0), fork(0, 1)),
            List.of(close(1, 0), accept(0, 0)),
            List.of(isListener(1, 0, 0))),
        new Scenario(
            "the worker dies",
            bounds(2, 1, 1),
            List.of(open(0, 0), listen(0, 0), fork(0, 1)),
            List.of(die(0)),
            List.of(owner(0, 0), isSharedBy(1, 0, 0), isListener(0, 0, 0))),
        new Scenario(
            "the worker dies, and is the owner then",
            bounds(2, 1, 1),
            List.of(open(0, 0), fork(0, 1)),
            List.of(die(1), close(0, 0)),
            List.of(owner(1, 0))));
  }
}
