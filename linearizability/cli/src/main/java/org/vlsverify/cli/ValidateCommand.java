package org.vlsverify.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vlsverify.linearizability.tracevalidation.RecordedRun;
import org.vlsverify.linearizability.tracevalidation.RunPage;
import org.vlsverify.linearizability.tracevalidation.RunTrace;
import org.vlsverify.linearizability.tracevalidation.TraceValidation;
import org.vlsverify.linearizability.tracevalidation.ValidationReport;
import org.vlsverify.linearizability.tracevalidation.ValidationReport.Rejection;
import org.vlsverify.spec.vls.cruns.CRun;
import org.vlsverify.spec.vls.cruns.CRunValidation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks whether recorded runs are behaviours of the lock-level specification. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks whether recorded runs are behaviours of the lock-level specification of their design,"
          + " such as SharedDataLocking: TLC searches for steps that match the events of the run.",
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

  @Option(
      names = "--page",
      paramLabel = "PAGE",
      description =
          "Also write the run as one self-contained HTML page: the states stepped through, threads as"
              + " columns, and at the end the event without a matching step. For one FILE.")
  private Path page;

  @Option(names = "--force", description = "Replace PAGE if it exists.")
  private boolean force;

  @Override
  public Integer call() {
    if (page != null) {
      return writePage();
    }
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
      print(paths.get(i), runs.get(i), Optional.ofNullable(rejections.get(i)));
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

  private void print(Path file, RecordedRun run, Optional<Rejection> rejection) {
    print(file, run.events().size(), rejection.map(Rejection::message).orElse(""));
  }

  private void print(Path file, int events, String rejection) {
    spec.commandLine()
        .getOut()
        .println(
            rejection.isEmpty()
                ? "%s: accepted, %d events".formatted(file, events)
                : "%s: rejected\n%s".formatted(file, rejection));
  }

  private int writePage() {
    if (files.size() > 1) {
      throw new ParameterException(spec.commandLine(), "--page needs one FILE.");
    }
    Path file = files.get(0);
    if (CRun.isOne(file)) {
      throw new ParameterException(
          spec.commandLine(), "--page is not for a run of the C code, such as " + file + ".");
    }
    RecordedRun run = RecordedRun.read(file);
    RunTrace traced = RunTrace.of(file.getFileName().toString(), run);
    OutputFile.write(page, RunPage.html(traced), force);
    print(file, run, traced.rejection());
    spec.commandLine().getOut().println(page);
    return traced.rejection().isEmpty() ? ExitCodes.OK : ExitCodes.DIFFERENT;
  }
}
