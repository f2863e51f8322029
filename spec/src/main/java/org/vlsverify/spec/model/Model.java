package org.vlsverify.spec.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.vlsverify.spec.module.ModuleText;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.tlc.TlcJar;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.verdict.CheckMethod;

/**
 * A model: a module with a configuration for TLC, and its expected result.
 *
 * @param name unique in its catalog, not null
 * @param what its purpose, a sentence without its full stop, not null
 * @param specification the name of its specification, not null
 * @param module the file of the root module, not null
 * @param config the configuration file, not null
 * @param generated the text of the configuration file if it is derived from a manifest; null if the
 *     file is written by hand
 * @param budget the smallest budget of which it is a part, not null
 * @param seededDefect the defect that the model switches on, or null
 * @param actionCoverage whether the actions taken in this model count as covered
 * @param workers the number of TLC's threads; depth and trace length are deterministic only with 1
 * @param simulate the parameters of the simulation, or null for an exhaustive search
 * @param expected the expected result, not null
 * @param manifest the manifest of a specification outside of the project; null for a model of the
 *     project, and for one in no manifest
 */
public record Model(
    String name,
    String what,
    String specification,
    Path module,
    Path config,
    String generated,
    Budget budget,
    String seededDefect,
    boolean actionCoverage,
    int workers,
    Simulation simulate,
    Expectation expected,
    Path manifest) {

  /**
   * The expected result. Numbers that are null are not compared.
   *
   * @param verdict the verdict, null if any is accepted
   * @param property the name of the violated property, null if the verdict has none
   * @param distinct the number of distinct states, or null
   * @param generated the number of states generated, or null
   * @param depth the depth of the state graph, or null
   * @param traceLength the number of states in the counterexample, or null
   * @param warnings for each warning of TLC a part of its text; not null
   */
  public record Expectation(
      Verdict verdict,
      String property,
      Long distinct,
      Long generated,
      Integer depth,
      Integer traceLength,
      List<String> warnings) {
    /** For a model in no manifest. */
    public static final Expectation NONE = new Expectation(null, null, null, null, null, null);

    /** Copies the warnings. */
    public Expectation {
      warnings = List.copyOf(warnings);
    }

    /** Without warnings; the parameters are those of the record. */
    public Expectation(
        Verdict verdict,
        String property,
        Long distinct,
        Long generated,
        Integer depth,
        Integer traceLength) {
      this(verdict, property, distinct, generated, depth, traceLength, List.of());
    }

    /** The same verdict and warnings, without numbers. */
    Expectation withoutNumbers() {
      return new Expectation(verdict, property, null, null, null, null, warnings);
    }
  }

  /** Rejects null. */
  public Model {
    Objects.requireNonNull(name);
    Objects.requireNonNull(what);
    Objects.requireNonNull(specification);
    Objects.requireNonNull(module);
    Objects.requireNonNull(config);
    Objects.requireNonNull(budget);
    Objects.requireNonNull(expected);
  }

  /** Without a manifest outside of the project; the parameters are those of the record. */
  public Model(
      String name,
      String what,
      String specification,
      Path module,
      Path config,
      String generated,
      Budget budget,
      String seededDefect,
      boolean actionCoverage,
      int workers,
      Simulation simulate,
      Expectation expected) {
    this(
        name,
        what,
        specification,
        module,
        config,
        generated,
        budget,
        seededDefect,
        actionCoverage,
        workers,
        simulate,
        expected,
        null);
  }

  /**
   * @param threads the number of threads for TLC, at least 1
   * @return the same model; with several threads, without the numbers that can then vary
   */
  public Model withWorkers(int threads) {
    Expectation same =
        threads == 1
            ? expected
            : new Expectation(
                expected.verdict(),
                expected.property(),
                expected.verdict() == Verdict.OK ? expected.distinct() : null,
                expected.verdict() == Verdict.OK && simulate == null ? expected.generated() : null,
                null,
                null,
                expected.warnings());
    return with(threads, simulate, same);
  }

  /**
   * @return the same model; without the number of generated states, which TLC counts anew after a
   *     checkpoint
   */
  public Model afterCheckpoint() {
    return with(
        workers,
        simulate,
        new Expectation(
            expected.verdict(),
            expected.property(),
            expected.distinct(),
            null,
            expected.depth(),
            expected.traceLength(),
            expected.warnings()));
  }

  /**
   * @param file another file for the configuration, not null
   * @param text its text, not null
   * @param expectation the expected result with it, not null
   * @return the same model otherwise
   */
  public Model withConfig(Path file, String text, Expectation expectation) {
    return new Model(
        name,
        what,
        specification,
        module,
        file,
        text,
        budget,
        seededDefect,
        actionCoverage,
        workers,
        simulate,
        expectation,
        manifest);
  }

  /**
   * Gives the model for this run. The random choices of a simulation depend on the seed and on the
   * version of TLC; with another one, no numbers are expected.
   *
   * @return the same model; a simulation with the seed that the system property {@value
   *     Simulation#SEED_PROPERTY} names, if it does
   * @throws BadInputException if that is not a number
   */
  public Model asAsked() {
    if (simulate == null) {
      return this;
    }
    Simulation configured = simulate.withSeedOfRun();
    boolean same = configured.equals(simulate) && !TlcJar.isNamed();
    return with(workers, configured, same ? expected : expected.withoutNumbers());
  }

  private Model with(int threads, Simulation simulation, Expectation expectation) {
    return new Model(
        name,
        what,
        specification,
        module,
        config,
        generated,
        budget,
        seededDefect,
        actionCoverage,
        threads,
        simulation,
        expectation,
        manifest);
  }

  /**
   * @return the command that checks this model alone and prints the trace: from the project's root;
   *     elsewhere the one of TLC, from any folder
   */
  public String command() {
    if (!ProjectRoot.isKnown()) {
      return "cd " + directory() + " && " + plainCommand();
    }
    String seed = simulate == null ? "" : " -D" + Simulation.SEED_PROPERTY + "=" + simulate.seed();
    return "mvn -q -pl spec exec:java -Dexec.args=\""
        + (expected.verdict() == null ? config : inCatalog())
        + "\""
        + seed;
  }

  private String inCatalog() {
    if (manifest == null) {
      return name;
    }
    Path root = ProjectRoot.ofResults();
    Path shown = manifest.startsWith(root) ? root.relativize(manifest) : manifest;
    return "--catalog " + shown + " " + name;
  }

  /**
   * @return the command that stores the derived data of this model; from the project's root
   */
  public String writeCommand() {
    return "mvn -q -pl spec exec:java -Dexec.mainClass="
        + WriteCommand.class.getName()
        + " -Dexec.args=\""
        + inCatalog()
        + "\"";
  }

  /**
   * @return the command that checks this model with nothing but TLC; from the module's directory
   */
  public String plainCommand() {
    String options = simulate == null ? "" : String.join(" ", simulationOptions()) + " ";
    return "java -cp tla2tools.jar tlc2.TLC "
        + options
        + "-config "
        + configFromModule()
        + " "
        + module.getFileName();
  }

  /** TLC's options for the simulation, none if there is none. */
  public List<String> simulationOptions() {
    return simulate == null
        ? List.of()
        : List.of(
            "-simulate",
            "num=" + simulate.behaviours(),
            "-depth",
            Integer.toString(simulate.depth()),
            "-seed",
            Long.toString(simulate.seed()));
  }

  /**
   * Gives the method of the check: refinement, if the specification instantiates another one beside
   * it; otherwise plain model checking.
   *
   * @return never null
   * @throws java.io.UncheckedIOException if the module cannot be read
   */
  public CheckMethod method() {
    return ModuleText.of(module).instantiatesOther()
        ? CheckMethod.REFINEMENT
        : CheckMethod.MODEL_CHECKING;
  }

  /** The folder of the module and of the modules it extends. */
  public Path directory() {
    return module.toAbsolutePath().getParent();
  }

  /**
   * @return the configuration file from the module's directory, as TLC takes it
   */
  public String configFromModule() {
    return directory().relativize(config.toAbsolutePath()).toString().replace('\\', '/');
  }

  /**
   * @return the text of the configuration file
   * @throws BadInputException if it is written by hand and cannot be read
   */
  public String configText() {
    if (generated != null) {
      return generated;
    }
    try {
      return Files.readString(config);
    } catch (IOException e) {
      throw new BadInputException("There is no file " + config + ".", e);
    }
  }

  /**
   * Writes the configuration file if it is derived and not up to date. Several processes may do so
   * at the same time.
   *
   * @return the same model
   * @throws BadInputException if the file cannot be written, or the module or the configuration is
   *     missing
   */
  public Model prepared() {
    try {
      if (generated != null
          && !(Files.exists(config) && Files.readString(config).equals(generated))) {
        Files.createDirectories(config.getParent());
        // Not a temporary file of the library, which only its owner could read.
        Path fresh = config.resolveSibling(name + "-" + UUID.randomUUID() + ".tmp");
        Files.writeString(fresh, generated);
        Files.move(fresh, config, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new BadInputException("The file " + config + " cannot be written.", e);
    }
    requireFiles(module, config);
    return this;
  }

  /** Rejects missing files with one sentence. */
  public static void requireFiles(Path module, Path config) {
    for (Path file : new Path[] {module, config}) {
      if (!Files.isRegularFile(file)) {
        throw new BadInputException("There is no file " + file + ".");
      }
    }
  }
}
