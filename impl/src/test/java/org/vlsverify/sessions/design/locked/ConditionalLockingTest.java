package org.vlsverify.sessions.design.locked;

import static org.vlsverify.sessions.ThreadModel.MULTI_THREADED;
import static org.vlsverify.sessions.ThreadModel.SINGLE_THREADED;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.sessions.design.StuckOperation;

/** The locks of the design, observed from outside: which operations a stuck one blocks. */
class ConditionalLockingTest {

  private static StuckOperation stuckIn(Consumer<SharedSessions> operation, ThreadModel threadModel)
      throws InterruptedException {
    return new StuckOperation(Design.LOCKED, threadModel, operation);
  }

  @Test
  void threadsOfOneWorkerWaitForTheSessionLock() throws Exception {
    try (StuckOperation stuck = stuckIn(s -> s.listen(0, 8), MULTI_THREADED)) {
      stuck.blocks(sessions -> sessions.listenState(0, 8));
    }
  }

  @Test
  void threadsOnDifferentSessionsDoNotWaitForEachOther() throws Exception {
    try (StuckOperation stuck = stuckIn(s -> s.listen(0, 8), MULTI_THREADED)) {
      stuck.doesNotBlock(sessions -> sessions.listenState(0, 7), ListenState.LISTEN);
    }
  }

  @Test
  void closeWaitsForThreadsThatUseThePool() throws Exception {
    try (StuckOperation stuck = stuckIn(s -> s.listen(0, 8), MULTI_THREADED)) {
      stuck.blocks(sessions -> sessions.close(0, 7));
    }
  }

  @Test
  void forkWaitsForThreadsOfTheParent() throws Exception {
    try (StuckOperation stuck = stuckIn(s -> s.listen(0, 8), MULTI_THREADED)) {
      stuck.blocks(sessions -> sessions.forkBegin(0, 2));
    }
  }

  @Test
  void workersDoNotWaitForEachOthersPrivateSessions() throws Exception {
    try (StuckOperation stuck = stuckIn(s -> s.listen(0, 8), MULTI_THREADED)) {
      stuck.doesNotBlock(sessions -> sessions.unshare(1, 7), Outcome.UNSHARED);
    }
  }

  @Test
  void singleThreadedWorkerTakesNoLocksForPrivateSessions() throws Exception {
    try (StuckOperation stuck = stuckIn(s -> s.listen(0, 8), SINGLE_THREADED)) {
      stuck.doesNotBlock(sessions -> sessions.listenState(0, 8), ListenState.NONE);
      stuck.doesNotBlock(sessions -> sessions.unshare(0, 8), Outcome.NOT_SUBSCRIBED);
    }
  }

  @Test
  void singleThreadedWorkerLocksSharedData() throws Exception {
    try (StuckOperation stuck = stuckIn(s -> s.accept(1, 7), SINGLE_THREADED)) {
      stuck.blocks(sessions -> sessions.owner(0, 7));
    }
  }
}
