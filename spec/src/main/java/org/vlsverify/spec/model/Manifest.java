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

/**
 * What a person writes about the models of one specification, as it is in the file. What can be
 * derived is not in it: see {@link ManifestModels} for names of files and for defaults, {@link
 * PropertyRules} for what is checked, {@link Numbers} for what is counted. The fields are described
 * in {@code spec/README.md}.
 *
 * @param file the file that it was read from, not null
 * @param content the file's content, not null
 * @param numbers name of a model, or of an interesting state, to what is stored of it
 */
record Manifest(Path file, Content content, Map<String, Numbers> numbers) {
  static final String FILE = "manifest.json";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /**
   * The content of a manifest. All but the models may be null.
   *
   * @param module the root module where neither a row nor a folder says another one
   * @param base the model from which derived ones are derived if they do not say
   * @param defectPrefix what the names of seeded defects begin with, to make names of models
   * @param checkAll whether a model with a seeded defect checks all properties
   * @param neverTaken action or step to the reason why no model takes it
   * @param neverViolated property to the reason why no seeded defect violates it
   * @param reachable operator that describes an interesting state to the model that reaches it
   * @param models the models of the specification as it is meant
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
   * @param what what it is for, or how it goes wrong: a sentence without its full stop
   * @param budget quick by default
   * @param module the root module
   * @param config the configuration file, from the manifest's folder
   * @param isDefault whether the configuration file is the module's own, beside it
   * @param actionCoverage whether the actions that it takes count as taken
   * @param workers threads of TLC, 1 by default
   * @param simulate how it is simulated
   * @param violates the property that it violates
   * @param verdict what TLC finds; only where the property does not say it
   * @param warnings for each warning of TLC that it is known for, a part of its text
   * @param base the model from which it is derived
   * @param specification the formula that is checked, if another one than the base's
   * @param symmetry the operator, if it is explored up to symmetry; not taken from the base
   * @param constraint the operator, if another one than the base's; empty for none
   * @param actionConstraint the same
   * @param constants constant to its value, or to a list of strings that are a set
   * @param replace operator to the one that takes its place
   * @param checkAll whether all properties are checked although there is a seeded defect
   * @param checks the properties that are checked, if neither all nor the violated one alone
   * @param defect the seeded defect's name
   * @param steps the actions and steps that only this defect takes
   * @param inSource whether the source has the defect; or else it is a measure that is left out
   * @param origin of a defect of the source: from where it is known
   * @param upstream what the project that the source is from has done about it
   * @param fairness which part of the fairness is weak here
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
      String fairness) {

    /** Whether the configuration is derived from that of another model. */
    boolean isDerived() {
      return base != null || constants != null || replace != null || specification != null;
    }
  }

  /** All are required, which {@link ManifestModels} says. */
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

  /** The name of the specification, which is that of the folder. */
  String specification() {
    return file.toAbsolutePath().getParent().getFileName().toString();
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
