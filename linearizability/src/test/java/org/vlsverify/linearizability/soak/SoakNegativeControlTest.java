package org.vlsverify.linearizability.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.mutant.Defect;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.linearizability.soak.SoakFailure.Kind;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * Seeded defects that only threads show. Where a defect needs a rare moment, the mutant prolongs
 * that moment; so it is found at once on every machine.
 */
class SoakNegativeControlTest {
  private static final String COMMAND = MavenTest.unit("SoakNegativeControlTest").command();

  /** Each is found in the first rounds. */
  private static final double SECONDS = 30;

  private static final long HANG_MILLIS = 3_000;

  /** Without a deadlock, a stall of the machine must not count as a hang. */
  private static final long STALL_MILLIS = 20_000;

  private static final String A_WHILE =
      "java.util.concurrent.locks.LockSupport.parkNanos(100_000);";

  /**
   * A defect, and the expected finding.
   *
   * @param defect not null
   * @param kinds the allowed kinds
   * @param words texts in the message
   */
  record Expected(Defect defect, Set<Kind> kinds, List<String> words) {
    @Override
    public String toString() {
      return defect.toString();
    }
  }

  static List<Expected> defects() {
    return List.of(
        new Expected(
            new Defect(
                Design.LOCKED,
                "last-two-leave-unlocked",
                "The last two subscribers leave concurrently without the lock, and neither frees the element.",
                "Leaving",
                "Lock dataLock = data.lock(); dataLock.lock(); try {"
                    + " if (data.hasSeveralSubscribers()) { return",
                "Lock dataLock = new java.util.concurrent.locks.ReentrantLock(); dataLock.lock();"
                    + " try { if (data.hasSeveralSubscribers()) { "
                    + A_WHILE
                    + " return"),
            Set.of(Kind.INVARIANT, Kind.THREW, Kind.NOT_LINEARIZABLE),
            List.of("session ")),
        new Expected(
            new Defect(
                Design.LOCKED,
                "lock-order-turned-round-slowly",
                "A death locks the table of the worker before the life cycle: a lock-order inversion.",
                "LifeCycle",
                "lock.lock(); try { Worker killed = workers.get(worker);"
                    + " return killed == null ? Outcome.WORKER_NOT_LIVE : kill(killed); }"
                    + " finally { lock.unlock(); }",
                "Worker killed = workers.get(worker);"
                    + " if (killed == null) { return Outcome.WORKER_NOT_LIVE; }"
                    + " killed.tableWriteLock().lock(); try { "
                    + A_WHILE
                    + " lock.lock(); try { return workers.get(worker) == killed ? kill(killed)"
                    + " : Outcome.WORKER_NOT_LIVE; } finally { lock.unlock(); } }"
                    + " finally { killed.tableWriteLock().unlock(); }"),
            Set.of(Kind.HANG),
            List.of("They wait for each other: thread ", "in die(worker ", "held by thread ")),
        new Expected(
            new Defect(
                Design.LOCKED,
                "lock-kept-by-death",
                "A death does not release the lock of the life cycle.",
                "LifeCycle",
                "return killed == null ? Outcome.WORKER_NOT_LIVE : kill(killed); }"
                    + " finally { lock.unlock(); }",
                "return killed == null ? Outcome.WORKER_NOT_LIVE : kill(killed); } finally { }"),
            Set.of(Kind.HANG, Kind.LOCK_LEFT_BEHIND),
            List.of("java.util.concurrent.locks.ReentrantLock")),
        new Expected(
            new Defect(
                Design.GLOBAL_LOCK,
                "fork-ends-twice",
                "The end of a fork checks the life of the child, and reports by that check, before it takes the lock.",
                "GlobalLockSharedSessions",
                "writeLock.lock(); try { return sessions.forkComplete(child); }"
                    + " finally { writeLock.unlock(); }",
                "boolean forking; writeLock.lock();"
                    + " try { forking = sessions.snapshot().workers().get(child).life()"
                    + " == org.vlsverify.sessions.Life.FORKING; } finally { writeLock.unlock(); } "
                    + A_WHILE
                    + " writeLock.lock(); try { Outcome outcome = sessions.forkComplete(child);"
                    + " return forking && outcome == Outcome.NOT_FORKING ? Outcome.FORKED : outcome; }"
                    + " finally { writeLock.unlock(); }"),
            Set.of(Kind.NOT_LINEARIZABLE),
            List.of(
                "No sequential order of these calls gives these outcomes and this state:",
                "forkComplete(child ")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void isFound(Expected expected) {
    long start = System.nanoTime();
    Defect defect = expected.defect();

    SoakFailure failure =
        catchThrowableOfType(
            SoakFailure.class,
            () ->
                new Soak(
                        defect.toString(),
                        new MutatedImplementation(defect),
                        ThreadModel.MULTI_THREADED,
                        new SoakBudget((int) SECONDS, 7, 6),
                        expected.kinds().contains(Kind.HANG) ? HANG_MILLIS : STALL_MILLIS,
                        COMMAND)
                    .run(SECONDS));

    String wanted = expected.kinds().stream().sorted().toList().toString();
    boolean found = failure != null && expected.kinds().contains(failure.kind());
    VerdictLog.record(
        CheckResult.of(
                CheckMethod.LINEARIZABILITY,
                "soak finds defect",
                defect.implementation().toString())
            .defect(defect.name())
            .outcome(wanted, failure == null ? "not found" : failure.kind().toString(), found)
            .seconds((System.nanoTime() - start) / 1e9)
            .reproduce(COMMAND)
            .build());
    assertThat(failure)
        .as(
            "finding of %.0f s of soak in %s (%s); reproduce with %s",
            SECONDS, defect, defect.what(), COMMAND)
        .isNotNull();
    assertThat(failure.kind()).as(failure.getMessage()).isIn(expected.kinds());
    assertThat(failure).hasMessageContainingAll(expected.words().toArray(String[]::new));
    assertThat(failure).hasMessageContainingAll("seed 7", "round ", defect.toString(), COMMAND);
  }
}
