package org.vlsverify.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceColumns;
import org.vlsverify.spec.trace.TraceJson;
import org.vlsverify.spec.trace.TracePrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints a trace. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Prints a trace: the initial state, the changes of each step, and the problem at the end.",
      ""
    },
    footer = {
      "",
      "On a terminal the output is coloured, and lines are broken at its width; in a pipe it is"
          + " plain, and lines are not broken. A trace may have "
          + TraceJson.MOST_STATES
          + " states at most."
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {ExitCodes.OK_TEXT, ExitCodes.BAD_INPUT_TEXT, ExitCodes.DEFECT_TEXT})
final class ShowCommand implements Callable<Integer> {
  private static final int LEAST_WIDTH = 40;

  @Spec private CommandSpec spec;

  @Mixin private TraceInput input;

  @Option(
      names = "--columns",
      description =
          "Print a table with one column per thread, or per worker if there are no threads.")
  private boolean columns;

  @Option(names = "--full", description = "Print each state in full, not only the changes.")
  private boolean full;

  @Option(
      names = "--width",
      paramLabel = "N",
      description =
          "Break lines longer than N characters (at least "
              + LEAST_WIDTH
              + "); 0 breaks none. The default is the width of the terminal.")
  private Integer width;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "auto, always or never; the default is ${DEFAULT-VALUE}.")
  private Colour.When colour;

  @Override
  public Integer call() {
    if (columns && full) {
      throw new ParameterException(spec.commandLine(), "--columns and --full exclude each other.");
    }
    if (width != null && width != 0 && width < LEAST_WIDTH) {
      throw new ParameterException(
          spec.commandLine(), "--width must be at least " + LEAST_WIDTH + ", not " + width + ".");
    }
    Trace trace = input.read(spec.commandLine().getErr());
    int most = width == null ? atLeast(Terminal.width(System.getenv())) : width;
    PrintWriter out = spec.commandLine().getOut();
    Colour colours = new Colour(colour);
    if (columns) {
      String table = most == 0 ? TraceColumns.print(trace) : TraceColumns.print(trace, most);
      print(table, most, 0, colours, out);
      TracePrinter.said(trace).ifPresent(said -> print(said, most, 0, colours, out));
      if (trace.problem().isKnown()) {
        print(TracePrinter.problem(trace), most, Integer.MAX_VALUE, colours, out);
      }
    } else {
      print(
          TracePrinter.print(trace, full),
          most,
          trace.problem().isKnown() ? (int) TracePrinter.problem(trace).lines().count() : 0,
          colours,
          out);
    }
    return ExitCodes.OK;
  }

  /** A long trace is printed at once: flushing line by line would take most of the time. */
  private static void print(
      String text, int width, int linesOfProblem, Colour colours, PrintWriter out) {
    String[] lines = text.split("\n");
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < lines.length; i++) {
      boolean problem = i >= lines.length - linesOfProblem;
      for (String piece : Lines.wrap(lines[i], width)) {
        all.append(colours.line(piece, problem)).append(System.lineSeparator());
      }
    }
    out.print(all);
    out.flush();
  }

  private static int atLeast(int widthOfTerminal) {
    return widthOfTerminal == 0 ? 0 : Math.max(LEAST_WIDTH, widthOfTerminal);
  }
}
