package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        "name": "m", "what": "What.", "module": "M.tla", "config": "M.cfg", "budget": "quick",
        "expected": {"verdict": "OK", "distinct": 1, "depth": 2}
      }]}
      """;

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void createFiles() throws IOException {
    file = directory.resolve("models.json");
    Files.createFile(directory.resolve("M.tla"));
    Files.createFile(directory.resolve("M.cfg"));
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
  void theProjectsOwnIsConsistent() {
    assertThat(ModelCatalog.load().models()).isNotEmpty();
  }

  @Test
  void whatIsLeftOutHasADefault() throws IOException {
    Model model = load(GOOD).model("m");
    assertThat(model)
        .isEqualTo(
            new Model(
                "m",
                "What.",
                directory.resolve("M.tla"),
                directory.resolve("M.cfg"),
                Budget.QUICK,
                null,
                true,
                1,
                null,
                new Model.Expectation(Verdict.OK, null, 1L, null, 2, null)));
  }

  private static final String SIMULATED =
      GOOD.replace(
              "\"budget\"",
              "\"simulate\": {\"behaviours\": 9, \"depth\": 8, \"seed\": 7}, \"budget\"")
          .replace("\"distinct\": 1, \"depth\": 2", "\"generated\": 5");

  @Test
  void aSimulationSaysHowMuchOfItThereIs() throws IOException {
    Model model = load(SIMULATED).model("m");
    assertThat(model.simulate()).isEqualTo(new Simulation(9, 8, 7));
    assertThat(model.actionCoverage()).isFalse();
    assertThat(model.plainCommand())
        .isEqualTo(
            "java -cp tla2tools.jar tlc2.TLC -simulate num=9 -depth 8 -seed 7 -config M.cfg M.tla");
    assertThat(model.command()).endsWith(" -Dvls.simulate.seed=7");
  }

  @Test
  @SuppressWarnings("try") // What is set is closed, and not used otherwise.
  void nothingIsCountedWithAnotherSeedOrAnotherTlc() throws IOException {
    Model model = load(SIMULATED).model("m");
    try (var same = new SystemProperty(Simulation.SEED_PROPERTY, "7")) {
      assertThat(model.asAsked()).isEqualTo(model);
    }
    try (var seed = new SystemProperty(Simulation.SEED_PROPERTY, "-3")) {
      assertThat(model.asAsked().simulate()).isEqualTo(new Simulation(9, 8, -3));
      assertThat(model.asAsked().expected())
          .isEqualTo(new Model.Expectation(Verdict.OK, null, null, null, null, null));
      Model explored = load(GOOD).model("m");
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
          "generated": 5  | "generated": 5, "depth": 2 | a simulation has no "distinct" and no "depth", and "generated" only for OK.
          , "generated": 5 | ''                     | a simulation has no "distinct" and no "depth", and "generated" only for OK.
          "OK"            | "LIVENESS", "property": "P" | a simulation finds no LIVENESS.
          """)
  void saysWhatIsWrongWithASimulation(String good, String bad, String complaint) {
    assertThat(SIMULATED).contains(good);
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> load(SIMULATED.replace(good, bad)))
        .withMessage("The catalog " + file + " is wrong at model m: " + complaint);
  }

  @Test
  void everythingCanBeSaid() throws IOException {
    ModelCatalog catalog =
        load(
            """
            {"models": [{
              "name": "m", "what": "What.", "module": "M.tla", "config": "M.cfg",
              "budget": "nightly", "edge": "left", "seededDefect": "a-defect", "workers": 4,
              "actionCoverage": false,
              "expected": {"verdict": "liveness", "property": "P", "distinct": 1, "generated": 2,
                "depth": 3, "traceLength": 4}
            }],
            "neverTaken": {"A": "Because."}, "takenByDefects": {"B": "a-defect"}, "neverViolated": {"M.P": "So."}}
            """);
    Model model = catalog.model("m");
    assertThat(model.budget()).isEqualTo(Budget.NIGHTLY);
    assertThat(model.seededDefect()).isEqualTo("a-defect");
    assertThat(model.workers()).isEqualTo(4);
    assertThat(model.expected())
        .isEqualTo(new Model.Expectation(Verdict.LIVENESS, "P", 1L, 2L, 3, 4));
    assertThat(catalog.neverTaken()).containsEntry("A", "Because.");
    assertThat(catalog.takenByDefects()).containsEntry("B", "a-defect");
    assertThat(catalog.neverViolated()).containsEntry("M.P", "So.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "quick"         | "fast"           | there is no budget "fast"; allowed are quick, standard, nightly.
          "M.cfg"         | "N.cfg"          | there is no file N.cfg.
          "OK"            | "FINE"           | there is no verdict "FINE".
          "OK"            | "INVARIANT"      | the verdict INVARIANT needs "property".
          "OK"            | "DEADLOCK"       | the verdict DEADLOCK needs "traceLength".
          "distinct": 1,  | ''               | the verdict OK needs "distinct".
          , "depth": 2    | ''               | the verdict OK needs "depth".
          "depth": 2      | "depth": 2, "property": "P"   | the verdict OK has no "property".
          "depth": 2      | "depth": 2, "traceLength": 1  | the verdict OK has no "traceLength".
          "what": "What.",| ''               | "what" is missing.
          "budget"        | "workers": 0, "budget"    | "workers" must be at least 1.
          "quick"         | "nightly", "actionCoverage": true | "actionCoverage" needs the budget quick.
          """)
  void saysWhatIsWrongWithAModel(String good, String bad, String complaint) {
    assertThat(GOOD).contains(good);
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> load(GOOD.replace(good, bad)))
        .withMessage("The catalog " + file + " is wrong at model m: " + complaint);
  }

  @Test
  void saysWhereItCannotBeRead() {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> load("{\n  \"models\": [}"))
        .withMessageStartingWith("The catalog " + file + " cannot be read, line 2, column 14: ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n", "REDACTED"));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> load(GOOD.replace("budget", "bugdet")))
        .withMessageEndingWith(": Unrecognized field \"bugdet\".");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> load("{}"))
        .withMessageContaining("models");
  }

  @Test
  void namesAreUnique() {
    String twice = GOOD.substring(GOOD.indexOf("[") + 1, GOOD.lastIndexOf("]"));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> load("{\"models\": [" + twice + "," + twice + "]}"))
        .withMessage("The catalog " + file + " is wrong at model m: its name is not unique.");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = directory.resolve("none.json");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ModelCatalog.load(missing))
        .withMessage("There is no catalog of models at " + missing + ".");
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
  void anUnknownModelIsAnsweredWithThoseThatAreNear(String name, String answer) {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> ModelCatalog.load().model(name))
        .withMessage("There is no model " + name + "; " + answer);
  }

  @Test
  void withSeveralWorkersOnlyCountsAreExpected() throws IOException {
    Model.Expectation expected = load(GOOD).model("m").withWorkers(2).expected();
    assertThat(expected).isEqualTo(new Model.Expectation(Verdict.OK, null, 1L, null, null, null));
  }
}
