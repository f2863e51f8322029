package org.vlsverify.linearizability.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.checks.ReplayCheck;
import org.vlsverify.linearizability.checks.Variant;
import org.vlsverify.linearizability.mutant.StoredFinding;
import org.vlsverify.linearizability.trace.TraceReplay;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * Negative controls: the replay finds each seeded defect of the reference, at the right operation.
 */
class ReplayNegativeControlsTest {
  private static final String COMMAND = MavenTest.unit("ReplayNegativeControlsTest").command();

  /** The smallest models that show the defects. */
  private static final String TWO_WORKERS = "SharedData_2w1s";

  private static final String TWO_SLOTS = "SharedData_2w2s_full";
  private static final String THREE_WORKERS = "SharedData_3w1s_live";

  /** Defects that show only in queries or refused calls, which are no steps of a trace. */
  private static final Set<String> WITHOUT_STEP =
      Set.of("query-takes-notice", "refusal-has-late-effect");

  /**
   * A defect, and the expected finding.
   *
   * @param name unique
   * @param model the model
   * @param position the number of operations on a shortest path that shows it
   * @param call the last of them, or a query
   * @param factory makes the defective reference
   */
  record Defect(
      String name, String model, int position, String call, SharedSessionsFactory factory) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Defect> defects() {
    return List.of(
        new Defect(
            "removal-keeps-order",
            THREE_WORKERS,
            7,
            "close(worker 0, session 0)",
            ReferenceDefects.RemovalKeepsOrder::new),
        new Defect(
            "notice-twice",
            TWO_WORKERS,
            5,
            "close(worker 0, session 0)",
            ReferenceDefects.NoticeTwice::new),
        new Defect(
            "notice-lost",
            TWO_WORKERS,
            5,
            "close(worker 0, session 0)",
            ReferenceDefects.NoticeLost::new),
        new Defect(
            "nobody-told",
            TWO_WORKERS,
            5,
            "close(worker 0, session 0)",
            ReferenceDefects.NobodyTold::new),
        new Defect(
            "old-owner-told",
            TWO_WORKERS,
            5,
            "close(worker 0, session 0)",
            ReferenceDefects.OldOwnerTold::new),
        new Defect(
            "unshare-of-private-unknown",
            TWO_WORKERS,
            2,
            "unshare(worker 0, session 0)",
            ReferenceDefects.UnshareOfPrivateUnknown::new),
        new Defect(
            "owner-not-changed",
            TWO_WORKERS,
            5,
            "close(worker 0, session 0)",
            ReferenceDefects.OwnerNotChanged::new),
        new Defect(
            "last-inherits",
            THREE_WORKERS,
            7,
            "close(worker 0, session 0)",
            ReferenceDefects.LastInherits::new),
        new Defect(
            "first-share-forgets-parent",
            TWO_WORKERS,
            3,
            "forkShareNext(child 1)",
            ReferenceDefects.FirstShareForgetsParent::new),
        new Defect(
            "child-owns",
            TWO_WORKERS,
            3,
            "forkShareNext(child 1)",
            ReferenceDefects.ChildOwns::new),
        new Defect(
            "idle-owner-not-stopped",
            TWO_WORKERS,
            6,
            "accept(worker 1, session 0, VPP attaches)",
            ReferenceDefects.IdleOwnerNotStopped::new),
        new Defect(
            "busy-owner-stopped",
            TWO_WORKERS,
            7,
            "accept(worker 1, session 0, VPP attaches)",
            ReferenceDefects.BusyOwnerStopped::new),
        new Defect(
            "listener-bit-lost",
            TWO_WORKERS,
            5,
            "accept(worker 0, session 0, VPP attaches)",
            ReferenceDefects.ListenerBitLost::new),
        new Defect(
            "highest-slot-first",
            TWO_SLOTS,
            1,
            "open(worker 0, session 0)",
            ReferenceDefects.HighestSlotFirst::new),
        new Defect(
            "orphans-not-adopted",
            TWO_WORKERS,
            3,
            "exitComplete(worker 0)",
            ReferenceDefects.OrphansNotAdopted::new),
        new Defect(
            "still-attached",
            TWO_WORKERS,
            3,
            "close(worker 0, session 0)",
            ReferenceDefects.StillAttached::new),
        new Defect(
            "handle-not-released",
            TWO_WORKERS,
            2,
            "close(worker 0, session 0)",
            ReferenceDefects.HandleNotReleased::new),
        new Defect(
            "query-takes-notice",
            TWO_WORKERS,
            6,
            "owner(worker 1, session 0)",
            ReferenceDefects.QueryTakesNotice::new),
        new Defect(
            "query-fails",
            TWO_WORKERS,
            3,
            "isListener(worker 0, session 0, other worker 0)",
            ReferenceDefects.QueryFails::new),
        new Defect(
            "refusal-has-effect",
            TWO_WORKERS,
            1,
            "forkBegin(parent 0, child 0)",
            ReferenceDefects.RefusalHasEffect::new),
        new Defect(
            "refusal-has-late-effect",
            TWO_WORKERS,
            5,
            "close(worker 0, session 0)",
            ReferenceDefects.RefusalHasLateEffect::new),
        new Defect(
            "handle-released-twice",
            TWO_WORKERS,
            2,
            "close(worker 0, session 0)",
            ReferenceDefects.HandleReleasedTwice::new));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void isFound(Defect defect) {
    long start = System.nanoTime();
    ReplayModel model = ReplayCheck.prepare(ReplayCheck.model(defect.model()));

    ReplayDifference difference =
        catchThrowableOfType(
            ReplayDifference.class,
            () -> Replay.run(model, "reference with " + defect.name(), defect.factory(), COMMAND));

    String expected = found(defect.position(), defect.call());
    String actual =
        difference == null ? "not found" : found(difference.position(), difference.call());
    String finding = difference == null ? "nothing" : difference.getMessage();
    StoredFinding stored = StoredFinding.of("replay", defect.name());
    VerdictLog.record(
        CheckResult.of(CheckMethod.CONFORMANCE, "replay finds defect", "reference")
            .defect(defect.name())
            .outcome(expected, actual, actual.equals(expected) && stored.isSameAs(finding))
            .seconds((System.nanoTime() - start) / 1e9)
            .trace(stored.file())
            .reproduce(COMMAND)
            .build());
    assertThat(actual).isEqualTo(expected);
    stored.assertSameAs(finding);
    assertShownByItsTrace(defect, model.bounds(), difference.trace().orElseThrow());
  }

  /** The stored trace shows the defect, and no difference on the correct reference. */
  private static void assertShownByItsTrace(Defect defect, Bounds bounds, Trace trace) {
    TraceReplay.Result atFault = TraceReplay.run(trace, bounds, defect.factory());
    assertThat(atFault.code()).isEmpty();
    assertThat(atFault.reference().isPresent() || atFault.difference().isPresent())
        .as("whether the trace shows the defect")
        .isEqualTo(!WITHOUT_STEP.contains(defect.name()));
    assertThat(TraceReplay.run(trace, bounds, Variant.REFERENCE).difference()).isEmpty();
  }

  private static String found(int position, String call) {
    return "differs at operation %d, %s".formatted(position, call);
  }
}
