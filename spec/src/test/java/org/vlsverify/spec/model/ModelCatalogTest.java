package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vlsverify.spec.Fixtures;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.SystemProperty;
import org.vlsverify.spec.tlc.TlcJar;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.verdict.CheckMethod;

class ModelCatalogTest {
  private static final String GOOD =
      """
      {"models": [{
        "name": "M", "what": "What", "module": "M", "budget": "quick"
      }]}
      """;

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void createFiles() throws IOException {
    file = directory.resolve("manifest.json");
    Files.createFile(directory.resolve("M.tla"));
    Files.writeString(directory.resolve("M.cfg"), "INVARIANT P PROPERTY Q SPECIFICATION FairSpec");
    Files.writeString(
        directory.resolve("expected.json"),
        "{\"M\": {\"distinct\": 1, \"depth\": 2}, \"S\": {\"generated\": 5}}");
  }

  private ModelCatalog load(String json) throws IOException {
    Files.writeString(file, json);
    return ModelCatalog.load(file);
  }

  @Test
  void methodFollowsFromTheSpecification() {
    ModelCatalog catalog = ModelCatalog.load();
    assertThat(catalog.model("SharedData_2w1s").method()).isEqualTo(CheckMethod.MODEL_CHECKING);
    assertThat(catalog.model("Defect_notice-twice").method()).isEqualTo(CheckMethod.MODEL_CHECKING);
    assertThat(catalog.model("Locking_2w1t").method()).isEqualTo(CheckMethod.REFINEMENT);
    assertThat(catalog.model("Optimistic_2w1t").method()).isEqualTo(CheckMethod.REFINEMENT);
    assertThat(catalog.model("GlobalLock_2w2t").method()).isEqualTo(CheckMethod.REFINEMENT);
  }

  @Test
  void projectCatalogIsConsistent() {
    assertThat(ModelCatalog.load().models()).isNotEmpty();
  }

  @Test
  void omittedFieldsHaveDefaults() throws IOException {
    Model model = load(GOOD).model("M");
    assertThat(model)
        .isEqualTo(
            new Model(
                "M",
                "What",
                directory.getFileName().toString(),
                directory.resolve("M.tla"),
                directory.resolve("M.cfg"),
                null,
                Budget.QUICK,
                null,
                false,
                1,
                null,
                new Model.Expectation(Verdict.OK, null, 1L, null, 2, null),
                directory.resolve("manifest.json")));
  }

  /** TLC counts generated states anew after a checkpoint. */
  @Test
  void generatedStatesAreNotExpectedAfterACheckpoint() {
    Model.Expectation before = Fixtures.model("LendingOk").expected();
    Model.Expectation after = Fixtures.model("LendingOk").afterCheckpoint().expected();
    assertThat(before.generated()).isNotNull();
    assertThat(after.generated()).isNull();
    assertThat(after.distinct()).isEqualTo(before.distinct());
    assertThat(after.depth()).isEqualTo(before.depth());
  }

  private static final String SIMULATED =
      GOOD.replace(
              "\"budget\"",
              "\"simulate\": {\"behaviours\": 9, \"depth\": 8, \"seed\": 7}, \"budget\"")
          .replace("\"name\": \"M\"", "\"name\": \"S\", \"config\": \"M.cfg\"");

  @Test
  void simulationIsRead() throws IOException {
    Model model = load(SIMULATED).model("S");
    assertThat(model.simulate()).isEqualTo(new Simulation(9, 8, 7));
    assertThat(model.actionCoverage()).isFalse();
    assertThat(model.plainCommand())
        .isEqualTo(
            "java -cp tla2tools.jar tlc2.TLC -simulate num=9 -depth 8 -seed 7 -config M.cfg M.tla");
    assertThat(model.command()).endsWith(" -Dvls.simulate.seed=7");
  }

  @Test
  @SuppressWarnings("try") // What is set is closed, and not used otherwise.
  void otherSeedOrTlcDisablesNumbers() throws IOException {
    Model model = load(SIMULATED).model("S");
    try (var same = new SystemProperty(Simulation.SEED_PROPERTY, "7")) {
      assertThat(model.asAsked()).isEqualTo(model);
    }
    try (var seed = new SystemProperty(Simulation.SEED_PROPERTY, "-3")) {
      assertThat(model.asAsked().simulate()).isEqualTo(new Simulation(9, 8, -3));
      assertThat(model.asAsked().expected())
          .isEqualTo(new Model.Expectation(Verdict.OK, null, null, null, null, null));
      Model explored = load(GOOD).model("M");
      assertThat(explored.asAsked()).isEqualTo(explored);
    }
    try (var jar = new SystemProperty(TlcJar.PROPERTY, "other.jar")) {
      assertThat(model.asAsked().simulate()).isEqualTo(model.simulate());
      assertThat(model.asAsked().expected().generated()).isNull();
    }
    try (var word = new SystemProperty(Simulation.SEED_PROPERTY, "x")) {
      assertThatExceptionOfType(BadInputException.class)
          .isThrownBy(model::asAsked)
          .withMessage("-Dvls.simulate.seed=x: a seed is a whole number.");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "depth": 8,     | ''                      | "simulate" needs "behaviours", "depth" and "seed".
          "depth": 8      | "depth": 1              | "simulate" needs at least 1 behaviour, and a depth of at least 2.
          "behaviours": 9 | "behaviours": 0         | "simulate" needs at least 1 behaviour, and a depth of at least 2.
          "quick"         | "quick", "workers": 2   | "simulate" goes neither with "actionCoverage" nor with several "workers".
          "quick"         | "quick", "actionCoverage": true | "simulate" goes neither with "actionCoverage" nor with several "workers".
          "quick"         | "quick", "violates": "Q" | a simulation finds no LIVENESS.
          """)
  void invalidSimulationIsNamed(String good, String bad, String complaint) {
    assertThat(SIMULATED).contains(good);
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> load(SIMULATED.replace(good, bad)))
        .withMessage("The manifest " + file + " is wrong at model S: " + complaint);
  }

  @Test
  void allFieldsAreRead() throws IOException {
    ModelCatalog catalog =
        load(
            """
            {"models": [{
              "name": "M", "what": "What", "module": "M", "config": "M.cfg",
              "budget": "nightly", "workers": 4, "violates": "Q"
            }], "defects": [{"name": "N", "what": "What", "module": "M", "config": "M.cfg",
              "violates": "Q", "defect": "a-defect", "steps": ["B"]}],
            "neverTaken": {"A": "Because."}, "neverViolated": {"P": "So."}, "reachable": {"R": "M"}}
            """);
    Model model = catalog.model("M");
    assertThat(model.budget()).isEqualTo(Budget.NIGHTLY);
    assertThat(catalog.model("N").seededDefect()).isEqualTo("a-defect");
    assertThat(catalog.model("N").actionCoverage()).isTrue();
    assertThat(model.workers()).isEqualTo(4);
    assertThat(model.expected())
        .isEqualTo(new Model.Expectation(Verdict.LIVENESS, "Q", 1L, null, 2, null));
    assertThat(catalog.neverTaken()).containsEntry("M.A", "Because.");
    assertThat(catalog.takenByDefects()).containsEntry("M.B", "a-defect");
    assertThat(catalog.neverViolated()).containsEntry("M.P", "So.");
    assertThat(catalog.reachable()).containsExactly(new ModelCatalog.Reachable("R", model, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "quick"         | "fast"           | there is no budget "fast"; allowed are quick, standard, nightly.
          "module": "M"   | "module": "M", "config": "N.cfg" | there is no file N.cfg.
          "module": "M"   | "module": "N"    | there is no module N.
          "quick"         | "quick", "verdict": "FINE"       | TLC has no verdict "FINE".
          "quick"         | "quick", "verdict": "INVARIANT"  | the verdict INVARIANT needs "violates".
          "quick"         | "quick", "verdict": "OK", "violates": "P" | the verdict OK has no "violates".
          "quick"         | "quick", "violates": "R"         | M has no property R in a section of properties; fix "violates", or add "verdict".
          "quick"         | "quick", "base": "N"             | there is no model "N" as its base.
          "what": "What",| ''               | "what" is missing.
          "quick"         | "quick", "workers": 0            | "workers" must be at least 1.
          "quick"         | "nightly", "actionCoverage": true | "actionCoverage" needs the budget quick.
          """)
  void invalidModelIsNamed(String good, String bad, String complaint) {
    assertThat(GOOD).contains(good);
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> load(GOOD.replace(good, bad)))
        .withMessage("The manifest " + file + " is wrong at model M: " + complaint);
  }

  @Test
  void invalidManifestIsNamed() {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(
            () -> load(GOOD.replace("{\"models", "{\"reachable\": {\"R\": \"N\"}, \"models")))
        .withMessage(
            "The manifest "
                + file
                + " is wrong at model N: R needs it, and there is no such model.");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(
            () ->
                load(
                    GOOD.replace(
                        "\"quick\"", "\"quick\", \"base\": \"M\", \"constants\": {\"N\": 1}")))
        .withMessageContaining(" is wrong at model M: ");
  }

  @Test
  void syntaxErrorHasLineAndColumn() {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> load("{\n  \"models\": [}"))
        .withMessageStartingWith("The manifest " + file + " cannot be read, line 2, column 14: ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n", "REDACTED"));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> load(GOOD.replace("budget", "bugdet")))
        .withMessageEndingWith(": Unrecognized field \"bugdet\" at models.0.bugdet.");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> load("{}"))
        .withMessageContaining("models");
  }

  @Test
  void namesAreUnique() {
    String twice = GOOD.substring(GOOD.indexOf("[") + 1, GOOD.lastIndexOf("]"));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> load("{\"models\": [" + twice + "," + twice + "]}"))
        .withMessage("The manifest " + file + " is wrong at model M: its name is not unique.");
  }

  @Test
  void specificationSelectsItsModels() {
    ModelCatalog catalog = ModelCatalog.load();
    assertThat(catalog.chosen(List.of("WorkerPools", "WorkerPools_2p"), Budget.QUICK))
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .contains(catalog.model("WorkerPools_2p"))
        .allMatch(model -> model.specification().equals("WorkerPools"))
        .allMatch(model -> model.budget() == Budget.QUICK);
    assertThat(catalog.chosen(List.of(), Budget.NIGHTLY)).isEqualTo(catalog.models());
  }

  @Test
  void missingFileIsNamed() {
    Path missing = directory.resolve("none.json");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ModelCatalog.load(missing))
        .withMessage("There is no manifest at " + missing + ".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zzz | see 'vls list models'.",
        "shareddata_2w1S | near it are SharedData_2w1s, SharedData_2w1s_live, SharedData_2w2s;"
            + " see 'vls list models'.",
        "Defect_notice-twise | near it are Defect_notice-twice, Defect_notice-lost,"
            + " Defect_notice-always; see 'vls list models'.",
      })
  void unknownModelGetsSimilarNames(String name, String answer) {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ModelCatalog.load().model(name))
        .withMessage("There is no model " + name + "; " + answer);
  }

  @Test
  void withSeveralWorkersOnlyCountsAreExpected() throws IOException {
    Model.Expectation expected = load(GOOD).model("M").withWorkers(2).expected();
    assertThat(expected).isEqualTo(new Model.Expectation(Verdict.OK, null, 1L, null, null, null));
  }
}
