package org.vlsverify.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceFile;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The trace of a command; a mixin. */
final class TraceInput {
  @Parameters(
      paramLabel = "FILE",
      description = {
        "A trace: a file in the Informal Trace Format, the output of TLC (also inside another"
            + " log), or the file of TLC's option -dumpTrace json; - is standard input."
      })
  private Path file;

  @Option(
      names = "--error",
      paramLabel = "N",
      description = "Number of the error whose trace is read, if TLC has printed several.")
  private Integer number;

  /**
   * @param err for the note about further traces
   * @return the trace
   */
  Trace read(PrintWriter err) {
    List<Trace> traces = TraceFile.read(file);
    if (number != null && (number < 1 || number > traces.size())) {
      throw new BadInputException(
          "There is no error %d: %s has %s."
              .formatted(
                  number,
                  file.equals(TraceFile.STANDARD_INPUT) ? "standard input" : file,
                  traces.size() == 1 ? "one trace" : traces.size() + " traces"));
    }
    if (number == null && traces.size() > 1) {
      err.printf(
          "This is the trace of the first of %d errors; --error 2 selects the next.%n",
          traces.size());
    }
    return traces.get(number == null ? 0 : number - 1);
  }
}
