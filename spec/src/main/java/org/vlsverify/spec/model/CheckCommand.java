package org.vlsverify.spec.model;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.FileTrouble;
import org.vlsverify.spec.run.NeutralLocale;
import org.vlsverify.spec.tlc.Heap;
import org.vlsverify.spec.tlc.ModelRun;
import org.vlsverify.spec.tlc.Tlc;
import org.vlsverify.spec.tlc.TlcJar;
import org.vlsverify.spec.tlc.TlcOptions;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.FailingTrace;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TracePrinter;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks models from the command line; also a subcommand of {@code vls}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks models of the specifications with TLC and compares the results with their manifests"
          + " and expected.json.",
      "",
      "Prints TLC's progress, the verdict, and the counterexample if there is one. The system"
          + " property tla2tools.jar names another jar of TLC than the one from Maven Central, and"
          + " vls.simulate.seed another seed for simulated models."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:everything is as expected",
      "1:a result differs from the expected one",
      "2:bad input: unknown model or option, missing jar, or a specification with an error",
      "3:an internal error of this program"
    })
public final class CheckCommand implements Callable<Integer> {
  private static final int DIFFERENT = 1;
  private static final int BAD_INPUT = 2;
  private static final int DEFECT = 3;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "MODEL",
      description =
          "Names of models, of specifications (all their models of the budget), or of .cfg files."
              + " A .cfg file in no manifest has no expected result. The default is all models of"
              + " the budget.")
  private List<String> names = List.of();

  @Option(
      names = "--list",
      description = "List the models, with the time of the last run, instead of checking them.")
  private boolean list;

  @Option(
      names = "--budget",
      paramLabel = "BUDGET",
      description =
          "quick, standard or nightly: check (or list) all models up to this budget; the default is"
              + " the system property vls.budget, otherwise quick.")
  private String budget;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Threads of TLC. With more than 1, depth and length of counterexamples vary and are not"
              + " compared.")
  private Integer workers;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description =
          "Heap of TLC's JVM, such as 900m or 4g; the default is the system property vls.heap,"
              + " otherwise a quarter of the machine's memory.")
  private String heap;

  @Option(
      names = "--catalog",
      paramLabel = "FILE",
      description = "The manifest of a specification outside spec/tla/models.")
  private Path catalogFile;

  @Option(
      names = "--module",
      paramLabel = "FILE",
      description = "The root module of a .cfg file, if it does not follow from the file's place.")
  private Path module;

  @ArgGroup(exclusive = false, heading = "%nLong runs:%n")
  private CheckpointOptions checkpoints = new CheckpointOptions();

  @ArgGroup(exclusive = false, heading = "%nSeveral machines:%n")
  private DistributedOptions distributed;

  /** For picocli. */
  public CheckCommand() {}

  /**
   * Runs the command and exits the JVM with its exit code.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    NeutralLocale.use();
    System.exit(
        execute(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments));
  }

  /**
   * Runs the command.
   *
   * @param out the output, flushed line by line
   * @param err for errors in the input, flushed line by line
   * @param arguments see {@code --help}
   * @return the exit code
   */
  static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    return execute(new CheckCommand(), out, err, arguments);
  }

  /** Runs a command by itself. */
  static int execute(Object command, PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(command)
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(
            (exception, line, parsed) -> {
              if (exception instanceof BadInputException) {
                err.println(exception.getMessage());
                return BAD_INPUT;
              }
              if (exception instanceof UncheckedIOException trouble) {
                err.println(FileTrouble.sentence(trouble.getCause()));
                return BAD_INPUT;
              }
              exception.printStackTrace(err);
              return DEFECT;
            })
        .execute(arguments);
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Budget limit = budget == null ? Budget.current() : Budget.parse(budget);
    ModelCatalog catalog =
        catalogFile == null ? ModelCatalog.load() : ModelCatalog.load(catalogFile);
    List<Model> models = new ArrayList<>();
    if (names.isEmpty()) {
      models.addAll(catalog.chosen(names, limit));
    }
    for (String name : names) {
      models.addAll(
          name.endsWith(".cfg")
              ? List.of(UnlistedModel.of(Path.of(name), module, catalog))
              : catalog.chosen(List.of(name), limit));
    }
    if (list) {
      Map<String, Double> seconds = LastRun.seconds();
      models.forEach(
          model ->
              out.printf(
                  "%-44s %-8s %6s  %s%n",
                  model.name(),
                  model.budget(),
                  LastRun.column(seconds.get(model.name())),
                  model.what()));
      return 0;
    }
    if (workers != null && workers < 1) {
      throw new BadInputException("--workers must be at least 1, not " + workers + ".");
    }
    TlcJar jar = TlcJar.find();
    if (distributed != null) {
      distributed.requireOneOf(models, workers);
    }
    int exitCode = 0;
    for (Model model : models) {
      exitCode =
          Math.max(exitCode, check(jar, workers == null ? model : model.withWorkers(workers)));
    }
    return exitCode;
  }

  private int check(TlcJar jar, Model model) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s: %s (%s, %s; TLC of %s)%n",
        model.name(),
        model.what(),
        model.module().getFileName(),
        model.configFromModule(),
        jar.path().getFileName());
    TlcOptions options = TlcOptions.defaults().withProgress(line -> out.println("  " + line));
    options = checkpoints.addedTo(options);
    if (heap != null) {
      options = options.withHeap(Heap.checked(heap, "--heap " + heap));
    }
    ModelRun run =
        distributed == null
            ? new Tlc(jar, options).run(checkpoints.comparable(model.asAsked()))
            : distributed.run(jar, options, model);
    ModelCheck check = ModelCheck.of(run);
    if (run.verdict() == Verdict.SPEC_ERROR) {
      notEvaluated(check);
      return BAD_INPUT;
    }
    if (model.expected().verdict() == null) {
      boolean good = run.verdict() == Verdict.OK && run.warnings().isEmpty();
      out.println(run.summary() + " - in no manifest, no expected result");
      if (!good) {
        out.println();
        out.println(check.message());
      }
      return good ? 0 : DIFFERENT;
    }
    if (check.passed() && run.verdict() == Verdict.OK) {
      run.warnings().forEach(warning -> out.println("  TLC warns, as expected: " + warning));
    }
    out.println(run.summary() + (check.passed() ? " - as expected" : " - NOT as expected"));
    if (!check.passed() || run.verdict() != Verdict.OK) {
      out.println();
      out.println(check.message());
    }
    if (!check.passed()) {
      run.trace().ifPresent(trace -> out.println(stored(trace)));
    }
    return check.passed() ? 0 : DIFFERENT;
  }

  /** The error in the specification, and the call stack of the evaluation. */
  private void notEvaluated(ModelCheck check) {
    PrintWriter err = spec.commandLine().getErr();
    ModelRun run = check.run();
    // With a trace, the problem is below it.
    err.println(
        run.trace().isPresent()
            ? run.message().lines().findFirst().orElse("").replaceFirst(":$", ".")
            : run.message());
    run.trace()
        .ifPresent(
            trace -> {
              err.println();
              err.print(TracePrinter.print(trace));
              err.println(stored(trace));
            });
    err.println("Reproduce: " + run.model().command());
  }

  private static String stored(Trace trace) {
    return FailingTrace.store(trace, FailingTrace.file("model-" + trace.model()), "")
        .stripTrailing();
  }
}
