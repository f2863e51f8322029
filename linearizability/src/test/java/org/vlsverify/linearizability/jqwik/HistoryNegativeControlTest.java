package org.vlsverify.linearizability.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.vlsverify.linearizability.Bounds;
import org.vlsverify.linearizability.Implementation;
import org.vlsverify.linearizability.SharedSessionsFactory;
import org.vlsverify.linearizability.StoredFinding;
import org.vlsverify.linearizability.defects.Defect;
import org.vlsverify.linearizability.defects.MutatedImplementation;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.linearizability.trace.TraceReplay;
import org.vlsverify.linearizability.trace.Traces;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.Transport;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.FailingTrace;
import org.vlsverify.spec.Trace;
import org.vlsverify.spec.TraceJson;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.Edge;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * Histories find what the replay of a model cannot, and shrink it to a shortest history that shows
 * it: a defect that takes more than 32 workers, and one in state that only the past decides about.
 */
class HistoryNegativeControlTest {
  /** So little room for shared data that an element that is lost will be missed. */
  private static final Bounds SMALL = new Bounds(4, 4, 2, 1, Set.of(0));

  /** A shortest path to a state does not go through the same element of shared data twice. */
  private static final Defect INDEX_NEVER_FREED =
      new Defect(
          Design.LOCKED,
          "index-never-freed",
          "The last subscriber frees the element, and its index stays taken.",
          "SharedDataPool",
          "elements[index] = null; free(index);",
          "elements[index] = null;");

  private static final String COMMAND =
      "mvn -pl linearizability -am test -Dtest=HistoryNegativeControlTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

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

  /** Run by the tests below, and by nobody else: it fails. */
  static class ManyWorkers {
    @Property(tries = 200, seed = "7", shrinking = ShrinkingMode.FULL)
    void agreeWithTheReference(@ForAll("histories") List<Step> steps) {
      new History(HistoryProperties.BOUNDS, ListenersIn32Bits::new, COMMAND)
          .run(steps, outcome -> {});
    }

    @Provide
    Arbitrary<List<Step>> histories() {
      return HistoryProperties.historiesUpTo(1_000);
    }
  }

  /** Run by the tests below, and by nobody else: it fails. */
  static class LittleRoom {
    @Property(tries = 200, seed = "7", shrinking = ShrinkingMode.FULL)
    void agreeWithTheReference(@ForAll("histories") List<Step> steps) {
      new History(SMALL, new MutatedImplementation(INDEX_NEVER_FREED), COMMAND)
          .run(steps, outcome -> {});
    }

    @Provide
    Arbitrary<List<Step>> histories() {
      return HistoryProperties.historiesUpTo(150);
    }
  }

  @Test
  void listenersIn32BitsAreFoundAndShrunk() throws IOException {
    isFound(
        "reference",
        "listeners-in-32-bits",
        ManyWorkers.class,
        ListenersIn32Bits::new,
        "session 0: listeners: expected {32}");
  }

  @Test
  void anIndexThatIsNeverFreedIsFoundAndShrunk() throws IOException {
    isFound(
        INDEX_NEVER_FREED.implementation().toString(),
        INDEX_NEVER_FREED.name(),
        LittleRoom.class,
        new MutatedImplementation(INDEX_NEVER_FREED),
        "The last call came to NO_CAPACITY, and not to FIRST_SHARED.");
  }

  private static void isFound(
      String variant,
      String defect,
      Class<?> histories,
      SharedSessionsFactory factory,
      String problem)
      throws IOException {
    long start = System.nanoTime();
    String finding = shrunk(histories);
    StoredFinding stored = StoredFinding.of("jqwik", defect);
    boolean found = finding.startsWith(problem) && stored.isSameAs(finding);
    VerdictLog.record(
        CheckResult.of(Edge.RIGHT, "histories find defect", variant)
            .defect(defect)
            .outcome(problem, found ? problem : "not found so")
            .seconds((System.nanoTime() - start) / 1e9)
            .trace(stored.file())
            .reproduce(COMMAND)
            .build());
    assertThat(finding).startsWith(problem);
    stored.assertSameAs(finding);
    assertThatTheTraceShowsIt(histories, factory);
  }

  /** Its last step is what the code does, and neither the reference nor the design does. */
  private static void assertThatTheTraceShowsIt(Class<?> histories, SharedSessionsFactory factory)
      throws IOException {
    Path file = FailingTrace.file("jqwik-" + histories.getSimpleName() + "-agreeWithTheReference");
    Trace trace = TraceJson.read(file);
    Bounds bounds =
        TraceReplay.bounds(
            trace,
            Traces.sharedCapacity(trace).orElseThrow(),
            Traces.listenable(trace).orElseThrow());

    assertThat(TraceJson.toJson(trace)).isEqualTo(Files.readString(file));
    TraceReplay.Result atFault = TraceReplay.run(trace, bounds, factory);
    assertThat(atFault.code()).isEmpty();
    assertThat(atFault.reference()).map(TraceReplay.Parting::state).contains(trace.length());
    TraceReplay.Result right =
        TraceReplay.run(
            trace, bounds, new Implementation(Design.LOCKED, ThreadModel.MULTI_THREADED));
    assertThat(right.code()).map(TraceReplay.Parting::state).contains(trace.length());
    assertThat(right.difference()).isEmpty();
  }

  /** The message of the shrunk failure. */
  private static String shrunk(Class<?> histories) {
    return EngineTestKit.engine("jqwik")
        .configurationParameter("jqwik.database", "target/jqwik-negative-control")
        .configurationParameter("jqwik.reporting.usejunitplatform", "true")
        .configurationParameter("jqwik.failures.after.default", "RANDOM_SEED")
        .selectors(selectClass(histories))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .flatMap(result -> result.getThrowable().stream())
        .map(Throwable::getMessage)
        .findFirst()
        .orElse("not found");
  }
}
