package org.vlsverify.spec.model;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.tlc.KeptTlc;
import org.vlsverify.spec.tlc.Tlc;
import org.vlsverify.spec.tlc.TlcJar;
import org.vlsverify.spec.tlc.TlcOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the files derived from the manifests; also a subcommand of {@code vls}. */
@Command(
    name = "write",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes the files derived from models, and shows each difference.",
      "",
      "First, without TLC: the property lists of the configurations, the configurations derived"
          + " from rows of the manifests (to spec/target/models), and spec/docs/defects.md. Then"
          + " TLC checks the models, and the results are stored: numbers in expected.json, and"
          + " counterexamples in spec/counterexamples. If the verdict of a model differs from its"
          + " manifest, its results are not stored, and the exit code is 1.",
      ""
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:everything is written",
      "1:the verdict of a model differs from its manifest",
      "2:bad input: unknown model or option, missing jar, or a manifest with an error",
      "3:an internal error of this program"
    })
public final class WriteCommand implements Callable<Integer> {
  private static final int DIFFERENT = 1;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      description =
          "Names of models to check, or of specifications (all their models of the budget). The"
              + " default is all models of the budget.")
  private List<String> names = List.of();

  @Option(
      names = "--budget",
      paramLabel = "BUDGET",
      description =
          "quick, standard or nightly: check all models up to this budget; the default is quick.")
  private String budget;

  @Option(names = "--files", description = "Write only the files that need no run of TLC.")
  private boolean filesOnly;

  @Option(
      names = "--beside",
      description =
          "Also copy all configurations beside their modules, for editors that look only there."
              + " git ignores the copies.")
  private boolean beside;

  @Option(
      names = "--catalog",
      paramLabel = "FILE",
      description = "The manifest of a specification outside spec/tla/models.")
  private Path catalogFile;

  /** For picocli. */
  public WriteCommand() {}

  /**
   * Runs the command and exits the JVM with its exit code.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /**
   * Runs the command.
   *
   * @param arguments see {@code --help}
   * @return the exit code
   */
  public static int run(String... arguments) {
    return CheckCommand.execute(
        new WriteCommand(),
        new PrintWriter(System.out, true),
        new PrintWriter(System.err, true),
        arguments);
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    ModelCatalog catalog = catalog();
    List<Model> models = chosen(catalog);
    for (Path file : ModelFiles.write(catalog)) {
      out.println("written: " + file);
    }
    if (beside) {
      out.printf(
          "%d configurations copied beside their modules%n", ModelFiles.copyBesideModules(catalog));
    }
    if (filesOnly) {
      return 0;
    }
    out.printf("models to check: %d%n", models.size());
    List<String> refused;
    try (KeptTlc kept = new KeptTlc()) {
      Tlc tlc = new Tlc(TlcJar.find(), TlcOptions.defaults(), kept);
      refused = new ModelWriter(catalog, tlc, out::println).store(models);
    }
    // The lengths of counterexamples are in the document.
    for (Path file : ModelFiles.write(catalog())) {
      out.println("written: " + file);
    }
    out.println(
        refused.isEmpty()
            ? "All verdicts are as in the manifests."
            : "Verdicts that differ from the manifests: " + refused.size() + ".");
    return refused.isEmpty() ? 0 : DIFFERENT;
  }

  private ModelCatalog catalog() {
    return catalogFile == null ? ModelCatalog.load() : ModelCatalog.load(catalogFile);
  }

  /** Models without stored results come first, since they are probably the ones in work. */
  private List<Model> chosen(ModelCatalog catalog) {
    Budget limit = budget == null ? Budget.QUICK : Budget.parse(budget);
    return catalog.chosen(names, limit).stream()
        .sorted(Comparator.comparing(WriteCommand::isStored))
        .toList();
  }

  private static boolean isStored(Model model) {
    return model.expected().generated() != null || model.expected().traceLength() != null;
  }
}
