package org.vlsverify.sessions.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.Transport;

/** After an exception of the transport, which must not throw, no lock stays locked. */
@Variant.Each
class BrokenTransportTest {

  private final ExecutorService otherThread = Executors.newSingleThreadExecutor();
  private boolean broken;

  private final Transport transport =
      new Transport() {
        @Override
        public boolean open(int worker, int session) {
          return agree();
        }

        @Override
        public boolean attach(int worker, int session) {
          return agree();
        }

        @Override
        public void detach(int worker, int session) {
          agree();
        }

        @Override
        public void disconnect(int worker, int session) {
          agree();
        }

        @Override
        public void ownerChanged(int session, int oldOwner, int newOwner) {
          agree();
        }
      };

  private final SharedSessions sessions;

  BrokenTransportTest(Variant variant) {
    sessions =
        variant
            .design()
            .create(new SharedSessionsConfig(4, 3, 3, 0, variant.threadModel()), transport);
  }

  private boolean agree() {
    if (broken) {
      throw new UnsupportedOperationException("broken");
    }
    return true;
  }

  @AfterEach
  void endThread() {
    otherThread.shutdownNow();
  }

  private void assertThatItThrowsAndLocksNothing(Runnable operation) throws Exception {
    broken = true;
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(operation::run);
    broken = false;
    Outcome outcome = otherThread.submit(() -> sessions.forkBegin(0, 2)).get(1, TimeUnit.MINUTES);
    assertThat(outcome).isEqualTo(Outcome.FORK_BEGUN);
    assertThat(otherThread.submit(() -> sessions.die(2)).get(1, TimeUnit.MINUTES))
        .isEqualTo(Outcome.DIED);
  }

  @Test
  void failedOpenReleasesAllLocks() throws Exception {
    assertThatItThrowsAndLocksNothing(() -> sessions.open(0, 7));
    assertThat(sessions.open(0, 7)).isEqualTo(Outcome.OPENED);
  }

  @Test
  void failedOwnerChangeReleasesAllLocks() throws Exception {
    sessions.open(0, 7);
    sessions.fork(0, 1);
    assertThatItThrowsAndLocksNothing(() -> sessions.unshare(0, 7));
  }

  @Test
  void failedLastUnshareReleasesAllLocks() throws Exception {
    sessions.open(0, 7);
    sessions.fork(0, 1);
    sessions.unshare(1, 7);
    assertThatItThrowsAndLocksNothing(() -> sessions.unshare(0, 7));
  }

  @Test
  void failedAttachOfAPassiveCopyReleasesAllLocks() throws Exception {
    sessions.open(0, 7);
    sessions.listen(0, 7);
    sessions.fork(0, 1);
    assertThatItThrowsAndLocksNothing(() -> sessions.accept(1, 7));
    assertThat(sessions.accept(1, 7)).isEqualTo(Outcome.ACCEPTING);
  }

  @Test
  void failedCleanupReleasesAllLocks() throws Exception {
    sessions.open(0, 7);
    sessions.fork(0, 1);
    sessions.unshare(0, 7);
    sessions.die(1);
    assertThatItThrowsAndLocksNothing(() -> sessions.cleanup(0, 1));
  }
}
