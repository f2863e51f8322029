package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vlsverify.spec.Fixtures;
import org.vlsverify.spec.tlc.ActionCoverage;
import org.vlsverify.spec.tlc.ModelRun;
import org.vlsverify.spec.tlc.Verdict;

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
  void actionsAreCountedPerSpecification() {
    ActionCoverage never = new ActionCoverage(0, 0);
    ActionCoverage once = new ActionCoverage(0, 1);
    TakenSteps taken = new TakenSteps();
    taken.add(run("LendingOk", Map.of("Return", once, "Borrow", never)));
    taken.add(run("LendingTwoBooks", Map.of("Return", never, "Borrow", never)));
    taken.add(run("StepsDeadlock", Map.of("Return", never)));
    assertThat(taken.all()).containsExactly("Lending.Borrow", "Lending.Return", "Steps.Return");
    assertThat(taken.complaints(Map.of(), Map.of()))
        .containsExactly(
            "Lending.Borrow is taken by no model", "Steps.Return is taken by no model");
  }

  /** LendingOk has no defect; LendingLimitless and LendingQueueJump have one. */
  private static TakenSteps withDefects() {
    ActionCoverage never = new ActionCoverage(0, 0);
    ActionCoverage once = new ActionCoverage(0, 1);
    TakenSteps taken = new TakenSteps();
    taken.add(run("LendingOk", Map.of("Borrow", once, "Return", never, "Request", never)));
    taken.add(run("LendingLimitless", Map.of("Borrow", once, "Return", once, "Request", never)));
    taken.add(run("LendingQueueJump", Map.of("Borrow", never, "Return", never, "Request", never)));
    return taken;
  }

  @Test
  void stepTakenOnlyByDefectDoesNotCount() {
    assertThat(withDefects().complaints(Map.of(), Map.of()))
        .containsExactly(
            "Lending.Request is taken by no model",
            "Lending.Return is taken by no model but with limitless");
    assertThat(
            withDefects()
                .complaints(
                    Map.of("Lending.Request", "Because."), Map.of("Lending.Return", "limitless")))
        .isEmpty();
  }

  @Test
  void staleExcuseIsFound() {
    assertThat(
            withDefects()
                .complaints(
                    Map.of("Lending.Return", "Because."),
                    Map.of(
                        "Lending.Borrow", "limitless",
                        "Lending.Request", "queue-jump",
                        "Lending.Burn", "limitless")))
        .containsExactly(
            "Lending.Borrow is taken without a defect; \"steps\" of a defect says that it is not",
            "Lending.Request is not taken with queue-jump",
            "Lending.Return is taken; \"neverTaken\" says that it is not",
            "there is no step Lending.Burn");
    assertThat(
            withDefects()
                .complaints(
                    Map.of("Lending.Request", "Because."), Map.of("Lending.Return", "queue-jump")))
        .containsExactly("Lending.Return is not taken with queue-jump, but with limitless");
  }
}
