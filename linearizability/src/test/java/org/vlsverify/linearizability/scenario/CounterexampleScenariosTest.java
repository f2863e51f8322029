package org.vlsverify.linearizability.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenarios from the traces of counterexamples. */
class CounterexampleScenariosTest {

  static List<Scenario> all() {
    return CounterexampleScenarios.all();
  }

  @Test
  void threadsOfTraceAreRead() {
    assertThat(all())
        .filteredOn(scenario -> scenario.name().startsWith("OptimisticDefect_not-held-in-part"))
        .extracting(Scenario::words)
        .containsExactly(
            """
            before:   open(worker 0, session 0); forkBegin(parent 0, child 1); \
            forkShareNext(child 1); forkComplete(child 1)
            thread 1: close(worker 0, session 0)
            thread 2: close(worker 1, session 0); open(worker 1, session 1); \
            forkBegin(parent 1, child 2); forkComplete(child 2)
            """,
            """
            before:   open(worker 0, session 0); forkBegin(parent 0, child 1); \
            forkShareNext(child 1); forkComplete(child 1)
            thread 1: close(worker 0, session 0); open(worker 0, session 2); \
            forkBegin(parent 0, child 3); forkShareNext(child 3)
            thread 2: close(worker 1, session 0); open(worker 1, session 1); \
            forkBegin(parent 1, child 2); forkComplete(child 2)
            """,
            """
            before:   open(worker 0, session 0); forkBegin(parent 0, child 1); \
            forkShareNext(child 1); forkComplete(child 1)
            thread 1: close(worker 0, session 0)
            thread 2: close(worker 1, session 0); open(worker 1, session 1); \
            forkBegin(parent 1, child 2); forkComplete(child 2); open(worker 1, session 2); \
            forkBegin(parent 1, child 3); forkShareNext(child 3)
            """);
  }

  /** A trace that begins with half-done forks. */
  @Test
  void initialStateIsReached() {
    assertThat(all())
        .filteredOn(
            scenario -> scenario.name().startsWith("OptimisticDefect_no-version: operations"))
        .extracting(Scenario::words)
        .containsExactly(
            """
            before:   forkBegin(parent 0, child 1); forkComplete(child 1); \
            open(worker 0, session 0); open(worker 1, session 1); open(worker 1, session 2); \
            forkBegin(parent 0, child 2); forkBegin(parent 1, child 3)
            thread 1: forkShareNext(child 2)
            thread 2: forkShareNext(child 3); forkShareNext(child 3); forkComplete(child 3); \
            close(worker 3, session 1); close(worker 1, session 1)
            """);
  }

  /** A refused call would be a misread trace. */
  @ParameterizedTest
  @MethodSource("all")
  void invocationsBeforeAreGranted(Scenario scenario) {
    Scenario beforeAlone =
        new Scenario(
            scenario.name(), scenario.bounds(), List.of(), List.of(scenario.before(), List.of()));

    assertThat(beforeAlone.isGranted()).isTrue();
  }
}
