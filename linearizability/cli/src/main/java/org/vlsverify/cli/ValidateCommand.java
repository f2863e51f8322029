package org.vlsverify.cli;

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
import org.vlsverify.spec.cruns.CRun;
import org.vlsverify.spec.cruns.CRunValidation;
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
      "A run of VPP's C code (spec/c-runs/README.md) is compared with the source as committed.",
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
    Map<Boolean, List<Path>> byFormat =
        files.stream().collect(Collectors.partitioningBy(CRun::isOne));
    List<Path> ofC = byFormat.get(true);
    List<Path> others = byFormat.get(false);
    boolean accepted = others.isEmpty() || validate(others);
    return (ofC.isEmpty() || validateC(ofC)) && accepted ? ExitCodes.OK : ExitCodes.DIFFERENT;
  }

  private boolean validate(List<Path> paths) {
    List<RecordedRun> runs = paths.stream().map(RecordedRun::read).toList();
    ValidationReport report = TraceValidation.validate(runs);
    Map<Integer, Rejection> rejections =
        report.rejections().stream().collect(Collectors.toMap(Rejection::run, Function.identity()));
    for (int i = 0; i < paths.size(); i++) {
      Rejection rejection = rejections.get(i);
      print(
          paths.get(i),
          runs.get(i).events().size(),
          rejection == null ? "" : rejection.message());
    }
    return rejections.isEmpty();
  }

  private boolean validateC(List<Path> paths) {
    List<CRunValidation.Result> results =
        CRunValidation.validate(paths.stream().map(CRun::read).toList());
    for (int i = 0; i < paths.size(); i++) {
      print(paths.get(i), results.get(i).run().events().size(), results.get(i).message());
    }
    return results.stream().allMatch(CRunValidation.Result::isAccepted);
  }

  private void print(Path file, int events, String rejection) {
    spec.commandLine()
        .getOut()
        .println(
            rejection.isEmpty()
                ? "%s: accepted, %d events".formatted(file, events)
                : "%s: rejected\n%s".formatted(file, rejection));
  }
}
