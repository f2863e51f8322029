package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
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

  /** A property can hold only because what could violate it never happens. */
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
            "actions and steps that no model without a seeded defect takes, of those with"
                + " \"actionCoverage\"; either the specification is wrong, or a model is missing, or"
                + " models.json has to say why: in \"takenByDefects\" which defect has the step, or in"
                + " \"neverTaken\" why nobody takes it")
        .isEmpty();
  }

  @Test
  void everyStoredTraceBelongsToAModel() throws IOException {
    try (Stream<Path> stored = Files.list(StoredTrace.DIRECTORY)) {
      assertThat(stored.map(file -> file.getFileName().toString().replace(".json", "")))
          .isSubsetOf(
              catalog().models().stream()
                  .filter(model -> model.expected().verdict().isViolation())
                  .map(Model::name)
                  .toList());
    }
  }
}
