package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.module.ModuleText;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * No property of a specification is forgotten in a model, and none is without force: a seeded
 * defect violates it.
 */
class PropertiesTest {
  private static final Path TLA = ProjectRoot.path().resolve("spec").resolve("tla");

  private final ModelCatalog catalog = ModelCatalog.load();

  @Test
  void everyModelChecksWhatItHasTo() {
    assertThat(ModelRules.complaintsAboutModels(catalog))
        .as("what the configurations in spec/tla do not list as they have to")
        .isEmpty();
  }

  @Test
  void everyPropertyIsViolatedBySomeSeededDefect() {
    assertThat(ModelRules.complaintsAboutProperties(catalog))
        .as("properties that no model with a seeded defect in models.json gives force to")
        .isEmpty();
  }

  @Test
  void everySpecificationHasProperties() {
    Set<ModuleText> specifications =
        catalog.models().stream()
            .map(model -> ModuleText.of(model.module()))
            .collect(Collectors.toSet());
    assertThat(specifications).isNotEmpty();
    assertThat(specifications)
        .allSatisfy(
            specification ->
                assertThat(specification.properties(ModuleText.INVARIANTS))
                    .as("invariants of %s", specification.name())
                    .isNotEmpty());
  }

  @Test
  void everyConfigurationIsAModelInTheCatalog() throws IOException {
    Set<Path> configurations = new TreeSet<>();
    try (Stream<Path> files = Files.list(TLA)) {
      files.filter(file -> file.toString().endsWith(".cfg")).forEach(configurations::add);
    }
    catalog.models().forEach(model -> configurations.remove(model.config()));
    assertThat(configurations)
        .as("the .cfg files in spec/tla without an entry in models.json")
        .isEmpty();
    assertThat(catalog.models())
        .as("models that share a .cfg file")
        .extracting(Model::config)
        .doesNotHaveDuplicates();
  }

  /** Each rule can be broken. */
  @Nested
  class Rules {
    private static final String STARS = "(" + "*".repeat(45) + ")\n";

    private static final String ALL =
        "SPECIFICATION Spec\nINVARIANTS\n  I1 I2\nPROPERTIES\n  Implements\n  S\n";

    private static final String OK = "{\"verdict\": \"OK\", \"distinct\": 1, \"depth\": 1}";

    @TempDir Path directory;

    @BeforeEach
    void write() throws IOException {
      file(
          "Spec.tla",
          "---- MODULE Spec ----\n"
              + section("Refinement: of something.", "Implements")
              + section("Safety: invariants", "I1", "I2")
              + section("Safety: properties of steps", "S")
              + section("Liveness", "L")
              + "====\n");
      file("MC.tla", "---- MODULE MC ----\nEXTENDS Spec\n====\n");
      file("ok.cfg", ALL);
      file("fair.cfg", "SPECIFICATION FairSpec\nPROPERTY L\n");
      file("defect.cfg", "SPECIFICATION Spec\nINVARIANT I1\n");
      file("defects.cfg", ALL);
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

    private void file(String name, String text) throws IOException {
      Files.writeString(directory.resolve(name), text);
    }

    private void replace(String name, String old, String text) throws IOException {
      String before = Files.readString(directory.resolve(name));
      assertThat(before).contains(old);
      file(name, before.replace(old, text));
    }

    private ModelCatalog catalog(String neverViolated, String... more) throws IOException {
      file(
          "models.json",
          "{\"models\": ["
              + String.join(
                  ",",
                  model("ok", OK),
                  model("fair", OK),
                  model("defect", violates("INVARIANT", "I1")),
                  model("defects", violates("ACTION_PROPERTY", "S")),
                  model("defects", violates("INVARIANT", "I2")).replace("\"defects\"", "\"d2\""),
                  model("fair", violates("LIVENESS", "L")).replace("\"fair\"", "\"d3\""))
              + Stream.of(more).map(name -> "," + model(name, OK)).collect(Collectors.joining())
              + "], \"neverViolated\": "
              + neverViolated
              + "}");
      return ModelCatalog.load(directory.resolve("models.json"));
    }

    private static String model(String name, String expected) {
      return """
          {"name": "%1$s", "what": "What.", "module": "MC.tla", "config": "%1$s.cfg",
           "budget": "quick", "expected": %2$s}"""
          .formatted(name, expected);
    }

    private static String violates(String verdict, String property) {
      return "{\"verdict\": \"%s\", \"property\": \"%s\", \"traceLength\": 1}"
          .formatted(verdict, property);
    }

    private static String excuse(String... properties) {
      return Stream.of(properties)
          .map(property -> "\"" + property + "\": \"Because.\"")
          .collect(Collectors.joining(", ", "{", "}"));
    }

    private List<String> aboutModels(String... more) throws IOException {
      return ModelRules.complaintsAboutModels(catalog("{}", more));
    }

    private List<String> aboutProperties(String... excused) throws IOException {
      return ModelRules.complaintsAboutProperties(catalog(excuse(excused)));
    }

    @Test
    void nothingIsWrong() throws IOException {
      assertThat(aboutModels()).isEmpty();
      assertThat(aboutProperties("Spec.Implements")).isEmpty();
    }

    @Test
    void somethingIsNotChecked() throws IOException {
      replace("ok.cfg", "I1 ", "\\* I1\n  ");
      replace("fair.cfg", "PROPERTY L", "INVARIANT I1");
      assertThat(aboutModels())
          .containsExactly(
              "ok.cfg has to list I1, I2",
              "fair.cfg has to list L",
              "fair.cfg has to list L"); // As the one of a model without, and of one with a defect.
    }

    @Test
    void livenessIsCheckedInParts() throws IOException {
      replace("Spec.tla", "L == TRUE\n", "L == TRUE\n\n(* Says M. *)\nM == TRUE\n");
      file("rest.cfg", "SPECIFICATION LessFairSpec\nPROPERTY M\n");
      assertThat(aboutModels("rest")).isEmpty();

      file("rest.cfg", "CONSTANT N = 1\nSPECIFICATION LessFairSpec\nPROPERTY M\n");
      assertThat(aboutModels("rest"))
          .as("the rest is of something else")
          .containsExactly("fair.cfg has to list L, M", "rest.cfg has to list L, M");

      file("rest.cfg", "SPECIFICATION LessFairSpec\n");
      assertThat(aboutModels("rest"))
          .as("the rest is nothing")
          .containsExactly("fair.cfg has to list L, M", "rest.cfg has to list L, M");
    }

    @Test
    void theRefinementIsNotChecked() throws IOException {
      replace("ok.cfg", "  Implements\n", "");
      assertThat(aboutModels()).containsExactly("ok.cfg has to list Implements, S");
    }

    @Test
    void whoStartsElsewhereChecksNoRefinement() throws IOException {
      replace("ok.cfg", "  Implements\n", "");
      replace("ok.cfg", "SPECIFICATION", "CONSTANT Init <- Later\nSPECIFICATION");
      assertThat(aboutModels()).isEmpty();
    }

    @Test
    void aDefectDoesNotListWhatItViolates() throws IOException {
      replace("defect.cfg", "I1", "I2");
      assertThat(aboutModels()).containsExactly("defect.cfg has to list I1");
    }

    @Test
    void aDefectOfTheAbstractSpecListsEverything() throws IOException {
      Files.move(directory.resolve("Spec.tla"), directory.resolve("SharedData.tla"));
      replace("MC.tla", "EXTENDS Spec", "EXTENDS SharedData");
      assertThat(aboutModels())
          .containsExactly("defect.cfg has to list I1, I2", "defect.cfg has to list Implements, S");
    }

    @Test
    void aPropertyIsWithoutForce() throws IOException {
      assertThat(aboutProperties())
          .containsExactly("Spec.Implements is violated by no seeded defect");
    }

    @Test
    void anExcuseIsStale() throws IOException {
      assertThat(new TreeSet<>(aboutProperties("Spec.Implements", "Spec.S", "Other.S")))
          .containsExactly(
              "Spec.S is violated; \"neverViolated\" says that it is not",
              "there is no property Other.S, named in \"neverViolated\"");
    }

    @Test
    void aPropertyHasNoSentence() throws IOException {
      replace("Spec.tla", "(* Says S. *)\n", "");
      assertThat(aboutProperties("Spec.Implements"))
          .containsExactly("Spec.S has no comment right above it that says what it means");
    }
  }
}
