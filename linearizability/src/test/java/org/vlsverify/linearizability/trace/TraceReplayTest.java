package org.vlsverify.linearizability.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;
import org.vlsverify.spec.trace.TracePrinter;

class TraceReplayTest {
  private static final Bounds BOUNDS = new Bounds(2, 1, 1, 1, Set.of(0));
  private static final List<Call> OWNER_LEAVES =
      List.of(
          Action.OPEN.call(0, 0),
          Action.FORK_BEGIN.call(0, 1),
          Action.FORK_SHARE_NEXT.call(1),
          Action.FORK_COMPLETE.call(1),
          Action.CLOSE.call(0, 0));

  private static final SharedSessionsFactory REFERENCE =
      (bounds, root, transport) ->
          new ReferenceSharedSessions(
              bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, transport);

  /** Owner changes are never notified. */
  private static final SharedSessionsFactory SILENT =
      (bounds, root, transport) ->
          new ReferenceSharedSessions(
              bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, transport) {
            @Override
            protected void sendNotice(int s, int oldOwner, int newOwner) {}
          };

  private static Trace silence() {
    return Traces.of(
        "m", BOUNDS, 0, OWNER_LEAVES, SILENT, "close(worker 0, session 0): no notification");
  }

  @Test
  void failingRunBecomesTrace(@TempDir Path directory) {
    Path file = directory.resolve("trace.itf.json");
    assertThat(Traces.store(silence(), file, "locked-multi-threaded"))
        .contains("cli/vls trace show " + file)
        .contains("cli/vls replay " + file + " --design locked-multi-threaded");
    assertThat(TraceJson.read(file)).isEqualTo(silence());
    assertThat(TracePrinter.print(silence()))
        .endsWith(
            """
              6  Close(w=w0, s=s0) -> owner-changed
                   pool[w0][1]: [id |-> s0, listen |-> "none", waits |-> FALSE] -> Free
                   shared[s0].owner: w0 -> w1
                   shared[s0].subscribers: <<w0, w1>> -> <<w1>>
            The last step differs from the specification: close(worker 0, session 0): no\
             notification.
            """);
  }

  @Test
  void replayIsNotOfferedForOtherCode(@TempDir Path directory) {
    Path file = directory.resolve("trace.itf.json");
    assertThat(Traces.store(silence(), file, "my-sessions"))
        .contains("cli/vls trace show " + file)
        .doesNotContain("cli/vls replay");
    assertThat(Traces.otherCode(TraceJson.read(file))).contains("my-sessions");
    assertThat(Traces.otherCode(silence())).isEmpty();
  }

  static List<Implementation> implementations() {
    return Implementation.all();
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void correctCodeDivergesWithReference(Implementation implementation) {
    TraceReplay.Result result = TraceReplay.run(silence(), BOUNDS, implementation);

    assertThat(result.steps())
        .hasSize(5)
        .last()
        .isEqualTo("  6  Close(w=w0, s=s0) -> owner-changed");
    assertThat(result.code())
        .contains(
            new TraceReplay.Parting(
                6,
                List.of(
                    "session 0: notices on their way to the owner: the trace says 0, the code says"
                        + " 1")));
    assertThat(result.reference()).map(TraceReplay.Parting::state).contains(6);
    assertThat(result.difference()).isEmpty();
  }

  @Test
  void defectiveCodeFollowsItsTrace() {
    TraceReplay.Result result = TraceReplay.run(silence(), BOUNDS, SILENT);

    assertThat(result.code()).isEmpty();
    assertThat(result.reference()).map(TraceReplay.Parting::state).contains(6);
  }

  @Test
  void differenceInNotificationIsFound() {
    Trace right = Traces.of("m", BOUNDS, 0, OWNER_LEAVES, REFERENCE, "nothing");

    TraceReplay.Result result = TraceReplay.run(right, BOUNDS, SILENT);

    assertThat(result.reference()).isEmpty();
    assertThat(result.difference())
        .contains(
            new TraceReplay.Parting(
                6,
                List.of(
                    "session 0: notices on their way to the owner: the reference says 1, the code"
                        + " says 0",
                    "owner changes notified: the reference says [worker 1 owns session 0 after worker"
                        + " 0], the code says []")));
    assertThat(TraceReplay.run(right, BOUNDS, REFERENCE))
        .extracting(TraceReplay.Result::code, TraceReplay.Result::difference)
        .containsExactly(Optional.empty(), Optional.empty());
  }

  @Test
  void differenceInAnswerIsFound() {
    SharedSessionsFactory lying =
        (bounds, root, transport) ->
            new ReferenceSharedSessions(
                bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, transport) {
              @Override
              public int owner(int w, int s) {
                return 1;
              }
            };
    Trace trace =
        Traces.of(
            "m", BOUNDS, 0, List.of(Action.OPEN.call(0, 0)), lying, "owner: expected 0, is 1");

    TraceReplay.Result result = TraceReplay.run(trace, BOUNDS, lying);

    assertThat(result.difference())
        .contains(
            new TraceReplay.Parting(
                2,
                List.of(
                    "owner(worker 0, session 0): the reference says no worker, the code says worker"
                        + " 1")));
    assertThat(TraceReplay.run(trace, BOUNDS, REFERENCE).difference()).isEmpty();
  }

  @Test
  void closingStepOfLassoIsReplayed() {
    Trace open = Traces.of("m", BOUNDS, 0, List.of(Action.OPEN.call(0, 0)), REFERENCE, "nothing");
    Trace lasso =
        new Trace(
            "m",
            new Trace.Problem(Verdict.LIVENESS, "P"),
            open.initial(),
            open.steps(),
            Optional.of(new Trace.Lasso(0, Optional.of(Action.CLOSE.call(0, 0).operation()))));

    assertThat(TraceReplay.run(lasso, BOUNDS, REFERENCE))
        .extracting(TraceReplay.Result::steps, TraceReplay.Result::code)
        .containsExactly(
            List.of("  2  Open(w=w0, s=s0) -> opened", "  3  Close(w=w0, s=s0) -> closed"),
            Optional.empty());
  }

  private static Trace with(Operation operation) {
    Trace trace = silence();
    return new Trace(
        "m",
        trace.problem(),
        trace.initial(),
        List.of(new Trace.Step(operation, trace.initial())),
        Optional.empty());
  }

  private static void assertRefused(Trace trace, String sentence) {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> TraceReplay.run(trace, BOUNDS, REFERENCE))
        .withMessage(sentence);
  }

  @Test
  void unknownOperationsAreRejected() {
    assertRefused(
        with(new Operation("Sing", Action.DIE.call(0).operation().arguments())),
        "The trace of m cannot be replayed, since its step 2 is no operation of the Java API: no"
            + " operation for Sing(w=w0).");
    assertRefused(
        with(Action.DIE.call(7).operation()),
        "The trace of m cannot be replayed, since its step 2 is no operation of the Java API:"
            + " Die(w=w7) is out of bounds.");
  }

  @Test
  void replacedActionIsRecognized() {
    Trace trace = with(new Operation("DieTwice", Action.DIE.call(0).operation().arguments()));
    assertThat(TraceReplay.run(trace, BOUNDS, REFERENCE).steps())
        .containsExactly("  2  Die(w=w0) -> died");
  }

  @Test
  void unusualInitialStateIsRejected() {
    Trace trace = silence();
    assertRefused(
        new Trace("m", trace.problem(), trace.state(3), List.of(), Optional.empty()),
        "The trace of m cannot be replayed, since it does not begin with one live worker and no"
            + " session.");
  }
}
