package org.vlsverify.linearizability.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.replay.Replay;
import org.vlsverify.linearizability.replay.ReplayDifference;
import org.vlsverify.linearizability.replay.ReplayModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/** Negative controls: the replay finds each seeded defect of the designs that one thread shows. */
class SequentialDefectsTest {
  private static final String COMMAND = MavenTest.unit("SequentialDefectsTest").command();

  private static final String TWO_WORKERS = "SharedData_2w1s";
  private static final String THREE_WORKERS = "SharedData_3w1s_live";

  /** Prepared once for all defects of a model. */
  private static final Map<String, ReplayModel> MODELS = new ConcurrentHashMap<>();

  /**
   * A defect, and the expected finding.
   *
   * @param defect not null
   * @param model the model
   * @param position the number of operations on a shortest path that shows it
   * @param call the last of them, or a query
   */
  record Expected(Defect defect, String model, int position, String call) {
    @Override
    public String toString() {
      return defect.toString();
    }
  }

  static List<Expected> defects() {
    return Stream.of(locked(), optimistic(), globalLock()).flatMap(List::stream).toList();
  }

  private static List<Expected> locked() {
    return List.of(
        new Expected(
            new Defect(
                Design.LOCKED,
                "removal-keeps-order",
                "The subscribers behind a leaving one move up, as in a queue.",
                "SharedData",
                "subscribers[hole] = subscribers[last];",
                "System.arraycopy(subscribers, hole + 1, subscribers, hole, last - hole);"),
            THREE_WORKERS,
            7,
            "close(worker 0, session 0)"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "owner-not-changed",
                "The owner leaves, but is not replaced.",
                "Leaving",
                "data.changeOwner(newOwner);",
                ""),
            TWO_WORKERS,
            5,
            "close(worker 0, session 0)"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "notice-twice",
                "The new owner is notified twice.",
                "Leaving",
                "transport.ownerChanged(data.session(), oldOwner, newOwner);",
                "transport.ownerChanged(data.session(), oldOwner, newOwner);"
                    + "transport.ownerChanged(data.session(), oldOwner, newOwner);"),
            TWO_WORKERS,
            5,
            "close(worker 0, session 0)"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "notice-lost",
                "The new owner is not notified.",
                "Leaving",
                "data.addNotice();",
                ""),
            TWO_WORKERS,
            5,
            "close(worker 0, session 0)"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "not-subscribed-closes",
                "Unshare of a private session closes it.",
                "LockedSharedSessions",
                "return Outcome.NOT_SUBSCRIBED;",
                "return leaving.leave(leaver, copy);"),
            TWO_WORKERS,
            2,
            "unshare(worker 0, session 0)"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "listener-marked-before-listen",
                "An accepting worker becomes a listener even if VPP refuses.",
                "Listening",
                "if (!data.isAttached(worker) && !attachPassive(worker, data)) {",
                "data.addListener(worker);"
                    + " if (!data.isAttached(worker) && !attachPassive(worker, data)) {"),
            TWO_WORKERS,
            6,
            "accept(worker 1, session 0, VPP refuses)"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "listener-bit-lost",
                "An accepting worker does not become a listener.",
                "Listening",
                "data.addListener(worker); return true;",
                "return true;"),
            TWO_WORKERS,
            5,
            "accept(worker 0, session 0, VPP attaches)"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "interest-before-share-lost",
                "The first share loses that the parent waits for connections.",
                "Forking",
                "data.addListener(parent);",
                ""),
            TWO_WORKERS,
            5,
            "forkShareNext(child 1)"),
        new Expected(
            new Defect(
                Design.LOCKED,
                "fork-races-close",
                "A worker may open or close a session while it forks.",
                "Worker",
                "return lastChild != null && lastChild.life() == Life.FORKING;",
                "return false;"),
            TWO_WORKERS,
            2,
            "open(worker 0, session 0)"));
  }

  private static List<Expected> optimistic() {
    return List.of(
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "flags-not-lowered",
                "A subscriber that has left still counts as one.",
                "SharedElement",
                "flags.lowerAll(worker.index());",
                ""),
            TWO_WORKERS,
            6,
            "isSharedBy(worker 1, session 0, other worker 0)"),
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "last-leaver-not-detached",
                "The last one to leave a listener disconnects it without detaching first.",
                "Leaving",
                "if (attached) {",
                "if (attached && element.hasSubscribers()) {"),
            TWO_WORKERS,
            7,
            "close(worker 0, session 0)"),
        new Expected(
            new Defect(
                Design.OPTIMISTIC,
                "notice-lost",
                "The new owner is not notified.",
                "SharedElement",
                "noticed = true;",
                ""),
            TWO_WORKERS,
            5,
            "close(worker 0, session 0)"));
  }

  private static List<Expected> globalLock() {
    return List.of(
        new Expected(
            new Defect(
                Design.GLOBAL_LOCK,
                "removal-keeps-order",
                "The subscribers behind a leaving one move up, as in a queue.",
                "SharedData",
                "Collections.swap(subscribers, subscribers.indexOf(copy), last);"
                    + " subscribers.remove(last);",
                "subscribers.remove(copy);"),
            THREE_WORKERS,
            7,
            "close(worker 0, session 0)"),
        new Expected(
            new Defect(
                Design.GLOBAL_LOCK,
                "notice-lost",
                "The new owner is not notified.",
                "SharedData",
                "noticeUnread = true;",
                ""),
            TWO_WORKERS,
            5,
            "close(worker 0, session 0)"),
        new Expected(
            new Defect(
                Design.GLOBAL_LOCK,
                "idle-owner-not-stopped",
                "An owner that does not wait for connections keeps listening.",
                "PlainSessions",
                "stopIfIdle(copy.data.owner);",
                ""),
            TWO_WORKERS,
            6,
            "accept(worker 1, session 0, VPP attaches)"),
        new Expected(
            new Defect(
                Design.GLOBAL_LOCK,
                "fork-never-ends",
                "The parent treats a completed fork as one in progress.",
                "Worker",
                "parent.forked = null;",
                ""),
            TWO_WORKERS,
            3,
            "close(worker 0, session 0)"));
  }

  @Test
  void everyDesignHasDefects() {
    assertThat(defects())
        .extracting(expected -> expected.defect().design())
        .contains(Design.values());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void isFound(Expected expected) {
    long start = System.nanoTime();
    Defect defect = expected.defect();
    ReplayModel model =
        MODELS.computeIfAbsent(
            expected.model(), name -> ReplayModel.of(ModelCatalog.load().model(name)));

    ReplayDifference difference =
        catchThrowableOfType(
            ReplayDifference.class,
            () -> Replay.run(model, defect.toString(), new MutatedImplementation(defect), COMMAND));

    String wanted = found(expected.position(), expected.call());
    String actual =
        difference == null ? "not found" : found(difference.position(), difference.call());
    String finding = difference == null ? "nothing" : difference.getMessage();
    StoredFinding stored = StoredFinding.of("defects/sequential/" + defect.design(), defect.name());
    VerdictLog.record(
        CheckResult.of(
                CheckMethod.CONFORMANCE, "replay finds defect", defect.implementation().toString())
            .defect(defect.name())
            .outcome(wanted, actual, actual.equals(wanted) && stored.isSameAs(finding))
            .seconds((System.nanoTime() - start) / 1e9)
            .trace(stored.file())
            .reproduce(COMMAND)
            .build());
    assertThat(actual).as(defect.what()).isEqualTo(wanted);
    stored.assertSameAs(finding);
  }

  private static String found(int position, String call) {
    return "differs at operation %d, %s".formatted(position, call);
  }

  @Test
  void inapplicableDefectIsRejected() {
    assertThatThrownBy(() -> MutatedImplementation.mutate("int a;", defect("int b;", "int c;")))
        .hasMessage(
            "The defect some-name no longer applies to File.java:"
                + " the text to replace occurs nowhere: int b;");
    assertThatThrownBy(
            () -> MutatedImplementation.mutate("int a; int  a;", defect("int a;", "int c;")))
        .hasMessageContaining("occurs twice");
  }

  @Test
  void whiteSpaceIsIgnored() {
    assertThat(MutatedImplementation.mutate("f(\n  a,\n  b); g();", defect("f(a, b);", "h();")))
        .isEqualTo("h(); g();");
  }

  private static Defect defect(String original, String replacement) {
    return new Defect(
        Design.LOCKED, "some-name", "A wrong behaviour.", "File", original, replacement);
  }
}
