package org.vlsverify.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TakenStepsTest {
  private static ModelRun run(String model, Map<String, ActionCoverage> coverage) {
    return new ModelRun(
        Fixtures.model(model),
        Verdict.OK,
        null,
        "",
        1,
        1,
        0,
        1,
        1.0,
        coverage,
        Optional.empty(),
        Path.of("m.out"));
  }

  @Test
  void anActionOfOneSpecificationDoesNotStandForThatOfAnother() {
    ActionCoverage never = new ActionCoverage(0, 0);
    ActionCoverage once = new ActionCoverage(0, 1);
    TakenSteps taken = new TakenSteps();
    taken.add(run("LendingOk", Map.of("Return", once, "Borrow", never)));
    taken.add(run("LendingTwoBooks", Map.of("Return", never, "Borrow", never)));
    taken.add(run("StepsDeadlock", Map.of("Return", never)));
    assertThat(taken.all()).containsExactly("Lending.Borrow", "Lending.Return", "Steps.Return");
    assertThat(taken.never()).containsExactly("Lending.Borrow", "Steps.Return");
  }
}
