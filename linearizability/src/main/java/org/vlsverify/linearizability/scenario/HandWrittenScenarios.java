package org.vlsverify.linearizability.scenario;

import static org.vlsverify.linearizability.scenario.Invocation.*;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.Bounds;

/** The scenarios made by hand, in families: what is run against what. */
public enum HandWrittenScenarios {
  SUBSCRIBE_AGAINST_UNSHARE("subscribe against unshare") {
    @Override
    public List<Scenario> scenarios() {
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
              bounds(3, 1, 1),
              and(sharedByTwo, forkBegin(1, 2)),
              List.of(forkShareNext(2), forkComplete(2), acknowledge(2, 0)),
              List.of(close(0, 0), open(0, 0))));
    }
  },

  UNSHARE_AGAINST_UNSHARE("unshare against unshare") {
    @Override
    public List<Scenario> scenarios() {
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
  },

  INDEX_REUSE("last unshare against subscribe of another session") {
    @Override
    public List<Scenario> scenarios() {
      // Worker 0 is the last subscriber of session 0, worker 1 has session 1 for itself.
      List<Invocation> before =
          List.of(fork(0, 1), open(0, 0), fork(0, 2), close(2, 0), open(1, 1), forkBegin(1, 3));
      return List.of(
          new Scenario(
              "the last element is freed while it is asked for",
              bounds(4, 2, 1),
              before,
              List.of(close(0, 0)),
              List.of(forkShareNext(3), forkComplete(3))),
          new Scenario(
              "an element is freed while another is asked for",
              bounds(4, 2, 2),
              before,
              List.of(close(0, 0)),
              List.of(forkShareNext(3), forkComplete(3))),
          new Scenario(
              "the freed element is used again while questions are asked",
              bounds(4, 2, 1),
              before,
              List.of(close(0, 0)),
              List.of(forkShareNext(3), forkComplete(3)),
              List.of(owner(0, 0), owner(1, 1))),
          new Scenario(
              "the session that was left is opened and shared again",
              bounds(5, 2, 1),
              before,
              List.of(close(0, 0), open(0, 0), forkBegin(0, 4), forkShareNext(4)),
              List.of(forkShareNext(3))),
          new Scenario(
              "room is made at the end of a fork that lacks it",
              bounds(4, 2, 1),
              before,
              List.of(forkComplete(3)),
              List.of(close(0, 0), open(3, 0))),
          new Scenario(
              "two elements are taken and one is freed while others are asked for",
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
              List.of(
                  forkShareNext(2), forkShareNext(2), forkComplete(2), close(0, 0), close(2, 0))),
          new Scenario(
              "two parents ask for the last element",
              bounds(4, 2, 1),
              List.of(fork(0, 1), open(0, 0), open(1, 1), forkBegin(0, 2), forkBegin(1, 3)),
              List.of(forkShareNext(2), forkComplete(2)),
              List.of(forkShareNext(3), forkComplete(3))));
    }
  },

  QUERIES("questions against changes") {
    @Override
    public List<Scenario> scenarios() {
      List<Invocation> sharedByThree = List.of(open(0, 0), fork(0, 1), fork(0, 2));
      return List.of(
          new Scenario(
              "who owns it while the owner leaves",
              bounds(3, 1, 1),
              sharedByThree,
              List.of(unshare(0, 0)),
              List.of(owner(1, 0), isSharedBy(1, 0, 0), acknowledge(1, 0))),
          new Scenario(
              "who shares it while the owner leaves",
              bounds(3, 1, 1),
              sharedByThree,
              List.of(unshare(0, 0)),
              List.of(isSharedBy(1, 0, 2))),
          new Scenario(
              "who does not share it while the owner leaves",
              bounds(4, 1, 1),
              sharedByThree,
              List.of(unshare(0, 0)),
              List.of(isSharedBy(1, 0, 3))),
          new Scenario(
              "who owns it while owner and next owner leave",
              bounds(3, 1, 1),
              sharedByThree,
              List.of(unshare(0, 0)),
              List.of(unshare(2, 0)),
              List.of(owner(1, 0), owner(1, 0))),
          new Scenario(
              "who shares it while a child subscribes",
              bounds(3, 1, 1),
              List.of(open(0, 0), forkBegin(0, 1)),
              List.of(forkShareNext(1), forkComplete(1)),
              List.of(isSharedBy(0, 0, 1), owner(0, 0), owner(1, 0))),
          new Scenario(
              "who accepts while somebody accepts",
              bounds(2, 1, 1),
              List.of(open(0, 0), listen(0, 0), fork(0, 1)),
              List.of(accept(1, 0)),
              List.of(listenState(0, 0), isListener(0, 0, 1))),
          new Scenario(
              "who accepts while the listener stops",
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
  },

  FORK_AGAINST_CLOSE("fork against close in a sibling thread") {
    @Override
    public List<Scenario> scenarios() {
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
              "a question is asked before the end of the fork",
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
  },

  EXIT_AGAINST_UNSHARE("exit against unshare") {
    @Override
    public List<Scenario> scenarios() {
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
              "the index of one who exits is used again",
              bounds(2, 1, 1),
              and(sharedByTwo, unshare(1, 0)),
              List.of(exitComplete(1)),
              List.of(forkBegin(0, 1), forkShareNext(1)),
              List.of(open(1, 0))),
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
  },

  CLEANUP("cleanup against unshare, and against cleanup") {
    @Override
    public List<Scenario> scenarios() {
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
  },

  LISTENERS("accept, epoll and listen against each other, close and fork") {
    @Override
    public List<Scenario> scenarios() {
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
  },

  ACKNOWLEDGE("acknowledge against owner change") {
    @Override
    public List<Scenario> scenarios() {
      // Worker 2 has become the owner, and worker 1 is next.
      List<Invocation> told = List.of(open(0, 0), fork(0, 1), fork(0, 2), close(0, 0));
      return List.of(
          new Scenario(
              "two threads read the notice",
              bounds(3, 1, 1),
              told,
              List.of(acknowledge(2, 0)),
              List.of(acknowledge(2, 0))),
          new Scenario(
              "the notice is read while the new owner leaves",
              bounds(3, 1, 1),
              told,
              List.of(acknowledge(2, 0)),
              List.of(close(2, 0), acknowledge(1, 0))),
          new Scenario(
              "the next owner reads while the new owner leaves",
              bounds(3, 1, 1),
              told,
              List.of(close(2, 0)),
              List.of(acknowledge(1, 0), acknowledge(1, 0))),
          new Scenario(
              "the notice is read while the owner changes",
              bounds(2, 1, 1),
              List.of(open(0, 0), fork(0, 1)),
              List.of(unshare(0, 0)),
              List.of(acknowledge(1, 0), owner(1, 0))),
          new Scenario(
              "the new owner dies while it is told",
              bounds(2, 1, 1),
              List.of(open(0, 0), fork(0, 1)),
              List.of(unshare(0, 0)),
              List.of(die(1))));
    }
  },

  OPEN_AGAINST_LAST_CLOSE("open against last close of the same session") {
    @Override
    public List<Scenario> scenarios() {
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
  },

  DEATH("die against everything") {
    @Override
    public List<Scenario> scenarios() {
      List<Invocation> listener = List.of(open(0, 0), listen(0, 0), fork(0, 1));
      return List.of(
          new Scenario(
              "a subscriber dies while it accepts",
              bounds(2, 1, 1),
              listener,
              List.of(die(1)),
              List.of(accept(1, 0))),
          new Scenario(
              "a subscriber dies while it accepts, and is asked about",
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
  },

  COMPOSED("fork, exit and cleanup as a whole") {
    @Override
    public List<Scenario> scenarios() {
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
              "two workers fork with room for one session",
              bounds(4, 2, 1),
              List.of(fork(0, 1), open(0, 0), open(1, 1)),
              List.of(fork(0, 2)),
              List.of(fork(1, 3))),
          new Scenario(
              "all exit",
              bounds(3, 1, 1),
              List.of(open(0, 0), listen(0, 0), fork(0, 1), fork(0, 2)),
              List.of(exit(0)),
              List.of(exit(1)),
              List.of(exit(2))),
          new Scenario(
              "a dead child is cleaned up while its sibling accepts and the owner exits",
              bounds(4, 1, 1),
              List.of(open(0, 0), listen(0, 0), fork(0, 1), fork(1, 2), fork(0, 3), die(2)),
              List.of(cleanup(1, 2)),
              List.of(accept(3, 0)),
              List.of(exit(0))));
    }
  };

  private final String words;

  HandWrittenScenarios(String words) {
    this.words = words;
  }

  /**
   * @return the scenarios of the family
   */
  public abstract List<Scenario> scenarios();

  /** Those of all families. */
  public static List<Scenario> all() {
    return Stream.of(values()).flatMap(family -> family.scenarios().stream()).toList();
  }

  /** With one slot per worker; everybody may listen on session 0. */
  static Bounds bounds(int workers, int sessions, int sharedCapacity) {
    return bounds(workers, sessions, 1, sharedCapacity);
  }

  static Bounds bounds(int workers, int sessions, int slots, int sharedCapacity) {
    return new Bounds(workers, sessions, slots, sharedCapacity, Set.of(0));
  }

  private static List<Invocation> and(List<Invocation> invocations, Invocation... more) {
    return Stream.concat(invocations.stream(), Stream.of(more)).toList();
  }

  @Override
  public String toString() {
    return words;
  }
}
