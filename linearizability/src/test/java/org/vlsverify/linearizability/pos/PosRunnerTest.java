package org.vlsverify.linearizability.pos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.Explanation;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.mutant.ConcurrentDefects;
import org.vlsverify.linearizability.mutant.Defect;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

class PosRunnerTest {
  private static final long SEED = 7;
  private static final int ENOUGH = 2_000;

  private static final Map<String, ConcurrentDefects.Expected> DEFECTS =
      ConcurrentDefects.all().stream()
          .collect(Collectors.toMap(ConcurrentDefects.Expected::toString, Function.identity()));

  private static final Scenario TWO_LISTEN =
      new Scenario(
          "two threads listen",
          new Bounds(1, 1, 1, 0, Set.of(0)),
          List.of(Invocation.open(0, 0)),
          List.of(Invocation.listen(0, 0)),
          List.of(Invocation.listen(0, 0)));

  private static Finding find(String defect) {
    ConcurrentDefects.Expected expected = DEFECTS.get(defect);
    return PosRunner.run(
            new MutatedImplementation(expected.defect()), expected.made(), ENOUGH, SEED)
        .orElseThrow(() -> new AssertionError(defect + " is not found"));
  }

  @Test
  void sameSeedGivesTheSameRun() {
    Finding one = find("locked with disconnected-before-freed");
    Finding two = find("locked with disconnected-before-freed");

    assertThat(two.execution()).isEqualTo(one.execution()).isGreaterThan(1);
    assertThat(two.interleaving()).isEqualTo(one.interleaving());
    assertThat(two.results()).isEqualTo(one.results());
  }

  @Test
  void otherSeedsGiveOtherRuns() {
    ConcurrentDefects.Expected expected = DEFECTS.get("locked with disconnected-before-freed");
    SharedSessionsFactory mutant = new MutatedImplementation(expected.defect());

    assertThat(
            List.of(1L, 2L, 3L, 4L).stream()
                .map(seed -> PosRunner.run(mutant, expected.made(), ENOUGH, seed))
                .map(finding -> finding.orElseThrow().interleaving())
                .distinct())
        .hasSizeGreaterThan(1);
  }

  /** Of each design one that only switches at plain accesses show: a canary. */
  @Test
  void accessesOfEachDesignAreIntercepted() {
    assertThat(find("global-lock with question-without-lock").kind())
        .isEqualTo(Kind.NOT_LINEARIZABLE);
    assertThat(find("locked with element-lock-dropped").kind()).isEqualTo(Kind.NOT_LINEARIZABLE);
    assertThat(find("optimistic with version-check-dropped").kind())
        .isEqualTo(Kind.NOT_LINEARIZABLE);
  }

  @Test
  void deadlockNamesThreadsAndLocks() {
    Finding finding = find("locked with lock-order-turned-round");

    assertThat(finding.kind()).isEqualTo(Kind.STUCK);
    assertThat(Explanation.of(finding))
        .contains("deadlock", "thread 1 waits for a lock (", "at org.vlsverify.mutant.locked");
    assertThat(finding.interleaving())
        .contains("waits for LifeCycle#1.lock", "holds [LifeCycle#1.lock]");
  }

  @Test
  void lockThatIsNeverReleasedIsFound() {
    assertThat(find("locked with lock-not-released").kind()).isEqualTo(Kind.STUCK);
  }

  @Test
  void interleavingIsInWordsOfTheCode() {
    assertThat(find("locked with session-lock-dropped").interleaving())
        .contains("thread 2 begins ", " takes Worker 0.tableLock", "reads Worker 0.life: LIVE")
        .contains(" is stopped\n", " ends ");
  }

  private static SharedSessionsFactory mutant(
      Design design, String name, String file, String original, String replacement) {
    return new MutatedImplementation(
        new Defect(design, name, "A control of this test.", file, original, replacement));
  }

  @Test
  void busyWaitWithoutEndIsFound() {
    Finding finding =
        PosRunner.run(
                mutant(
                    Design.OPTIMISTIC,
                    "control-stays-busy",
                    "Copy",
                    "void become(long next) { WORD.setRelease(this, next);",
                    "void become(long next) { WORD.setRelease(this, BUSY);"),
                TWO_LISTEN,
                ENOUGH,
                SEED)
            .orElseThrow();

    assertThat(finding.kind()).isEqualTo(Kind.STUCK);
    assertThat(Explanation.of(finding)).contains("each thread waits for a change by another one");
  }

  @Test
  void endlessLoopIsFound() {
    Finding finding =
        PosRunner.run(
                mutant(
                    Design.LOCKED,
                    "control-endless-loop",
                    "Session",
                    "boolean listens() { return",
                    "boolean listens() { while (!listens) {} return"),
                TWO_LISTEN,
                ENOUGH,
                SEED)
            .orElseThrow();

    assertThat(finding.kind()).isEqualTo(Kind.STUCK);
    assertThat(Explanation.of(finding)).contains("livelock: no end after 20,000 steps");
  }

  @ParameterizedTest
  @EnumSource(Design.class)
  void everyClassOfDesignIsKnown(Design design) {
    assertThat(PosRunner.canRun(new Implementation(design, ThreadModel.MULTI_THREADED))).isTrue();
  }

  @Test
  void unknownAccessIsRefused() {
    SharedSessionsFactory waits =
        mutant(
            Design.LOCKED,
            "control-tries-lock",
            "SharedDataPool",
            "poolLock.lock(); SharedData data",
            "poolLock.tryLock(); SharedData data");

    assertThat(PosRunner.canRun(waits)).isFalse();
    assertThatThrownBy(() -> new PosRunner(waits))
        .hasMessageContaining("SharedDataPool.acquire")
        .hasMessageContaining("cannot intercept");
  }

  @Test
  void oneThreadPerWorkerHasNoLocks() {
    try (PosRunner runner =
        new PosRunner(
            new Implementation(Design.LOCKED, ThreadModel.SINGLE_THREADED),
            ThreadModel.SINGLE_THREADED)) {
      Optional<Finding> finding = runner.run(TWO_LISTEN, ENOUGH, SEED);

      assertThat(finding).as("two threads of one worker, against the thread model").isPresent();
    }
  }
}
