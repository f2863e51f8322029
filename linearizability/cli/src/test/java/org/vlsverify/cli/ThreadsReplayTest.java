package org.vlsverify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.linearizability.mutant.Defect;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;

/** A trace of Lincheck is replayed by as many threads as it has. */
class ThreadsReplayTest {
  /** Found by Lincheck where who unshares does not take the lock of the element. */
  private static final Path FOUND = Path.of("src", "test", "resources", "lincheck.itf.json");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int vls(String... arguments) {
    return Vls.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  @Test
  void codeWithoutDefectPasses() {
    int exitCode =
        vls("replay", FOUND.toString(), "--design", "locked-multi-threaded", "--executions", "100");

    assertThat(err.toString()).isEmpty();
    assertThat(exitCode).isZero();
    assertThat(out.toString())
        .startsWith(
            "The scenario \"the last two leave\" on locked-multi-threaded, under Lincheck's")
        .contains("No violation in the first 100 executions (")
        .contains("the code does not have this defect.")
        .contains("The defect: Concurrent threads: not linearizable");
  }

  private static final Defect DROPPED =
      new Defect(
          Design.LOCKED,
          "element-lock-dropped-in-cli",
          "Who unshares does not take the lock of the element.",
          "Leaving",
          "Lock dataLock = data.lock();",
          "Lock dataLock = new java.util.concurrent.locks.ReentrantLock();");

  private int replayOnMutant(Trace trace) {
    return ReplayCommand.ofThreads(
        trace,
        new MutatedImplementation(DROPPED),
        DROPPED.toString(),
        500,
        new PrintWriter(out, true));
  }

  private static Trace with(String constant, TlaValue value) {
    Trace found = TraceJson.read(FOUND);
    Map<String, TlaValue> constants = new HashMap<>(found.constants());
    constants.put(constant, value);
    return found.with(constants);
  }

  /** A trace with a seed is one of random interleavings. */
  @Test
  void seedIsUsedAgain() {
    assertThat(replayOnMutant(with("Seed", TlaValue.string("-7")))).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("The scenario \"the last two leave\" on locked with ")
        .contains(", in random interleavings with seed -7:")
        .contains("thread 1 ", " takes Worker 0.tableLock.writeLock (")
        .endsWith(" of at most 500: the code has the defect." + System.lineSeparator());
  }

  @Test
  void seedThatIsNoNumberIsRejected(@TempDir Path directory) {
    Path file = directory.resolve("no-seed.itf.json");
    TraceJson.write(with("Seed", TlaValue.string("seven")), file);

    assertThat(vls("replay", file.toString(), "--design", "locked-multi-threaded")).isEqualTo(2);
    assertThat(err.toString()).contains("has no readable seed").doesNotContain("\tat ");
  }

  @Test
  void codeWithDefectIsFound() {
    int exitCode = replayOnMutant(TraceJson.read(FOUND));

    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString())
        .contains("No sequential order gives these results.")
        .contains("Interleaving:")
        .endsWith(" of at most 500: the code has the defect." + System.lineSeparator());
  }

  @Test
  void singleThreadedDesignIsRejected(@TempDir Path directory) {
    Path file = directory.resolve("same-worker.itf.json");
    TraceJson.write(
        with(
            "Threads",
            TlaValue.tuple(
                TlaValue.tuple(TlaValue.string("unshare(worker 0, session 0)")),
                TlaValue.tuple(TlaValue.string("close(worker 0, session 0)")))),
        file);

    assertThat(vls("replay", file.toString(), "--design", "locked-single-threaded")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "In the scenario of this trace several threads act for one worker, and the design is for"
                + " one thread per worker."
                + System.lineSeparator());
  }

  @Test
  void optionsForOtherTracesAreRejected() {
    assertThat(vls("replay", FOUND.toString(), "--listenable", "0")).isEqualTo(2);
    assertThat(vls("replay", FOUND.toString(), "--executions", "0")).isEqualTo(2);
    assertThat(err.toString())
        .contains("do not apply to a trace of Lincheck.")
        .contains("--executions must be at least 1.");
  }

  @Test
  void lincheckTraceIsShown() {
    assertThat(vls("trace", "show", "--columns", FOUND.toString())).isZero();
    assertThat(out.toString())
        .contains("unshare w1 s0: another thread's turn")
        .endsWith("  possible: LAST_CLOSED | UNSHARED" + System.lineSeparator());
    assertThat(vls("trace", "html", FOUND.toString())).isZero();
    assertThat(vls("trace", "convert", "--to", "mermaid", FOUND.toString())).isZero();
    assertThat(err.toString()).isEmpty();
  }
}
