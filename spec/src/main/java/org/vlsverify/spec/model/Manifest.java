package org.vlsverify.spec.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * The hand-written description of the models of one specification, as in the file. Derived data is
 * elsewhere: {@link ManifestModels} has file names and defaults, {@link PropertyRules} the checked
 * properties, {@link Numbers} the counts. The fields are described in {@code spec/README.md}.
 *
 * @param file the file that it was read from, not null
 * @param content the file's content, not null
 * @param numbers name of a model, or of an interesting state, to its stored numbers
 */
record Manifest(Path file, Content content, Map<String, Numbers> numbers) {
  static final String FILE = "manifest.json";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /**
   * The content of a manifest. All but the models may be null.
   *
   * @param module the root module unless a row or a folder names another one
   * @param base the default base of derived models
   * @param defectPrefix the prefix that makes the name of a model from the name of a seeded defect
   * @param checkAll whether a model with a seeded defect checks all properties
   * @param neverTaken action or step to the reason why no model takes it
   * @param neverViolated property to the reason why no seeded defect violates it
   * @param reachable operator that describes an interesting state to the model that reaches it
   * @param models the models of the specification without seeded defects
   * @param defects the models of seeded defects
   */
  record Content(
      String module,
      String base,
      String defectPrefix,
      boolean checkAll,
      Map<String, String> neverTaken,
      Map<String, String> neverViolated,
      Map<String, String> reachable,
      @JsonProperty(required = true) List<Row> models,
      List<Row> defects) {
    Content {
      neverTaken = Objects.requireNonNullElse(neverTaken, Map.of());
      neverViolated = Objects.requireNonNullElse(neverViolated, Map.of());
      reachable = Objects.requireNonNullElse(reachable, Map.of());
      models = Objects.requireNonNullElse(models, List.of());
      defects = Objects.requireNonNullElse(defects, List.of());
    }
  }

  /**
   * A model. All fields but {@code what} may be null.
   *
   * @param name unique among all models
   * @param what its purpose, or its defect with cause and consequence: a sentence without its full
   *     stop
   * @param budget quick by default
   * @param module the root module
   * @param config the configuration file, from the manifest's folder
   * @param isDefault whether the configuration file is the module's own, beside it
   * @param actionCoverage whether its actions count as taken
   * @param workers threads of TLC, 1 by default
   * @param simulate how it is simulated
   * @param violates the violated property
   * @param verdict TLC's verdict, if it does not follow from the property
   * @param warnings for each expected warning of TLC, a part of its text
   * @param base the model from which it is derived
   * @param specification the checked formula, if different from the base's
   * @param symmetry the operator for symmetry reduction; not inherited from the base
   * @param constraint the operator, if different from the base's; empty for none
   * @param actionConstraint the same
   * @param constants constant to its value, or to a list of strings that are a set
   * @param replace operator to its replacement
   * @param checkAll whether all properties are checked although there is a seeded defect
   * @param checks the checked properties, if neither all nor the violated one alone
   * @param defect the seeded defect's name
   * @param steps the actions and steps that only this defect takes
   * @param inSource whether the source has the defect; otherwise it is an omitted measure
   * @param origin of a defect of the source: its origin
   * @param upstream its state in the upstream project
   * @param seen the recorded runs of the real code that show it
   * @param fairness the fairness condition that is weak here
   */
  record Row(
      String name,
      String what,
      String budget,
      String module,
      String config,
      @JsonProperty("default") boolean isDefault,
      Boolean actionCoverage,
      Integer workers,
      SimulationRow simulate,
      String violates,
      String verdict,
      List<String> warnings,
      String base,
      String specification,
      String symmetry,
      String constraint,
      String actionConstraint,
      Map<String, Object> constants,
      Map<String, String> replace,
      Boolean checkAll,
      List<String> checks,
      String defect,
      List<String> steps,
      Boolean inSource,
      String origin,
      String upstream,
      List<String> seen,
      String fairness) {

    /** Whether the configuration is derived from that of another model. */
    boolean isDerived() {
      return base != null || constants != null || replace != null || specification != null;
    }
  }

  /** All are required; {@link ManifestModels} checks that. */
  record SimulationRow(Integer behaviours, Integer depth, Long seed) {}

  /**
   * Reads a manifest and the numbers beside it.
   *
   * @throws BadInputException if it cannot be read
   */
  static Manifest load(Path file) {
    try {
      Content content = JSON.readValue(Files.readAllBytes(file), Content.class);
      if (content == null) {
        throw new BadInputException("The manifest " + file + " is empty.");
      }
      return new Manifest(file, content, Numbers.load(file));
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "The manifest " + file + " cannot be read" + where(e) + ": " + firstLine(e), e);
    } catch (IOException e) {
      throw new BadInputException("There is no manifest at " + file + ".", e);
    }
  }

  static String where(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : ", line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  private static String firstLine(JsonProcessingException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("");
    String path =
        e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
            ? mapping.getPath().stream()
                .map(
                    part ->
                        part.getFieldName() == null ? "" + part.getIndex() : part.getFieldName())
                .reduce((a, b) -> a + "." + b)
                .map(place -> " at " + place)
                .orElse("")
            : "";
    return message.replaceFirst(" \\((for \\w+ starting at|class) .*", "") + path + ".";
  }

  /** The name of the specification, equal to that of the folder. */
  String specification() {
    return file.toAbsolutePath().getParent().getFileName().toString();
  }

  /** Whether it is one of the project's own manifests. */
  boolean isOfProject() {
    return ProjectRoot.isKnown() && file.toAbsolutePath().startsWith(ModelCatalog.folder());
  }

  /** Whether the specification is about the source, so that its defects are described. */
  boolean isAboutSource() {
    return content.defects().stream().anyMatch(row -> row.origin() != null);
  }

  BadInputException wrong(String model, String complaint) {
    String end = complaint.endsWith(".") ? "" : ".";
    return new BadInputException(
        "The manifest " + file + " is wrong at model " + model + ": " + complaint + end);
  }

  void require(boolean condition, String model, String complaint) {
    if (!condition) {
      throw wrong(model, complaint);
    }
  }
}
