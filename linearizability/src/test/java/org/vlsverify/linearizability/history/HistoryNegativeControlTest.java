package org.vlsverify.linearizability.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.mutant.Defect;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.linearizability.mutant.StoredFinding;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.linearizability.trace.TraceReplay;
import org.vlsverify.linearizability.trace.Traces;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.Transport;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.trace.FailingTrace;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * Histories find what the replay of a model cannot, and shrink it to a minimal history that shows
 * it: defects that take many workers, deep forks, a pool that is full, or an element that is used
 * again and again. And the command in the message of a failure makes the same history again.
 */
class HistoryNegativeControlTest {
  private static final String COMMAND =
      "mvn -q -pl linearizability -am test -Dtest=HistoryNegativeControlTest";

  /** A shortest path to a state does not go through the same element of shared data twice. */
  private static final Defect INDEX_NEVER_FREED =
      new Defect(
          Design.LOCKED,
          "index-never-freed",
          "The last subscriber frees the element, and its index stays taken.",
          "SharedDataPool",
          "elements[index] = null; free(index);",
          "elements[index] = null;");

  private static final Defect UNSHARE_CLOSES_PRIVATE =
      new Defect(
          Design.LOCKED,
          "unshare-closes-private",
          "To unshare a private session closes it.",
          "LockedSharedSessions",
          "return Outcome.NOT_SUBSCRIBED;",
          "return leaving.leave(leaver, copy);");

  /** It takes nine subscribers. */
  private static final Defect POSITION_NOT_KEPT =
      new Defect(
          Design.OPTIMISTIC,
          "position-not-kept",
          "Where a subscriber stands is not written down when it moves into the hole.",
          "Subscribers",
          "if (positions != null) { positions[worker.index()] = position; }",
          "if (positions != null && position == count) { positions[worker.index()] = position; }");

  /** Whoever looks at everything after each exit makes the way shorter, and does not see it. */
  private static final Defect ONE_GENERATION_BACK =
      new Defect(
          Design.OPTIMISTIC,
          "one-generation-back",
          "Of a parent that is gone, its parent counts, be it gone as well.",
          "Worker",
          "while (nearest != null && nearest.isGone()) {",
          "if (nearest != null && nearest.isGone()) {");

  private static final Defect LAST_ELEMENT_NOT_USED =
      new Defect(
          Design.LOCKED,
          "last-element-not-used",
          "The pool of shared data is taken for full when one element is left.",
          "SharedDataPool",
          "return freeCount == 0;",
          "return freeCount == 0 || freeCount == 1 && elements.length > 4;");

  private static final Defect FULL_SLOTS_MISCOUNTED =
      new Defect(
          Design.OPTIMISTIC,
          "full-slots-miscounted",
          "A private pool of more than eight slots has room for one session less.",
          "Slots",
          "return count == capacity;",
          "return count == (capacity > FIRST_ROOM ? capacity - 1 : capacity);");

  private static final Defect DEAD_INDEX_GIVEN_AWAY =
      new Defect(
          Design.OPTIMISTIC,
          "dead-index-given-away",
          "The index of a dead worker counts as free when it is the last one.",
          "LifeCycle",
          "while (before == null || before.isGone()) {",
          "while (before == null || before.isGone()"
              + " || before.life() == Life.DEAD && child == workers.length() - 1) {");

  /** The generation is compared with one that counts on. */
  private static final Defect GENERATION_IN_6_BITS =
      new Defect(
          Design.OPTIMISTIC,
          "generation-in-6-bits",
          "Handles have room for 64 generations of an element only.",
          "SharedElements",
          "INDEX_BITS = 30;",
          "INDEX_BITS = 56;");

  /** Listeners are a set of bits, and there are 32 of them. */
  private static final class ListenersIn32Bits extends ReferenceSharedSessions {
    ListenersIn32Bits(Bounds bounds, int root, Transport transport) {
      super(bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, transport);
    }

    @Override
    protected Set<Integer> listenersWith(Set<Integer> listeners, int w) {
      Set<Integer> with = new HashSet<>(listeners);
      with.add(w % 32);
      return with;
    }
  }

  /** Properties of something that has a defect. Run by the tests below: they fail. */
  abstract static class Seeded extends HistoryProperties {
    private final String subject;
    private final SharedSessionsFactory factory;

    Seeded(String subject, SharedSessionsFactory factory) {
      super("7");
      this.subject = subject;
      this.factory = factory;
    }

    Seeded(Defect defect) {
      this(defect.toString(), new MutatedImplementation(defect));
    }

    @Override
    protected Map<String, SharedSessionsFactory> subjects() {
      return new LinkedHashMap<>(Map.of(subject, factory));
    }

    @Override
    boolean isCoverageChecked() {
      return false;
    }

    @Override
    void record(String property, PropertyExecutionResult result, String command) {}
  }

  static final class ManyListeners extends Seeded {
    ManyListeners() {
      super("reference with listeners-in-32-bits", ListenersIn32Bits::new);
    }
  }

  static final class IndexNeverFreed extends Seeded {
    IndexNeverFreed() {
      super(INDEX_NEVER_FREED);
    }
  }

  static final class UnshareClosesPrivate extends Seeded {
    UnshareClosesPrivate() {
      super(UNSHARE_CLOSES_PRIVATE);
    }
  }

  static final class PositionNotKept extends Seeded {
    PositionNotKept() {
      super(POSITION_NOT_KEPT);
    }
  }

  static final class OneGenerationBack extends Seeded {
    OneGenerationBack() {
      super(ONE_GENERATION_BACK);
    }
  }

  static final class LastElementNotUsed extends Seeded {
    LastElementNotUsed() {
      super(LAST_ELEMENT_NOT_USED);
    }
  }

  static final class FullSlotsMiscounted extends Seeded {
    FullSlotsMiscounted() {
      super(FULL_SLOTS_MISCOUNTED);
    }
  }

  static final class DeadIndexGivenAway extends Seeded {
    DeadIndexGivenAway() {
      super(DEAD_INDEX_GIVEN_AWAY);
    }
  }

  static final class GenerationIn6Bits extends Seeded {
    GenerationIn6Bits() {
      super(GENERATION_IN_6_BITS);
    }
  }

  /**
   * A defect, and how it must be found.
   *
   * @param properties those of what has the defect
   * @param property which of them finds it
   * @param variant what has the defect
   * @param defect its name
   * @param problem what the message says first, after the name
   */
  record Expected(
      Class<? extends Seeded> properties,
      String property,
      String variant,
      String defect,
      String problem) {
    Expected(Class<? extends Seeded> properties, String property, Defect defect, String problem) {
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
            ManyListeners.class,
            "sharingTrees",
            "reference",
            "listeners-in-32-bits",
            "session 0: listeners: expected {"),
        new Expected(
            UnshareClosesPrivate.class,
            "anyCalls",
            UNSHARE_CLOSES_PRIVATE,
            "The last call came to CLOSED, and not to NOT_SUBSCRIBED."),
        new Expected(
            PositionNotKept.class,
            "sharingTrees",
            POSITION_NOT_KEPT,
            "owner changes told: expected [worker "),
        new Expected(
            OneGenerationBack.class,
            "sharingTrees",
            ONE_GENERATION_BACK,
            "worker 2: parent: expected none, is worker 0"),
        new Expected(
            LastElementNotUsed.class,
            "exhaustion",
            LAST_ELEMENT_NOT_USED,
            "The last call came to NO_CAPACITY, and not to FIRST_SHARED."),
        new Expected(
            FullSlotsMiscounted.class,
            "exhaustion",
            FULL_SLOTS_MISCOUNTED,
            "The last call came to NO_CAPACITY, and not to OPENED."),
        new Expected(
            DeadIndexGivenAway.class,
            "exhaustion",
            DEAD_INDEX_GIVEN_AWAY,
            "The last call came to FORK_BEGUN, and not to WORKER_EXISTS."),
        new Expected(
            IndexNeverFreed.class,
            "reuse",
            INDEX_NEVER_FREED,
            "The last call came to NO_CAPACITY, and not to FIRST_SHARED."),
        new Expected(
            GenerationIn6Bits.class,
            "reuse",
            GENERATION_IN_6_BITS,
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
            .outcome(expected.problem(), found ? expected.problem() : "not found so")
            .seconds((System.nanoTime() - start) / 1e9)
            .trace(stored.file())
            .reproduce(COMMAND)
            .build());
    assertThat(finding).contains(": " + expected.problem());
    stored.assertSameAs(finding);
    assertThatTheTraceShowsIt(expected);
    assertThatNoCallCanBeLeftOut(failure.flatMap(HistoryDifference::of).orElseThrow());
  }

  /** Its last step is what the code does, and neither the reference nor the design does. */
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
    if (expected.problem().startsWith("It threw")) {
      // The last call was right; the code could not say any more what it had come to.
      return;
    }
    TraceReplay.Result right =
        TraceReplay.run(
            trace, bounds, new Implementation(Design.LOCKED, ThreadModel.MULTI_THREADED));
    assertThat(right.code()).map(TraceReplay.Parting::state).contains(trace.length());
    assertThat(right.difference()).isEmpty();
  }

  /** Without any one of its calls, it does not come to the same difference. */
  private static void assertThatNoCallCanBeLeftOut(HistoryDifference found) {
    List<Call> calls = found.calls();
    assertThat(difference(found, calls)).map(HistoryDifference::kind).contains(found.kind());
    // Of a long one, some will do.
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
    List<Move> moves = calls.stream().map(call -> (Move) history -> history.call(call)).toList();
    Story story = new Story(of.story().bounds(), Integer.MAX_VALUE, moves);
    try {
      new History(story, Map.of(of.subject(), of.factory()), outcome -> {}).run();
      return Optional.empty();
    } catch (HistoryDifference e) {
      return Optional.of(e);
    }
  }

  /** Seed and number of histories are taken from the message, as a user takes the command. */
  @Test
  void theCommandMakesTheSameHistoryAgain() {
    System.setProperty(HistoryRun.SEED_PROPERTY, "20260101");
    String first = shrunk(IndexNeverFreed.class, "reuse");
    usualHistories();
    String usual = shrunk(IndexNeverFreed.class, "reuse");
    Matcher command =
        Pattern.compile("-D(vls\\.jqwik\\.\\w+)=(-?\\d+) -D(vls\\.jqwik\\.\\w+)=(\\d+)$")
            .matcher(first);
    assertThat(command.find()).as(first).isTrue();
    System.setProperty(command.group(1), command.group(2));
    System.setProperty(command.group(3), command.group(4));

    String again = shrunk(IndexNeverFreed.class, "reuse");

    assertThat(again).isEqualTo(first).contains("-Dvls.jqwik.seed=20260101").isNotEqualTo(usual);
  }

  @Test
  void theCommandLineChoosesHowManyHistoriesThereAre() {
    System.setProperty(HistoryRun.TRIES_PROPERTY, "3");

    assertThat(shrunk(IndexNeverFreed.class, "reuse")).contains("-Dvls.jqwik.tries=3");
  }

  @Test
  void aSeedThatIsNoNumberIsRefused() {
    System.setProperty(HistoryRun.SEED_PROPERTY, "tomorrow");

    assertThat(shrunk(IndexNeverFreed.class, "reuse"))
        .startsWith("-Dvls.jqwik.seed=tomorrow: it must be a number from ");
  }

  /** The message of the shrunk failure. */
  private static String shrunk(Class<?> properties, String property) {
    return failure(properties, property).map(Throwable::getMessage).orElse("not found");
  }

  /** What a property fails with. */
  private static Optional<Throwable> failure(Class<?> properties, String property) {
    return EngineTestKit.engine("jqwik")
        .configurationParameter("jqwik.database", "target/jqwik-negative-control")
        .configurationParameter("jqwik.reporting.usejunitplatform", "true")
        .selectors(selectMethod(properties, property, Story.class.getName()))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .findFirst()
        .flatMap(TestExecutionResult::getThrowable);
  }
}
