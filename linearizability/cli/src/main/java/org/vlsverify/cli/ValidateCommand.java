package org.vlsverify.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vlsverify.linearizability.tracevalidation.RecordedRun;
import org.vlsverify.linearizability.tracevalidation.TraceValidation;
import org.vlsverify.linearizability.tracevalidation.ValidationReport;
import org.vlsverify.linearizability.tracevalidation.ValidationReport.Rejection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks whether recorded runs are behaviours of the lock-level specification. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks whether recorded runs are behaviours of SharedDataLocking: TLC searches for steps"
          + " that match the events of the run.",
      "",
      "A run is NDJSON: one line with the numbers of workers, threads and sessions, then one event"
          + " per line. The format is described in linearizability/docs/recorded-runs.md; any"
          + " implementation can write it.",
      ""
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:all runs are behaviours of the specification",
      "1:a run is not a behaviour; the line of its first event without a matching step is named",
      ExitCodes.BAD_INPUT_TEXT,
      ExitCodes.DEFECT_TEXT
    })
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Recorded runs.")
  private List<Path> files;

  @Override
  public Integer call() {
    List<RecordedRun> runs = files.stream().map(RecordedRun::read).toList();
    ValidationReport report = TraceValidation.validate(runs);
    Map<Integer, Rejection> rejections =
        report.rejections().stream().collect(Collectors.toMap(Rejection::run, Function.identity()));
    PrintWriter out = spec.commandLine().getOut();
    for (int i = 0; i < files.size(); i++) {
      Rejection rejection = rejections.get(i);
      out.println(
          rejection == null
              ? "%s: accepted, %d events".formatted(files.get(i), runs.get(i).events().size())
              : "%s: rejected\n%s".formatted(files.get(i), rejection.message()));
    }
    return rejections.isEmpty() ? ExitCodes.OK : ExitCodes.DIFFERENT;
  }
}
