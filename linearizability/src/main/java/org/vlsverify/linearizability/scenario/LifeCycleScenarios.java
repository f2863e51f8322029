package org.vlsverify.linearizability.scenario;

import static org.vlsverify.linearizability.scenario.HandWrittenScenarios.and;
import static org.vlsverify.linearizability.scenario.HandWrittenScenarios.bounds;
import static org.vlsverify.linearizability.scenario.Invocation.*;

import java.util.List;

/** Hand-written scenarios of forks, exits, deaths and cleanups. */
final class LifeCycleScenarios {
  private LifeCycleScenarios() {}

  static List<Scenario> forkAgainstClose() {
    return List.of(
        new Scenario(
            "the only session is closed while it is shared",
            bounds(2, 1, 1),
            List.of(open(0, 0)),
            List.of(forkBegin(0, 1), forkShareNext(1), forkComplete(1)),
            List.of(close(0, 0))),
        new Scenario(
            "one of two sessions is closed while they are shared",
            bounds(2, 2, 2, 2),
            List.of(open(0, 0), open(0, 1)),
            List.of(forkBegin(0, 1), forkShareNext(1), forkShareNext(1), forkComplete(1)),
            List.of(close(0, 0), close(0, 1))),
        new Scenario(
            "owner query before the end of the fork",
            bounds(2, 1, 1),
            List.of(open(0, 0)),
            List.of(forkBegin(0, 1), forkShareNext(1), owner(0, 0), forkComplete(1)),
            List.of(close(0, 0))),
        new Scenario(
            "a session is closed at the end of the fork",
            bounds(2, 1, 1),
            List.of(open(0, 0), forkBegin(0, 1), forkShareNext(1)),
            List.of(forkComplete(1)),
            List.of(close(0, 0))),
        new Scenario(
            "a shared session is left while it is shared with one more",
            bounds(3, 1, 1),
            List.of(open(0, 0), fork(0, 1)),
            List.of(forkBegin(0, 2), forkShareNext(2)),
            List.of(unshare(0, 0))),
        new Scenario(
            "a session is opened while the worker forks",
            bounds(2, 1, 1),
            List.of(),
            List.of(forkBegin(0, 1), forkShareNext(1), forkComplete(1)),
            List.of(open(0, 0))),
        new Scenario(
            "two threads fork the same child",
            bounds(2, 1, 1),
            List.of(open(0, 0)),
            List.of(forkBegin(0, 1), forkShareNext(1)),
            List.of(forkBegin(0, 1), forkShareNext(1))),
        new Scenario(
            "two workers fork the same child",
            bounds(3, 1, 1),
            List.of(open(0, 0), fork(0, 1)),
            List.of(forkBegin(0, 2), forkShareNext(2)),
            List.of(forkBegin(1, 2), forkComplete(2))));
  }

  static List<Scenario> exitAgainstUnshare() {
    List<Invocation> sharedByTwo = List.of(open(0, 0), fork(0, 1));
    return List.of(
        new Scenario(
            "a worker exits while the owner leaves",
            bounds(2, 1, 1),
            sharedByTwo,
            List.of(exitLeaveNext(1), exitComplete(1)),
            List.of(unshare(0, 0))),
        new Scenario(
            "the owner exits while a subscriber leaves",
            bounds(3, 1, 1),
            and(sharedByTwo, fork(0, 2)),
            List.of(exitLeaveNext(0), exitComplete(0)),
            List.of(unshare(2, 0))),
        new Scenario(
            "a worker exits while another thread of it closes",
            bounds(2, 1, 1),
            sharedByTwo,
            List.of(exitLeaveNext(1), exitComplete(1)),
            List.of(close(1, 0))),
        new Scenario(
            "the index of an exited worker is used again",
            bounds(2, 2, 1),
            and(sharedByTwo, unshare(1, 0)),
            List.of(exitComplete(1)),
            List.of(forkBegin(0, 1), forkShareNext(1)),
            List.of(open(1, 1))),
        new Scenario(
            "a parent exits while its child exits",
            bounds(3, 1, 1),
            and(sharedByTwo, fork(1, 2), unshare(1, 0), unshare(2, 0)),
            List.of(exitComplete(1)),
            List.of(exitComplete(2))),
        new Scenario(
            "a parent exits while its dead child is cleaned up",
            bounds(3, 1, 1),
            and(sharedByTwo, fork(1, 2), die(2), unshare(1, 0)),
            List.of(exitComplete(1)),
            List.of(cleanupLeaveNext(0, 2), cleanupComplete(0, 2))));
  }

  static List<Scenario> cleanupScenarios() {
    List<Invocation> childIsDead = List.of(open(0, 0), fork(0, 1), fork(0, 2), die(1));
    return List.of(
        new Scenario(
            "a dead child is cleaned up while a subscriber leaves",
            bounds(3, 1, 1),
            childIsDead,
            List.of(cleanupLeaveNext(0, 1), cleanupComplete(0, 1)),
            List.of(unshare(2, 0))),
        new Scenario(
            "a dead owner is cleaned up while the next owner leaves",
            bounds(4, 1, 1),
            List.of(fork(0, 1), open(1, 0), fork(1, 2), fork(1, 3), die(1)),
            List.of(cleanupLeaveNext(0, 1), cleanupComplete(0, 1)),
            List.of(close(3, 0))),
        new Scenario(
            "two threads of the parent clean up",
            bounds(3, 1, 1),
            childIsDead,
            List.of(cleanupLeaveNext(0, 1), cleanupComplete(0, 1)),
            List.of(cleanupLeaveNext(0, 1), cleanupComplete(0, 1))),
        new Scenario(
            "two workers clean up an orphan",
            bounds(4, 1, 1),
            List.of(open(0, 0), fork(0, 1), fork(0, 2), fork(0, 3), exit(0), die(1)),
            List.of(cleanupLeaveNext(2, 1), cleanupComplete(2, 1)),
            List.of(cleanupLeaveNext(3, 1), cleanupComplete(3, 1))),
        new Scenario(
            "the cleaned up index is used again",
            bounds(3, 1, 1),
            childIsDead,
            List.of(cleanupLeaveNext(0, 1), cleanupComplete(0, 1)),
            List.of(forkBegin(2, 1), forkShareNext(1))),
        new Scenario(
            "the cleaner dies",
            bounds(3, 1, 1),
            childIsDead,
            List.of(cleanupLeaveNext(0, 1), cleanupComplete(0, 1)),
            List.of(die(0))));
  }

  static List<Scenario> death() {
    List<Invocation> listener = List.of(open(0, 0), listen(0, 0), fork(0, 1));
    return List.of(
        new Scenario(
            "a subscriber dies while it accepts",
            bounds(2, 1, 1),
            listener,
            List.of(die(1)),
            List.of(accept(1, 0))),
        new Scenario(
            "a subscriber dies while it accepts, with a listener query",
            bounds(2, 1, 1),
            listener,
            List.of(die(1), isListener(0, 0, 1)),
            List.of(accept(1, 0))),
        new Scenario(
            "the owner dies while a subscriber accepts",
            bounds(2, 1, 1),
            listener,
            List.of(die(0)),
            List.of(accept(1, 0))),
        new Scenario(
            "a worker dies while it closes",
            bounds(2, 1, 1),
            listener,
            List.of(die(1), cleanupLeaveNext(0, 1)),
            List.of(close(1, 0))),
        new Scenario(
            "the parent dies while it forks",
            bounds(2, 1, 1),
            List.of(open(0, 0), forkBegin(0, 1)),
            List.of(die(0)),
            List.of(forkShareNext(1), forkComplete(1))),
        new Scenario(
            "the child dies while it is forked",
            bounds(2, 1, 1),
            List.of(open(0, 0), forkBegin(0, 1)),
            List.of(die(1)),
            List.of(forkShareNext(1), forkComplete(1))),
        new Scenario(
            "the child dies while its parent waits for the end of the fork",
            bounds(2, 1, 1),
            List.of(open(0, 0), forkBegin(0, 1), forkShareNext(1)),
            List.of(die(1), cleanupLeaveNext(0, 1)),
            List.of(close(0, 0))));
  }

  static List<Scenario> composed() {
    return List.of(
        new Scenario(
            "a worker forks while the other subscriber exits",
            bounds(3, 2, 2, 2),
            List.of(open(0, 0), open(0, 1), fork(0, 1)),
            List.of(fork(0, 2)),
            List.of(exit(1))),
        new Scenario(
            "a worker forks while another thread of it closes",
            bounds(2, 2, 2, 2),
            List.of(open(0, 0), open(0, 1)),
            List.of(fork(0, 1)),
            List.of(close(0, 1))),
        new Scenario(
            "a worker forks while capacity is freed",
            bounds(4, 3, 2, 1),
            List.of(fork(0, 1), open(1, 2), fork(1, 2), close(2, 2), open(0, 0), open(0, 1)),
            List.of(fork(0, 3)),
            List.of(close(1, 2))),
        new Scenario(
            "two workers fork with capacity for one session",
            bounds(4, 2, 1),
            List.of(fork(0, 1), open(0, 0), open(1, 1)),
            List.of(fork(0, 2)),
            List.of(fork(1, 3))),
        new Scenario(
            "a worker exits while another thread of it opens a session",
            bounds(1, 2, 1),
            List.of(open(0, 0)),
            List.of(exit(0)),
            List.of(open(0, 1))),
        new Scenario(
            "all exit",
            bounds(3, 1, 1),
            List.of(open(0, 0), listen(0, 0), fork(0, 1), fork(0, 2)),
            List.of(exit(0)),
            List.of(exit(1)),
            List.of(exit(2))),
        new Scenario(
            "a dead child with two sessions is cleaned up while another thread closes one",
            bounds(2, 2, 2, 2),
            List.of(open(0, 0), open(0, 1), fork(0, 1), die(1)),
            List.of(cleanup(0, 1)),
            List.of(close(0, 1))),
        new Scenario(
            "a dead child is cleaned up while its sibling accepts and the owner exits",
            bounds(4, 1, 1),
            List.of(open(0, 0), listen(0, 0), fork(0, 1), fork(1, 2), fork(0, 3), die(2)),
            List.of(cleanup(1, 2)),
            List.of(accept(3, 0)),
            List.of(exit(0))));
  }
}
