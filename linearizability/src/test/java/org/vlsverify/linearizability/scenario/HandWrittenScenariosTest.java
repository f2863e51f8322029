package org.vlsverify.linearizability.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.testing.RecordingTransport;

/** Properties of the hand-written scenarios. */
public class HandWrittenScenariosTest {
  private static final Set<Outcome> REFUSALS =
      EnumSet.range(Outcome.WORKER_NOT_LIVE, Outcome.SESSIONS_TO_LEAVE);

  public static Stream<Scenario> all() {
    return HandWrittenScenarios.all().stream();
  }

  public static List<Scenario> allWithOneThreadPerWorker() {
    List<Scenario> scenarios = all().filter(Scenario::hasOneThreadPerWorker).toList();
    assertThat(scenarios).hasSizeGreaterThan(20);
    return scenarios;
  }

  /** After a refusal the scenario would not be the one that its name describes. */
  @ParameterizedTest
  @MethodSource("all")
  void invocationsBeforeAreGranted(Scenario scenario) {
    RecordingTransport transport = new RecordingTransport(scenario.bounds().listenable());
    SharedSessions sessions =
        new ReferenceSharedSessions(
            scenario.bounds().workers(),
            scenario.bounds().slots(),
            scenario.bounds().sharedCapacity(),
            Scenario.ROOT,
            transport);

    assertThat(scenario.before())
        .allSatisfy(invocation -> assertThat(invocation.on(sessions, transport)).isNotIn(REFUSALS));
  }

  @Test
  void everyOperationAndQueryIsInAScenario() {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    Set<Query.Kind> queries = new HashSet<>();
    all()
        .filter(Scenario::isOfSteps)
        .flatMap(Scenario::invocations)
        .forEach(
            invocation -> {
              if (invocation instanceof Invocation.OfCall ofCall) {
                actions.add(ofCall.call().action());
              } else if (invocation instanceof Invocation.OfQuery ofQuery) {
                queries.add(ofQuery.query().kind());
              }
            });

    assertThat(actions).containsExactlyInAnyOrder(Action.values());
    assertThat(queries).containsExactlyInAnyOrder(Query.Kind.values());
  }
}
