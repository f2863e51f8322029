package org.vlsverify.spec.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.vlsverify.spec.junit.ModelTests;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.tlc.ModelRun;

/**
 * Checks models of the catalog with TLC, one test each. The counterexamples of seeded defects must
 * be the stored ones, see {@link StoredTrace}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ModelChecks {
  private final ModelCatalog catalog = ModelCatalog.load();
  private final ModelTests tests =
      ModelTests.ofProject(catalog.models().stream().filter(this::checks).toList())
          .withPart(this::part)
          .withTimeout(patience());

  /** The models of this class. */
  abstract boolean checks(Model model);

  /** The time limit of a model, so that a mistake in a specification does not block a run. */
  abstract Duration patience();

  /** The models of this run. */
  List<Model> part(List<Model> models) {
    return models;
  }

  ModelCatalog catalog() {
    return catalog;
  }

  @AfterAll
  void stopAll() throws IOException {
    tests.close();
    Path table =
        ProjectRoot.path()
            .resolve(Path.of("target", "verification", getClass().getSimpleName() + ".md"));
    Files.createDirectories(table.getParent());
    Files.writeString(table, ModelTable.of(tests.finished()));
  }

  ModelRun run(Model model) throws InterruptedException {
    return tests.run(model);
  }

  @TestFactory
  Stream<DynamicTest> isAsExpected() {
    return tests.tests();
  }
}
