package org.vlsverify.linearizability.mutant;

import java.util.List;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.mutant.ConcurrentDefects.Expected;
import org.vlsverify.linearizability.scenario.HandWrittenScenarios;
import org.vlsverify.sessions.design.Design;

/** Concurrent defects of the design with one lock for everything. */
final class GlobalLockDefects {
  private GlobalLockDefects() {}

  static List<Expected> all() {
    return List.of(
        new Expected(
            new Defect(
                Design.GLOBAL_LOCK,
                "question-without-lock",
                "The listener query does not take the lock.",
                "GlobalLockSharedSessions",
                "readLock.lock(); try { return sessions.isListener(worker, session, other); }"
                    + " finally { readLock.unlock(); }",
                "return sessions.isListener(worker, session, other);"),
            List.of("isListener"),
            HandWrittenScenarios.QUERIES,
            "another thread of the worker closes before the owner accepts",
            Kind.NOT_LINEARIZABLE,
            "Results by thread: UNSHARED, ACCEPTING | true"),
        new Expected(
            new Defect(
                Design.GLOBAL_LOCK,
                "unshare-under-read-lock",
                "Unshare takes only the read lock.",
                "GlobalLockSharedSessions",
                "writeLock.lock(); try { return sessions.unshare(worker, session); }"
                    + " finally { writeLock.unlock(); }",
                "readLock.lock(); try { return sessions.unshare(worker, session); }"
                    + " finally { readLock.unlock(); }"),
            List.of("unshare"),
            HandWrittenScenarios.UNSHARE_AGAINST_UNSHARE,
            "the last two leave",
            Kind.NOT_LINEARIZABLE,
            "unshare(worker 0, session 0)"),
        new Expected(
            new Defect(
                Design.GLOBAL_LOCK,
                "notice-read-under-read-lock",
                "Acknowledge, which removes the notice, takes only the read lock.",
                "GlobalLockSharedSessions",
                "writeLock.lock(); try { return sessions.acknowledge(worker, session); }"
                    + " finally { writeLock.unlock(); }",
                "readLock.lock(); try { return sessions.acknowledge(worker, session); }"
                    + " finally { readLock.unlock(); }"),
            List.of("acknowledge"),
            HandWrittenScenarios.ACKNOWLEDGE,
            "two threads read the notice",
            Kind.NOT_LINEARIZABLE,
            "Results by thread: TOLD | TOLD"));
  }
}
