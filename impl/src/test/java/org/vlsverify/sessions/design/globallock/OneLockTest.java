package org.vlsverify.sessions.design.globallock;

import static java.util.Map.entry;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.sessions.design.StuckOperation;

/** Every operation takes the lock, in both thread models. */
class OneLockTest {

  private static final Map<String, Consumer<SharedSessions>> OPERATIONS =
      Map.ofEntries(
          entry("open", sessions -> sessions.open(1, 9)),
          entry("close", sessions -> sessions.close(1, 7)),
          entry("unshare", sessions -> sessions.unshare(1, 7)),
          entry("acknowledge", sessions -> sessions.acknowledge(1, 7)),
          entry("listen", sessions -> sessions.listen(1, 7)),
          entry("accept", sessions -> sessions.accept(1, 7)),
          entry("epollAdd", sessions -> sessions.epollAdd(1, 7)),
          entry("epollDel", sessions -> sessions.epollDel(1, 7)),
          entry("forkBegin", sessions -> sessions.forkBegin(1, 2)),
          entry("forkShareNext", sessions -> sessions.forkShareNext(2)),
          entry("forkComplete", sessions -> sessions.forkComplete(2)),
          entry("exitLeaveNext", sessions -> sessions.exitLeaveNext(1)),
          entry("exitComplete", sessions -> sessions.exitComplete(1)),
          entry("die", sessions -> sessions.die(1)),
          entry("cleanupLeaveNext", sessions -> sessions.cleanupLeaveNext(1, 2)),
          entry("cleanupComplete", sessions -> sessions.cleanupComplete(1, 2)),
          entry("owner", sessions -> sessions.owner(1, 7)),
          entry("isSharedBy", sessions -> sessions.isSharedBy(1, 7, 0)),
          entry("isListener", sessions -> sessions.isListener(1, 7, 0)),
          entry("listenState", sessions -> sessions.listenState(1, 7)));

  @ParameterizedTest
  @EnumSource
  void operationsWaitForThePrivateSessionOfAnotherWorker(ThreadModel threadModel) throws Exception {
    try (StuckOperation stuck =
        new StuckOperation(Design.GLOBAL_LOCK, threadModel, sessions -> sessions.listen(0, 8))) {
      stuck.blocks(OPERATIONS);
    }
  }
}
