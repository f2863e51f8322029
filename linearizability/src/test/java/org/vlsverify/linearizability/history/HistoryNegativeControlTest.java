package org.vlsverify.linearizability.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.mutant.Defect;
import org.vlsverify.linearizability.mutant.StoredFinding;
import org.vlsverify.linearizability.trace.TraceReplay;
import org.vlsverify.linearizability.trace.Traces;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.trace.FailingTrace;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * Seeded defects that histories find and the replay of a model does not, since they need many
 * workers, deep forks, a full pool, or repeated use of an element. Each history is shrunk to a
 * minimal one, and the command in the message reproduces it.
 */
class HistoryNegativeControlTest {
  private static final String COMMAND = MavenTest.unit("HistoryNegativeControlTest").command();

  /**
   * A defect, and the expected finding.
   *
   * @param properties the properties of the defective implementation
   * @param property the property that finds it
   * @param variant the defective implementation
   * @param defect its name
   * @param problem the beginning of the message, after the name
   */
  record Expected(
      Class<? extends SeededHistories.Seeded> properties,
      String property,
      String variant,
      String defect,
      String problem) {
    Expected(
        Class<? extends SeededHistories.Seeded> properties,
        String property,
        Defect defect,
        String problem) {
      this(properties, property, defect.implementation().toString(), defect.name(), problem);
    }

    @Override
    public String toString() {
      return defect;
    }
  }

  static List<Expected> defects() {
    return List.of(
        new Expected(
            SeededHistories.ManyListeners.class,
            "sharingTrees",
            "reference",
            "listeners-in-32-bits",
            "session 0: listeners: expected {"),
        new Expected(
            SeededHistories.UnshareClosesPrivate.class,
            "anyCalls",
            SeededHistories.UNSHARE_CLOSES_PRIVATE,
            "Outcome of the last call: CLOSED, expected NOT_SUBSCRIBED."),
        new Expected(
            SeededHistories.PositionNotKept.class,
            "sharingTrees",
            SeededHistories.POSITION_NOT_KEPT,
            "owner changes notified: expected [worker "),
        new Expected(
            SeededHistories.OneGenerationBack.class,
            "sharingTrees",
            SeededHistories.ONE_GENERATION_BACK,
            "worker 2: parent: expected none, is worker 0"),
        new Expected(
            SeededHistories.LastElementNotUsed.class,
            "exhaustion",
            SeededHistories.LAST_ELEMENT_NOT_USED,
            "Outcome of the last call: NO_CAPACITY, expected FIRST_SHARED."),
        new Expected(
            SeededHistories.FullSlotsMiscounted.class,
            "exhaustion",
            SeededHistories.FULL_SLOTS_MISCOUNTED,
            "Outcome of the last call: NO_CAPACITY, expected OPENED."),
        new Expected(
            SeededHistories.DeadIndexGivenAway.class,
            "exhaustion",
            SeededHistories.DEAD_INDEX_GIVEN_AWAY,
            "Outcome of the last call: FORK_BEGUN, expected WORKER_EXISTS."),
        new Expected(
            SeededHistories.IndexNeverFreed.class,
            "reuse",
            SeededHistories.INDEX_NEVER_FREED,
            "Outcome of the last call: NO_CAPACITY, expected FIRST_SHARED."),
        new Expected(
            SeededHistories.GenerationIn6Bits.class,
            "reuse",
            SeededHistories.GENERATION_IN_6_BITS,
            "It threw java.lang.IllegalStateException: worker 0 has a copy of session 0"));
  }

  @AfterEach
  void usualHistories() {
    System.clearProperty(HistoryRun.SEED_PROPERTY);
    System.clearProperty(HistoryRun.TRIES_PROPERTY);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void isFoundAndShrunk(Expected expected) throws IOException {
    long start = System.nanoTime();
    Optional<Throwable> failure = failure(expected.properties(), expected.property());
    String finding = failure.map(Throwable::getMessage).orElse("not found");
    StoredFinding stored = StoredFinding.of("jqwik", expected.defect());
    boolean found = finding.contains(": " + expected.problem()) && stored.isSameAs(finding);
    VerdictLog.record(
        CheckResult.of(
                CheckMethod.LINEARIZABILITY,
                "histories find defect, %s".formatted(expected.property()),
                expected.variant())
            .defect(expected.defect())
            .outcome(
                expected.problem(), found ? expected.problem() : "found differently, or not at all")
            .seconds((System.nanoTime() - start) / 1e9)
            .trace(stored.file())
            .reproduce(COMMAND)
            .build());
    assertThat(finding).contains(": " + expected.problem());
    stored.assertSameAs(finding);
    assertThatTheTraceShowsIt(expected);
    assertThatNoCallCanBeLeftOut(failure.flatMap(HistoryDifference::of).orElseThrow());
  }

  /** The last step of the trace is that of the defective code, and of no correct one. */
  private static void assertThatTheTraceShowsIt(Expected expected) throws IOException {
    Path file =
        FailingTrace.file(
            "jqwik-%s-%s".formatted(expected.properties().getSimpleName(), expected.property()));
    Trace trace = TraceJson.read(file);
    Bounds bounds =
        TraceReplay.bounds(
            trace,
            Traces.sharedCapacity(trace).orElseThrow(),
            Traces.listenable(trace).orElseThrow());

    assertThat(TraceJson.toJson(trace)).isEqualTo(Files.readString(file));
    assertThat(Traces.otherCode(trace))
        .hasValueSatisfying(code -> assertThat(code).endsWith(" with " + expected.defect()));
    if (expected.problem().startsWith("It threw")) {
      // The last call was right; only the final state was unreadable.
      return;
    }
    TraceReplay.Result right =
        TraceReplay.run(
            trace, bounds, new Implementation(Design.LOCKED, ThreadModel.MULTI_THREADED));
    assertThat(right.code()).map(TraceReplay.Parting::state).contains(trace.length());
    assertThat(right.difference()).isEmpty();
  }

  /** The history is 1-minimal. */
  private static void assertThatNoCallCanBeLeftOut(HistoryDifference found) {
    List<Call> calls = found.calls();
    assertThat(difference(found, calls)).map(HistoryDifference::kind).contains(found.kind());
    // Of a long history only some calls are tried.
    int stride = 1 + calls.size() / 100;
    for (int i = 0; i < calls.size(); i += stride) {
      List<Call> without = new ArrayList<>(calls);
      without.remove(i);
      assertThat(difference(found, without))
          .as("without call %d of %d, %s", i, calls.size(), calls.get(i))
          .map(HistoryDifference::kind)
          .isNotEqualTo(Optional.of(found.kind()));
    }
  }

  private static Optional<HistoryDifference> difference(HistoryDifference of, List<Call> calls) {
    List<Command> commands =
        calls.stream().map(call -> (Command) history -> history.call(call)).toList();
    CommandSequence sequence =
        new CommandSequence(of.sequence().bounds(), Integer.MAX_VALUE, commands);
    try {
      new History(sequence, Map.of(of.subject(), of.factory()), outcome -> {}).run();
      return Optional.empty();
    } catch (HistoryDifference e) {
      return Optional.of(e);
    }
  }

  /** Takes seed and number from the command in the message. */
  @Test
  void commandReproducesHistory() {
    System.setProperty(HistoryRun.SEED_PROPERTY, "20260101");
    String first = shrunk(SeededHistories.IndexNeverFreed.class, "reuse");
    usualHistories();
    String usual = shrunk(SeededHistories.IndexNeverFreed.class, "reuse");
    Matcher command =
        Pattern.compile("-D(vls\\.jqwik\\.\\w+)=(-?\\d+) -D(vls\\.jqwik\\.\\w+)=(\\d+)$")
            .matcher(first);
    assertThat(command.find()).as(first).isTrue();
    System.setProperty(command.group(1), command.group(2));
    System.setProperty(command.group(3), command.group(4));

    String again = shrunk(SeededHistories.IndexNeverFreed.class, "reuse");

    assertThat(again).isEqualTo(first).contains("-Dvls.jqwik.seed=20260101").isNotEqualTo(usual);
  }

  @Test
  void numberOfHistoriesIsConfigurable() {
    System.setProperty(HistoryRun.TRIES_PROPERTY, "3");

    assertThat(shrunk(SeededHistories.IndexNeverFreed.class, "reuse"))
        .contains("-Dvls.jqwik.tries=3");
  }

  @Test
  void invalidSeedIsRejected() {
    System.setProperty(HistoryRun.SEED_PROPERTY, "tomorrow");

    assertThat(shrunk(SeededHistories.IndexNeverFreed.class, "reuse"))
        .startsWith("-Dvls.jqwik.seed=tomorrow: it must be a number from ");
  }

  /** The message of the shrunk failure. */
  private static String shrunk(Class<?> properties, String property) {
    return failure(properties, property).map(Throwable::getMessage).orElse("not found");
  }

  /** The failure of a property. */
  private static Optional<Throwable> failure(Class<?> properties, String property) {
    return EngineTestKit.engine("jqwik")
        .configurationParameter("jqwik.database", "target/jqwik-negative-control")
        .configurationParameter("jqwik.reporting.usejunitplatform", "true")
        .selectors(selectMethod(properties, property, CommandSequence.class.getName()))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .findFirst()
        .flatMap(TestExecutionResult::getThrowable);
  }
}
