package org.vlsverify.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Report;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.SharedSessions;

class LincheckRunnerTest {
  /** Its owner query has no step visible to other threads. */
  private static final SharedSessionsFactory STUB =
      (bounds, root, transport) -> {
        SharedSessions reference =
            new ReferenceSharedSessions(
                bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, transport);
        return (SharedSessions)
            Proxy.newProxyInstance(
                SharedSessions.class.getClassLoader(),
                new Class<?>[] {SharedSessions.class},
                (proxy, method, arguments) ->
                    method.getName().equals("owner")
                        ? SharedSessions.NO_WORKER
                        : method.invoke(reference, arguments));
      };

  private static final Scenario QUERIES =
      new Scenario(
          "two threads query",
          new Bounds(1, 1, 1, 0, Set.of()),
          List.of(),
          List.of(Invocation.owner(0, 0)),
          List.of(Invocation.owner(0, 0)));

  @Test
  void scenarioWithFewInterleavingsIsExhausted() {
    Report report = LincheckRunner.run(Strategy.MODEL_CHECKING, List.of(QUERIES), 1_000, STUB);

    assertThat(report.finding()).isEmpty();
    assertThat(report.exhausted(1_000)).isEqualTo(1);
  }

  @Test
  void limitedScenarioIsNotExhausted() {
    Report report = LincheckRunner.run(Strategy.MODEL_CHECKING, List.of(QUERIES), 2, STUB);

    assertThat(report.allExecutions()).isEqualTo(2);
    assertThat(report.exhausted(2)).isZero();
  }
}
