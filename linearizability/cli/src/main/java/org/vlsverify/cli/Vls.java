package org.vlsverify.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.vlsverify.spec.model.CheckCommand;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.FileTrouble;
import org.vlsverify.spec.run.NeutralLocale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the project. */
@Command(
    name = "vls",
    mixinStandardHelpOptions = true,
    versionProvider = Vls.Version.class,
    sortOptions = false,
    subcommands = {
      CheckCommand.class,
      ModelsCommand.class,
      ListCommand.class,
      TraceCommand.class,
      ReplayCommand.class,
      ValidateCommand.class,
      MutateCommand.class,
      CommandLine.HelpCommand.class
    },
    description = {
      "Checks the models of shared sessions, and shows, converts and replays their traces.",
      "",
      "Models and stored traces are those of the project at or above the working directory; the"
          + " system property vls.root (java -Dvls.root=DIRECTORY -jar vls.jar ...) names another."
          + " To show or convert the trace of a file, no project is needed.",
      ""
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:everything is as expected",
      "1:a result differs from the expected one, or the code has the defect of the trace",
      ExitCodes.BAD_INPUT_TEXT,
      ExitCodes.DEFECT_TEXT
    })
public final class Vls implements Runnable {
  @Spec private CommandSpec spec;

  private Vls() {}

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Vls.class.getPackage().getImplementationVersion();
      return new String[] {
        "vls " + (version == null ? "(not from its jar)" : version),
        "Java " + System.getProperty("java.version")
      };
    }
  }

  /**
   * Runs a command and exits the JVM with its exit code.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    OptionalInt relaunched = Relaunch.ifLettersAreLost();
    if (relaunched.isPresent()) {
      System.exit(relaunched.getAsInt());
    }
    if (Terminal.isDumb(System.getenv())) {
      System.setProperty("picocli.ansi", "false");
    }
    StandardOutput standard = new StandardOutput();
    PrintWriter out = standard.writer();
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode = execute(out, err, arguments);
    out.flush();
    if (standard.failure().isPresent()) {
      err.println("Standard output cannot be written: " + standard.failure().get() + ".");
      exitCode = ExitCodes.BAD_INPUT;
    }
    err.flush();
    System.exit(exitCode);
  }

  /**
   * Runs a command.
   *
   * @param out for results
   * @param err for errors
   * @param arguments see {@code --help}
   * @return the exit code
   */
  static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    NeutralLocale.use();
    CommandLine vls = commandLine(out, err);
    try {
      return vls.execute(arguments);
    } catch (OutOfMemoryError e) {
      err.println("There is not enough memory for this; java -Xmx4g -jar ... gives it 4 GiB.");
      return ExitCodes.BAD_INPUT;
    } catch (Error e) {
      return defect(e, err);
    }
  }

  private static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return new CommandLine(new Vls())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Vls::misused)
        .setExecutionExceptionHandler((exception, command, parsed) -> failed(exception, err));
  }

  private static int misused(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    command
        .getErr()
        .printf(
            "%s Try '%s --help'.%n",
            sentence(exception.getMessage()), command.getCommandSpec().qualifiedName());
    return ExitCodes.BAD_INPUT;
  }

  private static String sentence(String message) {
    String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
    return line.endsWith(".") ? line : line + ".";
  }

  private static int failed(Exception exception, PrintWriter err) {
    if (exception instanceof BadInputException) {
      err.println(exception.getMessage());
      return ExitCodes.BAD_INPUT;
    }
    if (exception instanceof UncheckedIOException trouble) {
      err.println(FileTrouble.sentence(trouble.getCause()));
      return ExitCodes.BAD_INPUT;
    }
    return defect(exception, err);
  }

  private static int defect(Throwable throwable, PrintWriter err) {
    err.println("Internal error:");
    throwable.printStackTrace(err);
    return ExitCodes.DEFECT;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }
}
