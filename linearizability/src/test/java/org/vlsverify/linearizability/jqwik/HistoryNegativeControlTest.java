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
import org.junit.platform.testkit.engine.Event;
import org.vlsverify.linearizability.Bounds;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.sessions.Transport;
import org.vlsverify.spec.ProjectRoot;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.Edge;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * Long histories find a defect that no model can have, since it takes more than 32 workers, and
 * shrink it to the shortest history that shows it.
 */
class HistoryNegativeControlTest {
  private static final Path STORED =
      Path.of("linearizability/src/test/resources/jqwik/listeners-in-32-bits.txt");

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

  /** Run by the test below, and by nobody else: it fails. */
  static class DefectiveHistories {
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

  @Test
  void listenersIn32BitsAreFoundAndShrunk() throws IOException {
    long start = System.nanoTime();
    List<Event> failed =
        EngineTestKit.engine("jqwik")
            .configurationParameter("jqwik.database", "target/jqwik-negative-control")
            .configurationParameter("jqwik.reporting.usejunitplatform", "true")
            .configurationParameter("jqwik.failures.after.default", "RANDOM_SEED")
            .selectors(selectClass(DefectiveHistories.class))
            .execute()
            .testEvents()
            .failed()
            .list();
    String finding =
        failed.isEmpty()
            ? "not found"
            : failed
                .get(0)
                .getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .map(Throwable::getMessage)
                .orElse("a failure without a message");
    Path stored = ProjectRoot.path().resolve(STORED);
    if (Boolean.getBoolean("vls.traces.update")) {
      Files.createDirectories(stored.getParent());
      Files.writeString(stored, finding);
    }
    String expected = Files.exists(stored) ? Files.readString(stored) : "(nothing stored)";
    boolean found = finding.startsWith("session ") && finding.contains(": listeners: expected ");
    VerdictLog.record(
        CheckResult.of(Edge.RIGHT, "histories/negative control", "reference")
            .defect("listeners-in-32-bits")
            .outcome("found", found && finding.equals(expected) ? "found" : "not found as stored")
            .seconds((System.nanoTime() - start) / 1e9)
            .trace(stored)
            .reproduce(COMMAND)
            .build());
    assertThat(found).as("the listeners of a session differ, in:%n%s", finding).isTrue();
    assertThat(finding)
        .as(
            "the shrunk history; if it has changed on purpose, store it with"
                + " -Dvls.traces.update=true and read the difference in %s",
            STORED)
        .isEqualTo(expected);
  }
}
