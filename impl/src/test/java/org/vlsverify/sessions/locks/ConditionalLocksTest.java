package org.vlsverify.sessions.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.vlsverify.sessions.ThreadModel.MULTI_THREADED;
import static org.vlsverify.sessions.ThreadModel.SINGLE_THREADED;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Test;

/** Mutual exclusion of another thread. */
class ConditionalLocksTest {

  private static boolean anotherThreadCanLock(Lock lock) {
    return CompletableFuture.supplyAsync(
            () -> {
              boolean locked = lock.tryLock();
              if (locked) {
                lock.unlock();
              }
              return locked;
            },
            task -> new Thread(task).start())
        .join();
  }

  @Test
  void multiThreadedLockExcludesOtherThreads() {
    Lock lock = ConditionalLocks.newLock(MULTI_THREADED);
    lock.lock();
    assertThat(anotherThreadCanLock(lock)).isFalse();
    lock.unlock();
    assertThat(anotherThreadCanLock(lock)).isTrue();

    var readWriteLock = ConditionalLocks.newReadWriteLock(MULTI_THREADED);
    readWriteLock.readLock().lock();
    assertThat(anotherThreadCanLock(readWriteLock.readLock())).isTrue();
    assertThat(anotherThreadCanLock(readWriteLock.writeLock())).isFalse();
  }

  @Test
  void singleThreadedLockExcludesNobody() {
    Lock lock = ConditionalLocks.newLock(SINGLE_THREADED);
    lock.lock();
    assertThat(anotherThreadCanLock(lock)).isTrue();

    var readWriteLock = ConditionalLocks.newReadWriteLock(SINGLE_THREADED);
    readWriteLock.writeLock().lock();
    assertThat(anotherThreadCanLock(readWriteLock.readLock())).isTrue();
    assertThat(anotherThreadCanLock(readWriteLock.writeLock())).isTrue();
  }

  @Test
  void singleThreadedLockHasNoConditions() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(NoLock.INSTANCE::newCondition);
  }
}
