package org.vlsverify.spec.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vlsverify.spec.module.TlcConfig;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.tlc.Verdict;

/**
 * Creates models from the rows of a manifest:
 *
 * <ul>
 *   <li>The configuration {@code NAME.cfg} is in the manifest's folder or in one below it. The root
 *       module is {@code MC}, then the names of both folders.
 *   <li>Modules are in the nearest folder at or above the manifest's that has them.
 *   <li>A {@link DerivedConfig} is written to {@code spec/target/models}, or to {@code
 *       target/models} beside a foreign manifest.
 * </ul>
 */
final class ManifestModels {
  private final Manifest manifest;
  private final PropertyRules rules;
  private final Path folder;

  /** The default root module. */
  private final String ownModule;

  private final Map<String, Path> written;
  private final Map<String, Model> models = new LinkedHashMap<>();

  private ManifestModels(Manifest manifest, PropertyRules rules) {
    this.manifest = manifest;
    this.rules = rules;
    this.folder = manifest.file().toAbsolutePath().getParent();
    this.ownModule = moduleOf(folder, folder.resolve("x"));
    this.written = configurations(folder);
  }

  /**
   * @param manifest not null
   * @param rules which cache the modules
   * @return its models in the order of the file
   * @throws BadInputException if it is inconsistent
   */
  static List<Model> of(Manifest manifest, PropertyRules rules) {
    ManifestModels made = new ManifestModels(manifest, rules);
    // The base of a derived model may come later.
    List<Manifest.Row> rows = new ArrayList<>(manifest.content().models());
    rows.addAll(manifest.content().defects());
    List<Manifest.Row> derived = new ArrayList<>();
    for (Manifest.Row row : rows) {
      if (made.isDerived(row)) {
        derived.add(row);
      } else {
        made.add(row, null);
      }
    }
    derived.forEach(row -> made.add(row, made.base(row)));
    return rows.stream().map(row -> made.models.get(made.name(row))).toList();
  }

  /** All files below a folder, by model name. */
  static Map<String, Path> configurations(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".cfg") && !file.startsWith(target(folder)))
          .collect(Collectors.toMap(ManifestModels::nameOf, file -> file, (one, other) -> one));
    } catch (IOException e) {
      throw new BadInputException("The folder " + folder + " cannot be read.", e);
    }
  }

  static String nameOf(Path config) {
    return config.getFileName().toString().replaceFirst("\\.cfg$", "");
  }

  /** The folder of derived configurations. */
  static Path target(Path folder) {
    Path tla = ProjectRoot.ofResults().resolve(Path.of("spec", "tla"));
    return folder.startsWith(tla)
        ? tla.resolveSibling(Path.of("target", "models"))
        : folder.resolve(Path.of("target", "models"));
  }

  /** The root module of a configuration, by the folders in which it is. */
  static String moduleOf(Path manifestFolder, Path config) {
    StringBuilder name = new StringBuilder("MC").append(manifestFolder.getFileName());
    manifestFolder.relativize(config.toAbsolutePath().getParent()).forEach(name::append);
    return name.toString();
  }

  /** The file of a module in the nearest folder at or above one. */
  static Optional<Path> findModule(Path folder, String name) {
    for (Path place = folder; place != null; place = place.getParent()) {
      Path file = place.resolve(name + ".tla");
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private String name(Manifest.Row row) {
    String prefix = manifest.content().defectPrefix();
    String name = row.name();
    if (name == null && row.defect() != null && prefix != null) {
      name = prefix + row.defect();
    }
    manifest.require(
        name != null && name.matches("[\\w.-]+"), name, "it has no usable \"name\" or \"defect\"");
    return name;
  }

  private boolean isDerived(Manifest.Row row) {
    return row.isDerived()
        || row.defect() != null && row.config() == null && !written.containsKey(name(row));
  }

  private Model base(Manifest.Row row) {
    String base = row.base() == null ? manifest.content().base() : row.base();
    manifest.require(base != null, name(row), "\"base\" is missing, and there is no " + file(row));
    Model model = models.get(base);
    manifest.require(model != null, name(row), "there is no model \"" + base + "\" as its base");
    return model;
  }

  private String file(Manifest.Row row) {
    return row.config() == null ? name(row) + ".cfg" : row.config();
  }

  private void add(Manifest.Row row, Model base) {
    String name = name(row);
    manifest.require(row.what() != null, name, "\"what\" is missing");
    manifest.require(!models.containsKey(name), name, "its name is not unique");
    int workers = row.workers() == null ? 1 : row.workers();
    manifest.require(workers >= 1, name, "\"workers\" must be at least 1");
    Simulation simulate = simulation(row);
    Budget budget = budget(row);
    boolean covers = row.actionCoverage() == null ? row.steps() != null : row.actionCoverage();
    manifest.require(
        !covers || budget == Budget.QUICK, name, "\"actionCoverage\" needs the budget quick");
    manifest.require(
        simulate == null || !covers && workers == 1,
        name,
        "\"simulate\" goes neither with \"actionCoverage\" nor with several \"workers\"");
    Path config = base == null ? handWritten(row) : null;
    Path module = module(row, config, base);
    if (config == null) {
      config =
          row.isDefault()
              ? besideModule(module)
              : target(folder).resolve(folder.getFileName()).resolve(name + ".cfg");
    }
    Verdict verdict = verdict(row, module, config, base);
    models.put(
        name,
        new Model(
            name,
            row.what(),
            manifest.specification(),
            module,
            config,
            base == null
                ? null
                : DerivedConfig.of(manifest, rules, name, row, module, base, verdict),
            budget,
            row.defect(),
            covers,
            workers,
            simulate,
            expectation(row, verdict),
            manifest.isOfProject() ? null : manifest.file().toAbsolutePath()));
  }

  private Path handWritten(Manifest.Row row) {
    if (row.isDefault()) {
      return besideModule(moduleFile(row, row.module() == null ? ownModule : row.module()));
    }
    Path config = row.config() == null ? written.get(name(row)) : folder.resolve(row.config());
    manifest.require(
        config != null && Files.isRegularFile(config), name(row), "there is no file " + file(row));
    return config;
  }

  private static Path besideModule(Path module) {
    return module.resolveSibling(module.getFileName().toString().replaceFirst("\\.tla$", ".cfg"));
  }

  private Path module(Manifest.Row row, Path config, Model base) {
    if (row.module() != null) {
      return moduleFile(row, row.module());
    }
    if (base != null) {
      // Wrong operators, if any, have their own module.
      return Optional.of(base.module().getFileName().toString().replace(".tla", "Defects"))
          .filter(name -> row.defect() != null)
          .flatMap(name -> findModule(folder, name))
          .orElse(base.module());
    }
    String inFolder = row.isDefault() ? ownModule : moduleOf(folder, config);
    return manifest.content().module() != null && findModule(folder, inFolder).isEmpty()
        ? moduleFile(row, manifest.content().module())
        : moduleFile(row, inFolder);
  }

  private Path moduleFile(Manifest.Row row, String name) {
    return findModule(folder, name)
        .orElseThrow(() -> manifest.wrong(name(row), "there is no module " + name));
  }

  private Budget budget(Manifest.Row row) {
    try {
      return row.budget() == null ? Budget.QUICK : Budget.parse(row.budget());
    } catch (BadInputException e) {
      throw manifest.wrong(name(row), e.getMessage());
    }
  }

  private Simulation simulation(Manifest.Row row) {
    Manifest.SimulationRow simulate = row.simulate();
    if (simulate == null) {
      return null;
    }
    manifest.require(
        simulate.behaviours() != null && simulate.depth() != null && simulate.seed() != null,
        name(row),
        "\"simulate\" needs \"behaviours\", \"depth\" and \"seed\"");
    try {
      return new Simulation(simulate.behaviours(), simulate.depth(), simulate.seed());
    } catch (BadInputException e) {
      throw manifest.wrong(name(row), e.getMessage());
    }
  }

  /** The expected verdict: from the row, or else from the kind of the violated property. */
  private Verdict verdict(Manifest.Row row, Path module, Path config, Model base) {
    String name = name(row);
    Verdict verdict;
    if (row.verdict() != null) {
      verdict =
          Arrays.stream(Verdict.values())
              .filter(v -> v.name().equals(row.verdict().toUpperCase(Locale.ROOT)))
              .filter(v -> v != Verdict.DIFFERENCE && v != Verdict.INTERLEAVING)
              .findFirst()
              .orElseThrow(
                  () -> manifest.wrong(name, "TLC has no verdict \"" + row.verdict() + "\""));
    } else if (row.violates() == null) {
      verdict = Verdict.OK;
    } else {
      verdict =
          rules
              .verdict(module, row.violates())
              .or(() -> base != null ? Optional.empty() : listedAs(row.violates(), config))
              .orElseThrow(
                  () ->
                      manifest.wrong(
                          name,
                          rules.specification(module).name()
                              + " has no property "
                              + row.violates()
                              + " in a section of properties; fix \"violates\", or add"
                              + " \"verdict\""));
    }
    manifest.require(
        (row.violates() != null) == verdict.namesProperty(),
        name,
        "the verdict "
            + verdict
            + (verdict.namesProperty() ? " needs" : " has no")
            + " \"violates\"");
    manifest.require(
        row.simulate() == null || verdict != Verdict.LIVENESS,
        name,
        "a simulation finds no LIVENESS");
    return verdict;
  }

  private static Optional<Verdict> listedAs(String property, Path config) {
    try {
      TlcConfig written = TlcConfig.of(Files.readString(config));
      if (written.words(TlcConfig.INVARIANTS).contains(property)) {
        return Optional.of(Verdict.INVARIANT);
      }
      return Optional.of(written)
          .filter(c -> c.words(TlcConfig.PROPERTIES).contains(property))
          .map(c -> c.isFair() ? Verdict.LIVENESS : Verdict.ACTION_PROPERTY);
    } catch (IOException e) {
      throw new BadInputException("The file " + config + " cannot be read.", e);
    }
  }

  private Model.Expectation expectation(Manifest.Row row, Verdict verdict) {
    Numbers numbers = manifest.numbers().getOrDefault(name(row), Numbers.NONE);
    return new Model.Expectation(
        verdict,
        row.violates(),
        numbers.distinct(),
        numbers.generated(),
        numbers.depth(),
        numbers.traceLength(),
        row.warnings() == null ? List.of() : row.warnings());
  }
}
