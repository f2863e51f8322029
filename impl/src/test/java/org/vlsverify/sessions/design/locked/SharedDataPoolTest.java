package org.vlsverify.sessions.design.locked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

/** Indices of shared data. */
class SharedDataPoolTest {

  private final SharedDataPool pool = new SharedDataPool(3);

  private static SharedData data(int session) {
    return new SharedData(session, 0, 2);
  }

  @Test
  void unusedIndicesAreAllocatedInOrder() {
    assertThat(pool.add(data(7))).isZero();
    assertThat(pool.add(data(8))).isEqualTo(1);
    assertThat(pool.isFull()).isFalse();
    assertThat(pool.add(data(9))).isEqualTo(2);
    assertThat(pool.isFull()).isTrue();
  }

  @Test
  void lastFreedIndexIsAllocatedFirst() {
    pool.add(data(7));
    pool.add(data(8));
    pool.remove(0);
    pool.remove(1);

    assertThat(pool.add(data(9))).isEqualTo(1);
    assertThat(pool.add(data(7))).isZero();
    assertThat(pool.add(data(8))).isEqualTo(2);
  }

  @Test
  void useOfAFreeElementThrows() {
    pool.add(data(7));
    pool.remove(0);

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> pool.get(0))
        .withMessage("a session refers to shared data 0, which is free");
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> pool.acquire(0));
    pool.writeLock().lock();
  }

  @Test
  void poolOfCapacityZeroIsFull() {
    assertThat(new SharedDataPool(0).isFull()).isTrue();
  }

  @Test
  void unsubscribeOfANonSubscriberThrows() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> data(7).unsubscribe(1))
        .withMessage("worker 1 is not subscribed to session 7");
  }
}
