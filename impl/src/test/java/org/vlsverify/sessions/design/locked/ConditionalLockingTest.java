package org.vlsverify.sessions.design.locked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.vlsverify.sessions.ThreadModel.MULTI_THREADED;
import static org.vlsverify.sessions.ThreadModel.SINGLE_THREADED;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.Transport;

/** Which locks are taken, seen from outside: who has to wait for an operation that is stuck. */
class ConditionalLockingTest {

  private static final long LONG_ENOUGH_TO_RUN_MILLIS = 200;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final StuckTransport transport = new StuckTransport();

  /** Agrees to everything, but once it is stuck it takes until the test says so to attach. */
  private static final class StuckTransport implements Transport {

    private volatile boolean stuck;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @Override
    public boolean open(int worker, int session) {
      return true;
    }

    @Override
    public boolean attach(int worker, int session) {
      if (!stuck) {
        return true;
      }
      asked.countDown();
      try {
        return answer.await(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void detach(int worker, int session) {}

    @Override
    public void disconnect(int worker, int session) {}

    @Override
    public void ownerChanged(int session, int oldOwner, int newOwner) {}
  }

  @AfterEach
  void endThreads() {
    transport.answer.countDown();
    threads.shutdownNow();
  }

  /** Worker 0 holds 7 and 8, and shares 7, a listener, with worker 1. */
  private SharedSessions sessions(ThreadModel threadModel) {
    SharedSessions sessions =
        new LockedSharedSessions(new SharedSessionsConfig(3, 2, 2, 0, threadModel), transport);
    sessions.open(0, 7);
    sessions.listen(0, 7);
    sessions.fork(0, 1);
    sessions.open(0, 8);
    return sessions;
  }

  private void stickIn(Runnable operation) throws InterruptedException {
    transport.stuck = true;
    threads.submit(operation);
    assertThat(transport.asked.await(1, TimeUnit.MINUTES)).isTrue();
  }

  private <T> void assertThatItReturns(Callable<T> operation, T outcome) {
    assertTimeoutPreemptively(
        Duration.ofMinutes(1), () -> assertThat(operation.call()).isEqualTo(outcome));
  }

  private void assertThatItWaits(Runnable operation)
      throws InterruptedException, ExecutionException, TimeoutException {
    Future<?> waiting = threads.submit(operation);
    try {
      waiting.get(LONG_ENOUGH_TO_RUN_MILLIS, TimeUnit.MILLISECONDS);
      throw new AssertionError("the operation did not wait");
    } catch (TimeoutException expected) {
      transport.answer.countDown();
    }
    waiting.get(1, TimeUnit.MINUTES);
  }

  @Test
  void threadsOfOneWorkerWaitForTheLockOfASession() throws Exception {
    SharedSessions sessions = sessions(MULTI_THREADED);
    stickIn(() -> sessions.listen(0, 8));

    assertThatItWaits(() -> sessions.listenState(0, 8));
  }

  @Test
  void threadsOfOneWorkerDoNotWaitForOneAnotherWithDifferentSessions() throws Exception {
    SharedSessions sessions = sessions(MULTI_THREADED);
    stickIn(() -> sessions.listen(0, 8));

    assertThatItReturns(() -> sessions.listenState(0, 7), ListenState.LISTEN);
  }

  @Test
  void aChangeOfThePoolWaitsForTheThreadsThatUseIt() throws Exception {
    SharedSessions sessions = sessions(MULTI_THREADED);
    stickIn(() -> sessions.listen(0, 8));

    assertThatItWaits(() -> sessions.close(0, 7));
  }

  @Test
  void aForkWaitsForTheThreadsOfTheParent() throws Exception {
    SharedSessions sessions = sessions(MULTI_THREADED);
    stickIn(() -> sessions.listen(0, 8));

    assertThatItWaits(() -> sessions.forkBegin(0, 2));
  }

  @Test
  void workersDoNotWaitForOneAnothersPrivateSessions() throws Exception {
    SharedSessions sessions = sessions(MULTI_THREADED);
    stickIn(() -> sessions.listen(0, 8));

    assertThatItReturns(() -> sessions.unshare(1, 7), Outcome.UNSHARED);
  }

  @Test
  void aSingleThreadedWorkerTakesNoLocksForWhatIsPrivate() throws Exception {
    SharedSessions sessions = sessions(SINGLE_THREADED);
    stickIn(() -> sessions.listen(0, 8));

    assertThatItReturns(() -> sessions.listenState(0, 8), ListenState.NONE);
    assertThatItReturns(() -> sessions.unshare(0, 8), Outcome.NOT_SUBSCRIBED);
  }

  @Test
  void aSingleThreadedWorkerStillLocksWhatIsShared() throws Exception {
    SharedSessions sessions = sessions(SINGLE_THREADED);
    stickIn(() -> sessions.accept(1, 7));

    assertThatItWaits(() -> sessions.owner(0, 7));
  }
}
