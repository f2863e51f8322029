package org.vlsverify.sessions.design.optimistic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each flag is that of one worker and one kind. */
class WorkerFlagsTest {
  private static final int KINDS = 4;
  private static final int WORKERS = 1_000;

  private final WorkerFlags flags = new WorkerFlags(KINDS, WORKERS);

  @Test
  void raiseChangesOneFlag() {
    int up = 0;
    for (int worker = 0; worker < WORKERS; worker++) {
      for (int kind = 0; kind < KINDS; kind++) {
        flags.raise(kind, worker);
        up++;
      }
      assertThat(count()).isEqualTo(up);
    }
  }

  @Test
  void lowerAllChangesOneWorker() {
    raiseChangesOneFlag();

    flags.lowerAll(3);

    assertThat(count()).isEqualTo(KINDS * (WORKERS - 1));
    assertThat(flags.isUp(0, 3)).isFalse();
    assertThat(flags.isUp(0, 3 + Long.SIZE)).isTrue();
  }

  private int count() {
    int up = 0;
    for (int worker = 0; worker < WORKERS; worker++) {
      for (int kind = 0; kind < KINDS; kind++) {
        up += flags.isUp(kind, worker) ? 1 : 0;
      }
    }
    return up;
  }
}
