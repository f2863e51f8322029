package org.vlsverify.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.mutant.Defect;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.linearizability.pos.PosRunner;
import org.vlsverify.linearizability.scenario.HandWrittenScenarios;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.design.Design;

/** Negative control: damage that neither the state nor a query shows. */
class EpilogueTest {
  private static final int EXECUTIONS = 20;
  private static final long SEED = 1;

  @Test
  void lostIndexIsFoundAfterwards() {
    Defect lost =
        new Defect(
            Design.OPTIMISTIC,
            "released-index-lost",
            "An index that is released does not become free.",
            "FreeIndices",
            "withTop(now - ONE_RELEASING, index + 1)",
            "withTop(now - ONE_RELEASING, now & TOP_MASK)");
    Scenario scenario =
        HandWrittenScenarios.UNSHARE_AGAINST_UNSHARE.scenarios().stream()
            .filter(candidate -> candidate.name().equals("the last two leave"))
            .findFirst()
            .orElseThrow();

    Finding finding =
        PosRunner.run(new MutatedImplementation(lost), scenario, EXECUTIONS, SEED).orElseThrow();

    assertThat(Explanation.of(finding))
        .contains("afterwards: expected forkShareNext(child 1) -> FIRST_SHARED")
        .contains("is forkShareNext(child 1) -> NO_CAPACITY");
  }
}
