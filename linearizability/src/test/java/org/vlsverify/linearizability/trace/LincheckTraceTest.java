package org.vlsverify.linearizability.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.LincheckReplay;
import org.vlsverify.linearizability.lincheck.LincheckRunner;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.lincheck.LincheckTrace;
import org.vlsverify.linearizability.lincheck.TraceScenario;
import org.vlsverify.linearizability.mutant.ConcurrentDefects;
import org.vlsverify.linearizability.mutant.Defect;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.page.TracePage;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.FailingTrace;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceColumns;
import org.vlsverify.spec.trace.TraceJson;
import org.vlsverify.spec.trace.TraceMermaid;
import org.vlsverify.spec.trace.TracePrinter;

/**
 * Findings of Lincheck as traces: shown, stored and run again like other traces. In this package it
 * runs early: stress rewrites all loaded classes, which takes minutes after the tests with TLC.
 */
class LincheckTraceTest {
  private static final String COMMAND = MavenTest.unit("LincheckTraceTest").command();

  private static final int EXECUTIONS = 500;

  private static final ConcurrentDefects.Expected DROPPED = defect("element-lock-dropped");

  /** Found once for all tests. */
  private static final Finding FINDING = finding(DROPPED);

  private static ConcurrentDefects.Expected defect(String name) {
    return ConcurrentDefects.all().stream()
        .filter(expected -> expected.defect().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Finding finding(ConcurrentDefects.Expected defect) {
    return finding(Strategy.MODEL_CHECKING, defect.made(), EXECUTIONS, defect.defect());
  }

  private static Finding finding(
      Strategy strategy, Scenario scenario, int executions, Defect defect) {
    return LincheckRunner.run(
            strategy, List.of(scenario), executions, new MutatedImplementation(defect))
        .finding()
        .orElseThrow(
            () ->
                new AssertionError(
                    "Lincheck, %s: %s (%s) is not found. Executions: %d, of\n%s\nReproduce with: %s"
                        .formatted(
                            strategy,
                            defect,
                            defect.what(),
                            executions,
                            scenario.words(),
                            COMMAND)));
  }

  @Test
  void storedTraceFindsDefectAgain(@TempDir Path directory) {
    Trace trace = LincheckTrace.of(FINDING);
    Path file = directory.resolve("trace.itf.json");

    TraceJson.write(trace, file);
    Trace stored = TraceJson.read(file);

    assertThat(stored).isEqualTo(trace);
    assertThat(TraceScenario.scenario(stored)).isEqualTo(DROPPED.made());
    assertThat(run(stored, new MutatedImplementation(DROPPED.defect())).finding())
        .hasValueSatisfying(
            words ->
                assertThat(words)
                    .contains(
                        "No sequential order gives these results.",
                        "| unshare(0, 0): OWNER_CHANGED"));
    LincheckReplay.Result right =
        run(stored, new Implementation(Design.LOCKED, ThreadModel.MULTI_THREADED));
    assertThat(right.finding()).isEmpty();
    assertThat(right.executions()).isPositive();
  }

  private static LincheckReplay.Result run(Trace trace, SharedSessionsFactory implementation) {
    assertThat(LincheckReplay.isOfScenario(trace)).isTrue();
    return LincheckReplay.run(trace, implementation, LincheckReplay.executions(trace));
  }

  @Test
  void traceShowsScheduleAndResults() {
    Trace trace = LincheckTrace.of(FINDING);

    assertThat(TracePrinter.print(trace))
        .contains("  2  t0  before: open w0 s0 -> OPENED\n       pool[w0][1]: Free -> ")
        .contains("t2  unshare w1 s0: begin\n")
        .contains("       t2 takes dataLock (Leaving.java:")
        .containsPattern(
            "t2 {2}unshare w1 s0: subscriberCount ➜ 2 \\(SharedData.java:\\d+\\)\n.*\n"
                + ".*t2 {2}unshare w1 s0: switch to another thread\n"
                + ".*t1 {2}unshare w0 s0: -> OWNER_CHANGED \\(in one go\\)\n"
                + ".*t2 {2}unshare w1 s0: subscriberCount ➜ 1 ")
        .contains("t0  afterwards: everything is observed\n")
        .endsWith(
            """
                   notices[w1][s0]: 0 -> 1
            Concurrent threads: not linearizable
            Results by thread: OWNER_CHANGED | thrown: java.lang.IllegalStateException: worker 1\
             is not subscribed to session 0
            No sequential order gives these results. Sequential orders give:
              possible: OWNER_CHANGED | LAST_CLOSED
              possible: LAST_CLOSED | UNSHARED
            """);
    assertThat(TraceColumns.print(trace).lines())
        .first()
        .asString()
        .containsSubsequence("t0", "t1", "t2", "changes");
    assertThat(TraceMermaid.print(trace))
        .contains("participant p1 as t0\n", "participant p3 as t2\n")
        .contains("switch to another thread\n")
        .contains("<br/>  possible: LAST_CLOSED | UNSHARED");
    assertThat(TracePage.html(trace)).contains("\"lanes\":[\"t0\",\"t1\",\"t2\"]");
  }

  @Test
  void deadlockShowsHeldAndWantedLocks() {
    Trace trace = LincheckTrace.of(finding(defect("lock-order-turned-round")));

    assertThat(TracePrinter.print(trace))
        .containsPattern(
            "(?m)^t1 is in die w0, next: lock.lock\\(\\) \\(LifeCycle.java:\\d+\\);"
                + " holds tableLock \\(LifeCycle.java:\\d+\\)$")
        .containsPattern(
            "(?m)^t2 is in forkShareNext w1, next: tableLock.lock\\(\\) \\(LifeCycle.java:\\d+\\);"
                + " holds lock \\(LifeCycle.java:\\d+\\)$")
        .endsWith("Concurrent threads: stuck\nThe threads do not terminate.\n");
  }

  @Test
  void unreleasedLockIsShown() {
    Trace trace = LincheckTrace.of(finding(defect("lock-not-released")));

    assertThat(TracePrinter.print(trace))
        .containsPattern(
            "(?m)^t2 is idle, and holds ReentrantLock#1 \\(SharedDataPool.java:\\d+\\), poolLock \\(");
  }

  /** Wrong in every order, since stress does not control it. */
  @Test
  void stressHasNoInterleaving(@TempDir Path directory) {
    Scenario twoUnshare =
        new Scenario(
            "two threads unshare a private session",
            new Bounds(1, 1, 1, 0, Set.of(0)),
            List.of(Invocation.open(0, 0)),
            List.of(Invocation.unshare(0, 0)),
            List.of(Invocation.unshare(0, 0)));
    Defect closes =
        new Defect(
            Design.LOCKED,
            "not-subscribed-closes",
            "Unshare of a private session closes it.",
            "LockedSharedSessions",
            "return Outcome.NOT_SUBSCRIBED;",
            "return leaving.leave(leaver, copy);");

    Finding found = finding(Strategy.STRESS, twoUnshare, 1, closes);

    Trace trace = LincheckTrace.of(found);
    Path file = directory.resolve("trace.itf.json");

    TraceJson.write(trace, file);

    assertThat(TraceJson.read(file)).isEqualTo(trace);
    assertThat(trace.problem().sentence())
        .contains("possible: NOT_SUBSCRIBED | NOT_SUBSCRIBED")
        .endsWith(
            "Stress does not record the interleaving; the order of the steps here is made up.");
  }

  @Test
  void failingCheckStoresTraceAndNamesCommands() {
    Path file = FailingTrace.file("lincheck-control-" + DROPPED.defect());

    String words = LincheckTrace.store(FINDING, file, "locked-multi-threaded");

    String name = "target/verification/traces/lincheck-control-locked-with-element-lock-dropped";
    assertThat(words)
        .contains("The trace is in " + name + ".itf.json\n")
        .contains("cli/vls trace show " + name + ".itf.json\n")
        .contains("cli/vls trace html " + name + ".itf.json -o ")
        .contains(
            "linearizability/cli/vls replay "
                + name
                + ".itf.json --design locked-multi-threaded\n");
    assertThat(TraceJson.read(file)).isEqualTo(LincheckTrace.of(FINDING));
  }

  @Test
  void unreadableScenarioIsRejected() {
    Trace trace = LincheckTrace.of(FINDING);
    Map<String, TlaValue> constants = new HashMap<>(trace.constants());
    constants.put("Before", TlaValue.tuple(TlaValue.string("sing(worker 0)")));

    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> TraceScenario.scenario(trace.with(constants)))
        .withMessage(
            "The trace of the last two leave has no readable scenario: there is no"
                + " operation or query sing(worker 0).");
    constants.remove("Before");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> TraceScenario.scenario(trace.with(constants)))
        .withMessageEndingWith("the constant Before is missing.");
  }
}
