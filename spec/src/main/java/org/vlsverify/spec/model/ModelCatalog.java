package org.vlsverify.spec.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.verdict.Edge;

/**
 * All models with what is expected of them, read from {@code models.json} beside the modules.
 *
 * <p>The file has one object with {@code models}, a list, and optionally {@code neverTaken}, which
 * maps an action or step, named {@code specification.action}, to the reason why no model takes it,
 * {@code takenByDefects}, which maps one to the seeded defect that it belongs to and without which
 * no model takes it, and {@code neverViolated}, which maps a property, named {@code
 * specification.property}, to the reason why no seeded defect violates it. A model has:
 *
 * <ul>
 *   <li>{@code name}: unique; letters, digits, {@code -}, {@code _} and {@code .}
 *   <li>{@code what}: one sentence on what it is for
 *   <li>{@code module}, {@code config}: files in the same directory
 *   <li>{@code budget}: {@code quick}, {@code standard} or {@code nightly}
 *   <li>{@code edge}: {@code top} (default), {@code right}, {@code left} or {@code bottom}
 *   <li>{@code seededDefect}: the defect it switches on; absent for none
 *   <li>{@code actionCoverage}: whether the actions that it takes count as taken; only for the
 *       budget {@code quick}, where it is the default if the model is expected to be OK and has no
 *       seeded defect; a model with a seeded defect may cover the steps that only the defect has
 *   <li>{@code workers}: threads of TLC, default 1; with more, depth and shortest traces vary
 *   <li>{@code simulate}: {@code behaviours}, {@code depth} and {@code seed} of a {@link
 *       Simulation}; absent if all states are explored; not together with {@code actionCoverage} or
 *       several {@code workers}, and not for temporal properties, which TLC does not check then
 *   <li>{@code expected}: {@code verdict} as in {@link Verdict}; {@code property}, the name of what
 *       is violated, for INVARIANT, ACTION_PROPERTY and LIVENESS; {@code distinct}, {@code
 *       generated} and {@code depth}, compared where given, the first and the last required for OK
 *       (of a simulation {@code generated} only, and only for OK); {@code traceLength}, the number
 *       of states in the counterexample, required for violations
 * </ul>
 *
 * <p>Other fields are errors.
 *
 * @param models all models in the order of the file; immutable
 * @param neverTaken action to the reason why it is never taken, null for none; immutable
 * @param takenByDefects action to the seeded defect without which it is never taken, null for none;
 *     immutable
 * @param neverViolated specification and property to the reason why no seeded defect violates it,
 *     null for none; immutable
 */
public record ModelCatalog(
    List<Model> models,
    Map<String, String> neverTaken,
    Map<String, String> takenByDefects,
    Map<String, String> neverViolated) {
  private static final String FILE = "models.json";

  /** How many names are said to be near one that is not there. */
  private static final int MOST_NEAR = 3;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Copies all. */
  public ModelCatalog {
    models = List.copyOf(models);
    neverTaken = copy(neverTaken);
    takenByDefects = copy(takenByDefects);
    neverViolated = copy(neverViolated);
  }

  /** Copies a map whose absence means that it is empty. */
  private static Map<String, String> copy(Map<String, String> reasons) {
    return reasons == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
  }

  private record CatalogJson(
      @JsonProperty(required = true) List<ModelJson> models,
      Map<String, String> neverTaken,
      Map<String, String> takenByDefects,
      Map<String, String> neverViolated) {}

  private record ModelJson(
      String name,
      String what,
      String module,
      String config,
      String budget,
      String edge,
      String seededDefect,
      Boolean actionCoverage,
      Integer workers,
      SimulationJson simulate,
      ExpectedJson expected) {}

  private record SimulationJson(Integer behaviours, Integer depth, Long seed) {}

  private record ExpectedJson(
      String verdict,
      String property,
      Long distinct,
      Long generated,
      Integer depth,
      Integer traceLength,
      List<String> warnings) {}

  /**
   * Reads the project's catalog.
   *
   * @return the catalog in {@code spec/tla}
   * @throws BadInputException if it cannot be read or is not consistent
   */
  public static ModelCatalog load() {
    return load(ProjectRoot.path().resolve("spec").resolve("tla").resolve(FILE));
  }

  /**
   * Reads a catalog.
   *
   * @param file the catalog; modules and configurations are beside it
   * @return the catalog
   * @throws BadInputException if it cannot be read or is not consistent
   */
  public static ModelCatalog load(Path file) {
    CatalogJson json;
    try {
      json = JSON.readValue(Files.readAllBytes(file), CatalogJson.class);
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : ", line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw new BadInputException(
          "The catalog " + file + " cannot be read" + where + ": " + firstLine(e), e);
    } catch (IOException e) {
      throw new BadInputException("There is no catalog of models at " + file + ".", e);
    }
    List<Model> models = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ModelJson model : json.models()) {
      models.add(model(file, model));
      require(names.add(model.name()), file, model.name(), "its name is not unique");
    }
    return new ModelCatalog(models, json.neverTaken(), json.takenByDefects(), json.neverViolated());
  }

  private static String firstLine(JsonProcessingException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("");
    return message.replaceFirst(" \\((for \\w+ starting at|class) .*", "") + ".";
  }

  private static Model model(Path file, ModelJson json) {
    String name = json.name();
    require(name != null && name.matches("[\\w.-]+"), file, name, "it has no usable name");
    require(json.what() != null, file, name, "\"what\" is missing");
    require(json.expected() != null, file, name, "\"expected\" is missing");
    require(json.budget() != null, file, name, "\"budget\" is missing");
    Edge edge = Edge.TOP;
    if (json.edge() != null) {
      edge =
          Arrays.stream(Edge.values())
              .filter(e -> e.toString().equals(json.edge()))
              .findFirst()
              .orElseThrow(
                  () -> inconsistent(file, name, "the square has no edge \"" + json.edge() + "\""));
    }
    int workers = json.workers() == null ? 1 : json.workers();
    require(workers >= 1, file, name, "\"workers\" must be at least 1");
    Simulation simulate = simulation(file, name, json.simulate());
    Model.Expectation expected = expectation(file, name, json.expected(), simulate != null);
    Budget budget;
    try {
      budget = Budget.parse(json.budget());
    } catch (BadInputException e) {
      throw inconsistent(file, name, e.getMessage());
    }
    boolean quick = budget == Budget.QUICK;
    boolean covers =
        json.actionCoverage() == null
            ? quick
                && expected.verdict() == Verdict.OK
                && json.seededDefect() == null
                && simulate == null
            : json.actionCoverage();
    require(!covers || quick, file, name, "\"actionCoverage\" needs the budget quick");
    require(
        simulate == null || !covers && workers == 1,
        file,
        name,
        "\"simulate\" goes neither with \"actionCoverage\" nor with several \"workers\"");
    return new Model(
        name,
        json.what(),
        beside(file, name, json.module(), "module"),
        beside(file, name, json.config(), "config"),
        budget,
        edge,
        json.seededDefect(),
        covers,
        workers,
        simulate,
        expected);
  }

  private static Simulation simulation(Path file, String name, SimulationJson json) {
    if (json == null) {
      return null;
    }
    require(
        json.behaviours() != null && json.depth() != null && json.seed() != null,
        file,
        name,
        "\"simulate\" needs \"behaviours\", \"depth\" and \"seed\"");
    try {
      return new Simulation(json.behaviours(), json.depth(), json.seed());
    } catch (BadInputException e) {
      throw inconsistent(file, name, e.getMessage());
    }
  }

  private static Model.Expectation expectation(
      Path file, String name, ExpectedJson json, boolean simulated) {
    Verdict verdict;
    try {
      verdict = Verdict.valueOf(String.valueOf(json.verdict()).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw inconsistent(file, name, "there is no verdict \"" + json.verdict() + "\"");
    }
    require(verdict.isOfTlc(), file, name, verdict + " is no verdict of TLC");
    require(
        (json.property() != null) == verdict.namesProperty(),
        file,
        name,
        "the verdict "
            + verdict
            + (verdict.namesProperty() ? " needs" : " has no")
            + " \"property\"");
    if (simulated) {
      boolean ok = verdict == Verdict.OK;
      require(verdict != Verdict.LIVENESS, file, name, "a simulation finds no LIVENESS");
      require(
          json.distinct() == null && json.depth() == null && (json.generated() != null) == ok,
          file,
          name,
          "a simulation has no \"distinct\" and no \"depth\", and \"generated\" only for OK");
    } else if (verdict == Verdict.OK) {
      require(json.distinct() != null, file, name, "the verdict OK needs \"distinct\"");
      require(json.depth() != null, file, name, "the verdict OK needs \"depth\"");
    }
    require(
        (json.traceLength() != null) == verdict.isViolation(),
        file,
        name,
        "the verdict "
            + verdict
            + (verdict.isViolation() ? " needs" : " has no")
            + " \"traceLength\"");
    return new Model.Expectation(
        verdict,
        json.property(),
        json.distinct(),
        json.generated(),
        json.depth(),
        json.traceLength(),
        json.warnings() == null ? List.of() : json.warnings());
  }

  private static Path beside(Path file, String name, String other, String field) {
    require(other != null, file, name, "\"" + field + "\" is missing");
    Path path = file.resolveSibling(other);
    require(Files.isRegularFile(path), file, name, "there is no file " + other);
    return path;
  }

  private static void require(boolean condition, Path file, String model, String complaint) {
    if (!condition) {
      throw inconsistent(file, model, complaint);
    }
  }

  private static BadInputException inconsistent(Path file, String model, String complaint) {
    String end = complaint.endsWith(".") ? "" : ".";
    return new BadInputException(
        "The catalog " + file + " is wrong at model " + model + ": " + complaint + end);
  }

  /**
   * @param name a model's name
   * @return that model
   * @throws BadInputException if there is none
   */
  public Model model(String name) {
    return models.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "There is no model " + name + "; " + near(name) + "see 'vls list models'."));
  }

  /** The names most like a name, by the parts of three letters that they share. */
  private String near(String name) {
    Set<String> wanted = threes(name);
    Map<String, Long> shared = new HashMap<>();
    for (Model model : models) {
      shared.put(model.name(), threes(model.name()).stream().filter(wanted::contains).count());
    }
    List<String> near =
        models.stream()
            .map(Model::name)
            .filter(other -> 3 * shared.get(other) >= wanted.size())
            .sorted(
                Comparator.<String, Long>comparing(shared::get)
                    .reversed()
                    .thenComparing(String::length)
                    .thenComparing(Comparator.naturalOrder()))
            .limit(MOST_NEAR)
            .toList();
    return near.isEmpty()
        ? ""
        : "near it " + (near.size() == 1 ? "is " : "are ") + String.join(", ", near) + "; ";
  }

  private static Set<String> threes(String name) {
    String padded = "  " + name.toLowerCase(Locale.ROOT) + " ";
    return IntStream.rangeClosed(0, padded.length() - 3)
        .mapToObj(i -> padded.substring(i, i + 3))
        .collect(Collectors.toSet());
  }
}
