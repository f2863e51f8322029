package org.vlsverify.sessions.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void checkThatEndsIsRunOnce() {
    AtomicLong runs = new AtomicLong();

    TimeLimit.run("The check", LONG, runs::incrementAndGet);

    assertThat(runs).hasValue(1);
  }

  @Test
  void exceptionOfTheCheckIsItsOwn() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(
            () ->
                TimeLimit.run(
                    "The check",
                    LONG,
                    () -> {
                      throw new UnsupportedOperationException("broken");
                    }))
        .withMessage("broken");
  }

  @Test
  void endlessLoopIsNamedWithItsStack() {
    AtomicBoolean over = new AtomicBoolean();

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> TimeLimit.run("The replay", SHORT, () -> spin(over)))
        .withMessageContaining("The replay has made no progress for 0 s.")
        .withMessageContaining("at spin(TimeLimitTest.java:");
    over.set(true);
  }

  private static void spin(AtomicBoolean over) {
    while (!over.get()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void lockThatNobodyReleasesIsNamedWithItsOwner() throws InterruptedException {
    ReentrantLock lock = new ReentrantLock();
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    Thread owner =
        new Thread(
            () -> {
              lock.lock();
              held.countDown();
              await(over);
              lock.unlock();
            },
            "the owner");
    owner.start();
    held.await();

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> TimeLimit.run("The check", SHORT, lock::lock))
        .withMessageContaining("waits for java.util.concurrent.locks.ReentrantLock")
        .withMessageContaining("held by the owner")
        .withMessageContaining("holds java.util.concurrent.locks.ReentrantLock");
    over.countDown();
    owner.join();
  }

  private static void await(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void checkWithProgressMayTakeLonger() {
    AtomicLong progress = new AtomicLong();
    long end = System.nanoTime() + 3 * SHORT.toNanos();

    TimeLimit.run(
        "The check",
        SHORT,
        progress::incrementAndGet,
        () -> {
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
        });

    assertThat(progress.get()).isGreaterThan(1);
  }
}
