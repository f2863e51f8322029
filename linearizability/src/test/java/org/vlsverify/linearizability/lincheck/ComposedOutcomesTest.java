package org.vlsverify.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.mutant.Defect;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.linearizability.scenario.HandWrittenScenarios;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.design.Design;

/** Negative controls: composed operations with outcomes that no order of their steps has. */
class ComposedOutcomesTest {
  private static final int EXECUTIONS = 200;

  private static Finding find(String name, String method, String scenario) {
    Defect defect =
        new Defect(
            Design.GLOBAL_LOCK,
            name,
            "A composed operation ends too early.",
            "GlobalLockSharedSessions",
            "@Override public Snapshot snapshot() {",
            "@Override public Outcome %s @Override public Snapshot snapshot() {".formatted(method));
    List<Scenario> scenarios =
        HandWrittenScenarios.COMPOSED.scenarios().stream()
            .filter(candidate -> candidate.name().equals(scenario))
            .toList();
    return LincheckRunner.run(
            Strategy.MODEL_CHECKING, scenarios, EXECUTIONS, new MutatedImplementation(defect))
        .finding()
        .orElseThrow();
  }

  @Test
  void forkThatLeavesSessionsToShareIsFound() {
    Finding finding =
        find(
            "fork-shares-until-refused",
            """
            fork(int parent, int child) {
              Outcome begun = forkBegin(parent, child);
              if (begun != Outcome.FORK_BEGUN) {
                return begun;
              }
              Outcome shared;
              do {
                shared = forkShareNext(child);
              } while (shared == Outcome.FIRST_SHARED || shared == Outcome.SUBSCRIBED);
              return forkComplete(child);
            }
            """,
            "a worker forks while capacity is freed");

    assertThat(finding.kind()).isEqualTo(Kind.NOT_LINEARIZABLE);
    assertThat(Explanation.of(finding))
        .contains("Results by thread: SESSIONS_TO_SHARE | LAST_CLOSED")
        .contains("No sequential order gives these results.")
        .contains("possible: FORKED_IN_PART | LAST_CLOSED");
  }

  @Test
  void exitThatLeavesSessionsIsFound() {
    Finding finding =
        find(
            "exit-leaves-once",
            """
            exit(int worker) {
              Outcome left;
              do {
                left = exitLeaveNext(worker);
              } while (left != Outcome.NOTHING_TO_LEAVE && left.ordinal() < Outcome.WORKER_NOT_LIVE.ordinal());
              return exitComplete(worker);
            }
            """,
            "a worker exits while another thread of it opens a session");

    assertThat(finding.kind()).isEqualTo(Kind.NOT_LINEARIZABLE);
    assertThat(Explanation.of(finding)).contains("Results by thread: SESSIONS_TO_LEAVE | OPENED");
  }
}
