package org.vlsverify.spec.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tlc.ModelRun;
import org.vlsverify.spec.tlc.Tlc;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;

/**
 * Stores TLC's results of models: numbers, counterexamples, and the distance of interesting states.
 * A verdict is not stored, since a person decides it: a model with another verdict keeps its stored
 * results.
 *
 * <p>Not safe for use by several threads.
 */
final class ModelWriter {
  /** TLC runs with one thread, to be deterministic; so two models keep two cores busy. */
  private static final int MODELS_AT_A_TIME = 2;

  private final ModelCatalog catalog;
  private final Tlc tlc;
  private final Consumer<String> out;
  private final Map<Path, Map<String, Numbers>> numbers = new TreeMap<>();
  private final List<String> refused = new ArrayList<>();

  /**
   * @param catalog not null
   * @param tlc runs the models, not null
   * @param out receives a line for each difference
   */
  ModelWriter(ModelCatalog catalog, Tlc tlc, Consumer<String> out) {
    this.catalog = catalog;
    this.tlc = tlc;
    this.out = out;
    for (Manifest manifest : catalog.manifests()) {
      numbers.put(manifest.file(), new TreeMap<>(manifest.numbers()));
    }
  }

  /**
   * Runs models and stores each result at once.
   *
   * @param models of the catalog
   * @return one sentence for each model with another verdict
   */
  List<String> store(List<Model> models) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(MODELS_AT_A_TIME);
    try {
      Map<Model, Future<ModelRun>> runs = new HashMap<>();
      for (Model model : models) {
        runs.put(model, threads.submit(() -> tlc.run(model)));
      }
      for (Model model : models) {
        store(model, runs.get(model).get());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BadInputException bad) {
        throw bad;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
    storeReachable(models);
    forget();
    return List.copyOf(refused);
  }

  private Manifest manifest(Model model) {
    return catalog.manifests().stream()
        .filter(manifest -> manifest.specification().equals(model.specification()))
        .findFirst()
        .orElseThrow();
  }

  private void store(Model model, ModelRun run) {
    String wanted = ModelCheck.outcome(model.expected().verdict(), model.expected().property());
    String found = ModelCheck.outcome(run.verdict(), run.property());
    if (!wanted.equals(found)) {
      refuse(
          "%s: expected %s, found %s; the result is not stored. To see it: %s"
              .formatted(model.name(), wanted, found, model.command()));
      return;
    }
    note(manifest(model), model.name(), Numbers.of(run));
    run.trace().ifPresent(trace -> store(model, trace));
  }

  private void refuse(String sentence) {
    refused.add(sentence);
    out.accept(sentence);
  }

  private void note(Manifest manifest, String name, Numbers now) {
    Map<String, Numbers> all = numbers.get(manifest.file());
    Numbers before = all.getOrDefault(name, Numbers.NONE);
    if (before.equals(now)) {
      return;
    }
    out.accept(
        before.equals(Numbers.NONE)
            ? name + ": new, " + now.describe()
            : name + ": " + before.describe() + "\n    -> " + now.describe());
    all.put(name, now);
    ModelFiles.write(manifest.file().resolveSibling(Numbers.FILE), Numbers.text(all));
  }

  private void store(Model model, Trace trace) {
    StoredTrace stored = StoredTrace.of(model);
    Optional<String> difference = stored.compare(trace, "");
    if (difference.isPresent()) {
      out.accept(
          Files.exists(stored.file())
              ? model.name() + ": another counterexample, " + stored.file()
              : model.name() + ": a counterexample, " + stored.file());
      TraceJson.write(trace, stored.file());
    }
  }

  private void storeReachable(List<Model> models) {
    Map<Model, List<String>> wanted =
        catalog.reachable().stream()
            .filter(state -> models.contains(state.model()))
            .collect(
                Collectors.groupingBy(
                    ModelCatalog.Reachable::model,
                    Collectors.mapping(ModelCatalog.Reachable::predicate, Collectors.toList())));
    wanted.forEach(
        (model, predicates) ->
            Reachability.search(model, new TreeSet<>(predicates))
                .forEach(
                    (predicate, end) -> {
                      if (end.reached()) {
                        note(manifest(model), predicate, Numbers.ofStates(end.states()));
                      } else {
                        refuse(
                            predicate
                                + ": not reachable in "
                                + model.name()
                                + "; nothing is stored.");
                      }
                    }));
  }

  /** Deletes numbers and counterexamples of deleted models. */
  private void forget() {
    for (Manifest manifest : catalog.manifests()) {
      Map<String, Numbers> all = numbers.get(manifest.file());
      TreeSet<String> known = new TreeSet<>(manifest.content().reachable().keySet());
      catalog.models().forEach(model -> known.add(model.name()));
      if (all.keySet().retainAll(known)) {
        ModelFiles.write(manifest.file().resolveSibling(Numbers.FILE), Numbers.text(all));
      }
    }
    for (Path file : strayTraces(catalog)) {
      out.accept("deleted: " + file);
      try {
        Files.delete(file);
      } catch (IOException e) {
        throw new BadInputException("The file " + file + " cannot be deleted.", e);
      }
    }
  }

  /** Stored counterexamples without a model, or in the wrong folder. */
  static List<Path> strayTraces(ModelCatalog catalog) {
    List<Model> violated =
        catalog.models().stream()
            .filter(model -> model.expected().verdict().isViolation())
            .toList();
    List<Path> expected = violated.stream().map(model -> StoredTrace.of(model).file()).toList();
    return violated.stream()
        .map(StoredTrace::directory)
        .distinct()
        .flatMap(folder -> StoredTrace.all(folder).stream())
        .filter(Objects::nonNull)
        .filter(file -> !expected.contains(file))
        .toList();
  }
}
