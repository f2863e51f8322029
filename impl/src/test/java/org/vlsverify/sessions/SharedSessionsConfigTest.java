package org.vlsverify.sessions;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.vlsverify.sessions.ThreadModel.MULTI_THREADED;

import org.junit.jupiter.api.Test;

/** Checks of the bounds. */
class SharedSessionsConfigTest {

  @Test
  void numbersOutOfRangeThrow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SharedSessionsConfig(0, 1, 1, 0, MULTI_THREADED))
        .withMessage("maxWorkers must be at least 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SharedSessionsConfig(1, 0, 1, 0, MULTI_THREADED))
        .withMessage("slotsPerWorker must be at least 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SharedSessionsConfig(1, 1, -1, 0, MULTI_THREADED))
        .withMessage("sharedCapacity must be at least 0, not -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SharedSessionsConfig(3, 1, 1, 3, MULTI_THREADED))
        .withMessage("rootWorker must be from 0 to 2, not 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SharedSessionsConfig(3, 1, 1, -1, MULTI_THREADED));
  }

  @Test
  void nullThreadModelThrows() {
    assertThatNullPointerException()
        .isThrownBy(() -> new SharedSessionsConfig(1, 1, 1, 0, null))
        .withMessage("threadModel");
  }
}
