package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.vlsverify.spec.run.Budget;

/** The models of the budget {@code quick}, all seeded defects among them. */
class ModelsTest extends ModelChecks {
  @Override
  boolean checks(Model model) {
    return model.budget() == Budget.QUICK;
  }

  @Override
  Duration patience() {
    return Duration.ofMinutes(12);
  }

  /** A property may hold only because no action that could violate it is taken. */
  @Test
  void everyActionIsTaken() throws InterruptedException {
    TakenSteps taken = new TakenSteps();
    for (Model model : catalog().models()) {
      if (model.actionCoverage()) {
        taken.add(run(model));
      }
    }
    assertThat(taken.all()).as("actions and steps").isNotEmpty();
    assertThat(taken.complaints(catalog().neverTaken(), catalog().takenByDefects()))
        .as(
            "actions and steps that no model with \"actionCoverage\" and without a seeded defect"
                + " takes; the specification is wrong, or a model is missing, or a manifest must"
                + " give the reason: in \"steps\" of the defect with the step, or in"
                + " \"neverTaken\"")
        .isEmpty();
  }

  @Test
  void everyStoredTraceBelongsToAModel() {
    assertThat(ModelWriter.strayTraces(catalog()))
        .as("counterexamples of no model, or in the wrong folder; 'vls models write' deletes them")
        .isEmpty();
  }
}
