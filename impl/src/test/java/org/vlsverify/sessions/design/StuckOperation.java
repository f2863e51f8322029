package org.vlsverify.sessions.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.Transport;

/**
 * An operation that blocks in its request to attach until the test ends it. It shows which locks
 * are taken: other operations block, or do not.
 *
 * <p>Worker 0 holds sessions 7 and 8, and shares 7, a listener, with worker 1.
 */
public final class StuckOperation implements AutoCloseable {

  private static final long LONG_ENOUGH_TO_RUN_MILLIS = 200;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final StuckTransport transport = new StuckTransport();
  private final SharedSessions sessions;

  /**
   * Waits until the operation is stuck.
   *
   * @param design the tested design
   * @param threadModel the tested thread model
   * @param operation an operation that attaches a worker
   */
  public StuckOperation(Design design, ThreadModel threadModel, Consumer<SharedSessions> operation)
      throws InterruptedException {
    sessions = design.create(new SharedSessionsConfig(3, 2, 2, 0, threadModel), transport);
    sessions.open(0, 7);
    sessions.listen(0, 7);
    sessions.fork(0, 1);
    sessions.open(0, 8);
    transport.stuck = true;
    threads.execute(() -> operation.accept(sessions));
    assertThat(transport.asked.await(1, TimeUnit.MINUTES)).isTrue();
  }

  /** Grants everything; once it is stuck, a request to attach blocks until the test ends it. */
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

  /**
   * Checks that an operation of another thread does not block.
   *
   * @param operation the operation
   * @param outcome its expected outcome
   */
  public <T> void doesNotBlock(Function<SharedSessions, T> operation, T outcome) {
    assertTimeoutPreemptively(
        Duration.ofMinutes(1), () -> assertThat(operation.apply(sessions)).isEqualTo(outcome));
  }

  /**
   * Checks that an operation of another thread blocks until the stuck one ends.
   *
   * @param operation the operation
   */
  public void blocks(Consumer<SharedSessions> operation) throws Exception {
    blocks(Map.of("the operation", operation));
  }

  /**
   * Checks that each of these operations, in threads of their own, blocks until the stuck one ends.
   *
   * @param operations by name
   */
  public void blocks(Map<String, Consumer<SharedSessions>> operations) throws Exception {
    Map<String, Future<?>> waiting = new HashMap<>();
    operations.forEach(
        (name, operation) -> waiting.put(name, threads.submit(() -> operation.accept(sessions))));
    Thread.sleep(LONG_ENOUGH_TO_RUN_MILLIS);
    assertThat(waiting)
        .as("blocked operations")
        .noneSatisfy((name, end) -> assertThat(end).isDone());
    transport.answer.countDown();
    for (Future<?> end : waiting.values()) {
      end.get(1, TimeUnit.MINUTES);
    }
  }

  @Override
  public void close() {
    transport.answer.countDown();
    threads.shutdown();
  }
}
