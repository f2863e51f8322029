package org.vlsverify.spec.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vlsverify.spec.module.ModuleText;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * All models with their expected results, read from the manifests in {@code spec/tla/models}: one
 * for each specification. Immutable.
 */
public final class ModelCatalog {
  /** The number of suggestions for an unknown name. */
  private static final int MOST_NEAR = 3;

  private final List<Manifest> manifests;
  private final List<Model> models;

  private ModelCatalog(List<Manifest> manifests) {
    this.manifests = List.copyOf(manifests);
    PropertyRules rules = new PropertyRules();
    List<Model> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Manifest manifest : manifests) {
      for (Model model : ManifestModels.of(manifest, rules)) {
        manifest.require(names.add(model.name()), model.name(), "its name is not unique");
        all.add(model);
      }
      manifest
          .content()
          .reachable()
          .forEach(
              (state, model) ->
                  manifest.require(
                      names.contains(model),
                      model,
                      state + " needs it, and there is no such model"));
    }
    this.models = List.copyOf(all);
  }

  /**
   * Reads the project's manifests.
   *
   * @return the catalog of all models in {@code spec/tla/models}
   * @throws BadInputException if one cannot be read or is not consistent
   */
  public static ModelCatalog load() {
    Path folder = folder();
    try (Stream<Path> folders = Files.list(folder)) {
      return new ModelCatalog(
          folders
              .sorted()
              .map(own -> own.resolve(Manifest.FILE))
              .filter(Files::isRegularFile)
              .map(Manifest::load)
              .toList());
    } catch (IOException e) {
      throw new BadInputException("There are no manifests of models in " + folder + ".", e);
    }
  }

  /** The project's folder of models. */
  static Path folder() {
    return ProjectRoot.path().resolve(Path.of("spec", "tla", "models"));
  }

  /**
   * Reads a manifest by itself.
   *
   * @param manifest the file, not null; its modules are in its folder or in one above
   * @return the catalog of its models
   * @throws BadInputException if it cannot be read or is not consistent
   */
  public static ModelCatalog load(Path manifest) {
    return new ModelCatalog(List.of(Manifest.load(manifest)));
  }

  /**
   * @return all models in the order of the manifests; immutable
   */
  public List<Model> models() {
    return models;
  }

  List<Manifest> manifests() {
    return manifests;
  }

  /**
   * @return action or step, named {@code specification.action}, to the reason why it is never taken
   */
  public Map<String, String> neverTaken() {
    return all(manifest -> manifest.content().neverTaken());
  }

  /**
   * @return action or step, named {@code specification.action}, to the seeded defect without which
   *     no model takes it
   */
  public Map<String, String> takenByDefects() {
    return all(
        manifest -> {
          Map<String, String> taken = new LinkedHashMap<>();
          for (Manifest.Row row : manifest.content().defects()) {
            if (row.steps() != null) {
              row.steps().forEach(step -> taken.put(step, row.defect()));
            }
          }
          return taken;
        });
  }

  /**
   * @return property, named {@code specification.property}, to the reason why no seeded defect
   *     violates it
   */
  public Map<String, String> neverViolated() {
    return all(manifest -> manifest.content().neverViolated());
  }

  /** Gives the fields of all manifests, with the specification before the key. */
  private Map<String, String> all(Function<Manifest, Map<String, String>> field) {
    Map<String, String> all = new LinkedHashMap<>();
    for (Manifest manifest : manifests) {
      field
          .apply(manifest)
          .forEach((key, value) -> all.put(specification(manifest) + "." + key, value));
    }
    return all;
  }

  /** By the specification of its models, since a foreign manifest may be in any folder. */
  private String specification(Manifest manifest) {
    return models.stream()
        .filter(model -> model.specification().equals(manifest.specification()))
        .findFirst()
        .map(model -> ModuleText.of(model.module()).name())
        .orElse(manifest.specification());
  }

  /**
   * @param model not null
   * @return the upstream state of the model's defect; empty if the model has no defect of the
   *     source
   */
  public String upstream(Model model) {
    return manifests.stream()
            .anyMatch(m -> m.specification().equals(model.specification()) && m.isAboutSource())
        ? manifests.stream()
            .flatMap(manifest -> manifest.content().defects().stream())
            .filter(row -> row.upstream() != null && row.defect().equals(model.seededDefect()))
            .findFirst()
            .map(Manifest.Row::upstream)
            .orElse("")
        : "";
  }

  /**
   * An interesting state that must be reachable.
   *
   * @param predicate the operator that describes it
   * @param model that reaches it
   * @param states on the shortest path to it, null if not stored
   */
  record Reachable(String predicate, Model model, Integer states) {}

  /** All interesting states in the order of the manifests. */
  List<Reachable> reachable() {
    List<Reachable> all = new ArrayList<>();
    for (Manifest manifest : manifests) {
      manifest
          .content()
          .reachable()
          .forEach(
              (predicate, model) ->
                  all.add(
                      new Reachable(
                          predicate,
                          model(model),
                          manifest.numbers().getOrDefault(predicate, Numbers.NONE).states())));
    }
    return all;
  }

  /**
   * Selects models by name.
   *
   * @param names of models, or of specifications for all their models of the budget; not null
   * @param budget for all models if there are no names, not null
   * @return the models, each once
   * @throws BadInputException if there is no such model
   */
  List<Model> chosen(List<String> names, Budget budget) {
    List<Model> ofBudget =
        models.stream().filter(model -> budget.includes(model.budget())).toList();
    if (names.isEmpty()) {
      return ofBudget;
    }
    return names.stream()
        .flatMap(
            name -> {
              List<Model> own =
                  ofBudget.stream().filter(m -> m.specification().equals(name)).toList();
              return own.isEmpty() ? Stream.of(model(name)) : own.stream();
            })
        .distinct()
        .toList();
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

  /** The names most similar to a name, by common trigrams. */
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
