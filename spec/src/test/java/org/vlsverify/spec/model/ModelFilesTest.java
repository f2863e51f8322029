package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.ProjectRoot;

/** The generated files are up to date with the manifests. */
class ModelFilesTest {
  static final String COMMAND =
      "mvn -q -pl spec exec:java -Dexec.mainClass=org.vlsverify.spec.model.WriteCommand"
          + " -Dexec.args=--files";

  private final ModelCatalog catalog = ModelCatalog.load();

  @Test
  void everyFileIsUpToDate() {
    assertThat(ModelFiles.stale(catalog).keySet())
        .as("stale files; this writes them: " + COMMAND)
        .isEmpty();
  }

  @Test
  void everyConfigurationIsInAManifest() throws IOException {
    Path tla = ProjectRoot.path().resolve(Path.of("spec", "tla"));
    Set<Path> configurations = new TreeSet<>();
    try (Stream<Path> files = Files.walk(tla.resolve("models"))) {
      files.filter(file -> file.toString().endsWith(".cfg")).forEach(configurations::add);
    }
    catalog.models().forEach(model -> configurations.remove(model.config()));
    assertThat(configurations).as("the .cfg files without a row in a manifest").isEmpty();
    assertThat(catalog.models())
        .as("models that share a .cfg file")
        .extracting(Model::config)
        .doesNotHaveDuplicates();
  }

  @Test
  void everyModelHasItsNumbers() {
    assertThat(catalog.models().stream().filter(ModelFilesTest::lacksNumbers).map(Model::name))
        .as("models without numbers in expected.json; 'vls models write MODEL' stores them")
        .isEmpty();
  }

  private static boolean lacksNumbers(Model model) {
    Model.Expectation expected = model.expected();
    return expected.verdict().isViolation()
        ? expected.traceLength() == null
        : expected.generated() == null
            || model.simulate() == null
                && (expected.distinct() == null || expected.depth() == null);
  }

  /** In a small specification of its own. */
  @Nested
  class Small {
    private static final String STARS = "(" + "*".repeat(45) + ")\n";

    private static final String ALL =
        "SPECIFICATION Spec\nINVARIANTS\n  I2\n  I1\nPROPERTIES\n  Implements\n  S\n";

    @TempDir Path directory;

    @BeforeEach
    void write() throws IOException {
      file(
          "MCSpec.tla",
          "---- MODULE MCSpec ----\n"
              + section("Refinement: of something.", "Implements")
              + section("Safety: invariants", "I2", "I1")
              + section("Safety: properties of steps", "S")
              + section("Liveness", "L")
              + "====\n");
      file("Spec/ok.cfg", ALL);
      file("Spec/fair.cfg", "CONSTANT N = 1\nSPECIFICATION FairSpec\nPROPERTY L\n");
      manifest("");
    }

    private static String section(String heading, String... properties) {
      return STARS
          + "(* "
          + heading
          + " *)\n"
          + STARS
          + "\n"
          + Stream.of(properties)
              .map(property -> "(* Says " + property + ". *)\n" + property + " == TRUE\n")
              .collect(Collectors.joining("\n"));
    }

    private Path file(String name, String text) throws IOException {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    }

    private void replace(String name, String old, String text) throws IOException {
      String before = Files.readString(directory.resolve(name));
      assertThat(before).contains(old);
      file(name, before.replace(old, text));
    }

    private void manifest(String rows) throws IOException {
      file(
          "Spec/manifest.json",
          """
          {"base": "ok", "defectPrefix": "Bad_",
           "models": [{"name": "ok", "what": "All"}, {"name": "fair", "what": "Liveness"}],
           "defects": [%s]}
          """
              .formatted(rows));
    }

    private ModelCatalog load() {
      return ModelCatalog.load(directory.resolve("Spec/manifest.json"));
    }

    private String written(String file) throws IOException {
      ModelFiles.write(load());
      assertThat(ModelFiles.stale(load())).isEmpty();
      return Files.readString(directory.resolve(file));
    }

    @Test
    void nothingIsStale() {
      assertThat(ModelFiles.stale(load())).isEmpty();
    }

    @Test
    void newPropertyIsListedInOrder() throws IOException {
      replace("MCSpec.tla", "I1 == TRUE\n", "I1 == TRUE\n\n(* Says I0. *)\nI0 == TRUE\n");
      replace("Spec/ok.cfg", "SPECIFICATION", "\\* Of the author.\nSPECIFICATION");
      assertThat(ModelFiles.stale(load())).containsOnlyKeys(directory.resolve("Spec/ok.cfg"));
      assertThat(written("Spec/ok.cfg"))
          .isEqualTo("\\* Of the author.\n" + ALL.replace("  I1\n", "  I1\n  I0\n"));
    }

    @Test
    void unknownPropertyIsRemoved() throws IOException {
      replace("Spec/fair.cfg", "PROPERTY L", "INVARIANT I1");
      assertThat(written("Spec/fair.cfg"))
          .isEqualTo("CONSTANT N = 1\nSPECIFICATION FairSpec\nPROPERTIES\n  L\n");
    }

    @Test
    void otherInitialStateChecksNoRefinement() throws IOException {
      replace("Spec/ok.cfg", "SPECIFICATION", "CONSTANT Init <- Later\nSPECIFICATION");
      assertThat(written("Spec/ok.cfg")).doesNotContain("Implements").contains("  S\n");
    }

    @Test
    void livenessMayBeCheckedInParts() throws IOException {
      replace("MCSpec.tla", "L == TRUE\n", "L == TRUE\n\n(* Says M. *)\nM == TRUE\n");
      file("Spec/rest.cfg", "CONSTANT N = 1\nSPECIFICATION LessFairSpec\nPROPERTY M\n");
      replace("Spec/manifest.json", "[{", "[{\"name\": \"rest\", \"what\": \"Rest\"}, {");
      assertThat(ModelFiles.stale(load())).isEmpty();

      replace("Spec/rest.cfg", "N = 1", "N = 2");
      assertThat(written("Spec/fair.cfg")).as("the other properties are kept").contains("  M\n");
    }

    @Test
    void defectIsDerivedFromBase() throws IOException {
      replace(
          "Spec/ok.cfg",
          "SPECIFICATION",
          "SYMMETRY Sym\nCONSTANTS\n  A = {x, y}\n  B = 1\nSPECIFICATION");
      manifest(
          """
          {"defect": "wrong", "violates": "I1", "what": "It is wrong",
           "constants": {"B": "2", "C": ["a b", "c"]}, "replace": {"Right": "Wrong"}}
          """);
      Model model = load().model("Bad_wrong");
      assertThat(model.expected().verdict()).hasToString("INVARIANT");
      assertThat(model.configFromModule()).isEqualTo("Spec/target/models/Spec/Bad_wrong.cfg");
      assertThat(written("Spec/target/models/Spec/Bad_wrong.cfg"))
          .isEqualTo(
              """
              \\* It is wrong.
              \\* Derived from a row of its manifest; do not edit.
              CONSTANTS
                A = {x, y}
                B = 2
                C = {"a b", "c"}
                Right <- Wrong
              SPECIFICATION Spec
              CHECK_DEADLOCK FALSE
              INVARIANTS
                I1
              """);
    }

    @Test
    void orphanedConfigurationIsDeleted() throws IOException {
      manifest("{\"defect\": \"wrong\", \"violates\": \"I1\", \"what\": \"Wrong\"}");
      written("Spec/target/models/Spec/Bad_wrong.cfg");
      manifest("{\"defect\": \"other\", \"violates\": \"S\", \"what\": \"Wrong\"}");
      assertThat(written("Spec/target/models/Spec/Bad_other.cfg")).endsWith("PROPERTIES\n  S\n");
      assertThat(directory.resolve("Spec/target/models/Spec/Bad_wrong.cfg")).doesNotExist();
    }

    @Test
    void missingPropertyIsNamed() throws IOException {
      manifest("{\"defect\": \"wrong\", \"violates\": \"I9\", \"what\": \"Wrong\"}");
      assertThatExceptionOfType(BadInputException.class)
          .isThrownBy(this::load)
          .withMessageEndingWith(
              " is wrong at model Bad_wrong: MCSpec has no property I9 in a section of properties;"
                  + " fix \"violates\", or add \"verdict\".");
    }
  }
}
