package org.vlsverify.linearizability.tracevalidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.NumberProperty;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.stepping.StepPairs;
import org.vlsverify.linearizability.tracevalidation.ValidationReport.Rejection;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.trace.FailingTrace;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/** Trace validation as checks, with lines in the verdict. */
final class TraceValidationCheck {
  static final Bounds BOUNDS = new Bounds(3, 3, 2, 2, Set.of(0, 1));
  static final int THREADS = 2;

  private static final String SEED_PROPERTY = "vls.runs.seed";
  private static final String COUNT_PROPERTY = "vls.runs.count";

  private static final String ACCEPTED = "accepted";

  /** Steps in the graphs that no run has: of refused calls, which are not recorded. */
  private static final Map<Design, Set<String>> LEFT_OUT =
      Map.of(
          Design.LOCKED,
          Set.of("exit: look for a fork", "listen: already a listener"),
          Design.GLOBAL_LOCK,
          Set.of(),
          Design.OPTIMISTIC,
          Set.of());

  /**
   * A fork that completes without room for all sessions: too rare to be in the runs each time. The
   * edge cover drives these steps.
   */
  private static final Set<String> RARE = Set.of("complete: go live", "complete: end the hold");

  private TraceValidationCheck() {}

  static Implementation implementation(Design design) {
    return new Implementation(design, ThreadModel.MULTI_THREADED);
  }

  /**
   * Records runs of the design at full speed, and validates all at once.
   *
   * @param usual how many, without an option
   */
  static ValidationReport validate(
      Design design, String name, int usual, int calls, String command) {
    SharedSessionsFactory classes = FreeRun.tapped(design, implementation(design));
    return validate(
        design,
        name,
        usual,
        seed -> FreeRun.record(design, classes, BOUNDS, THREADS, calls, seed),
        command,
        " # at full speed: the interleavings may differ");
  }

  /** The same with runs that the seed reproduces. */
  static ValidationReport validateInTurns(
      Design design, String name, int usual, int calls, String command) {
    return validate(design, name, usual, seed -> recordInTurns(design, calls, seed), command, "");
  }

  static RecordedRun recordInTurns(Design design, int calls, long seed) {
    return FreeRun.recordInTurns(
        design, FreeRun.inTurns(design, implementation(design)), BOUNDS, THREADS, calls, seed);
  }

  private static ValidationReport validate(
      Design design,
      String name,
      int usual,
      LongFunction<RecordedRun> recorded,
      String command,
      String remark) {
    long seed = NumberProperty.of(SEED_PROPERTY, Integer.MIN_VALUE, Integer.MAX_VALUE).orElse(0);
    int count = (int) NumberProperty.of(COUNT_PROPERTY, 1, Integer.MAX_VALUE).orElse(usual);
    String repeat =
        "%s -D%s=%d -D%s=%d%s"
            .formatted(command, SEED_PROPERTY, seed, COUNT_PROPERTY, count, remark);
    long start = System.nanoTime();
    List<RecordedRun> runs = LongStream.range(seed, seed + count).mapToObj(recorded).toList();
    ValidationReport report = TraceValidation.validate(runs);
    String text = ValidationWords.of(report);
    System.out.println(text);
    store(design, name, text);
    Path rejected = null;
    if (!report.rejections().isEmpty()) {
      int first = report.rejections().get(0).run();
      rejected = FailingTrace.folder().resolve(design + "-recorded-run-" + first + ".ndjson");
      store(runs.get(first), rejected);
    }
    VerdictLog.record(
        CheckResult.of(CheckMethod.TRACE_VALIDATION, name, implementation(design).toString())
            .outcome(
                ACCEPTED,
                report.rejections().isEmpty() ? ACCEPTED : report.rejections().size() + " rejected")
            .distinctStates(report.states())
            .executions(count)
            .seconds((System.nanoTime() - start) / 1e9)
            .trace(rejected)
            .reproduce(repeat)
            .build());
    if (rejected != null) {
      Rejection first = report.rejections().get(0);
      throw new AssertionError(
          "%d of %d recorded runs of %s are no behaviours of its specification; the first:%n%s%nThe run is stored in %s%nReproduce: %s"
              .formatted(
                  report.rejections().size(),
                  count,
                  implementation(design),
                  first.message(),
                  rejected,
                  repeat));
    }
    return report;
  }

  /** Which steps and pairs of steps the runs have, of those in the graphs of small models. */
  static void cover(Design design, ValidationReport report, List<String> models, String command) {
    long start = System.nanoTime();
    StepPairs possible = StepPairs.of(models.stream().map(ModelCatalog.load()::model).toList());
    RunCoverage coverage = RunCoverage.of(report, possible);
    Set<String> leftOut = new TreeSet<>(LEFT_OUT.get(design));
    leftOut.retainAll(possible.steps());
    Set<String> missing = new TreeSet<>(coverage.stepsLeft());
    missing.removeAll(RARE);
    System.out.println(coverage.summary());
    store(design, "coverage of recorded runs", coverage.words());
    VerdictLog.record(
        CheckResult.of(
                CheckMethod.TRACE_VALIDATION,
                "coverage of recorded runs",
                implementation(design).toString())
            .outcome("all steps", coverage.summary(), missing.equals(leftOut))
            .edges(possible.pairs().size() - coverage.pairsLeft().size())
            .executions(report.runs())
            .seconds((System.nanoTime() - start) / 1e9)
            .reproduce(command)
            .build());
    assertThat(missing)
        .as("steps of %s that no recorded run has; those of refused calls are not recorded", models)
        .isEqualTo(leftOut);
  }

  static void recordControl(
      Design design, ChangedRuns.Change change, List<Rejection> found, String command) {
    VerdictLog.record(
        CheckResult.of(
                CheckMethod.TRACE_VALIDATION,
                "changed run is rejected",
                implementation(design).toString())
            .defect(change.name())
            .outcome(
                "line %d: ... %s ...".formatted(change.line(), change.sentence()),
                found.isEmpty()
                    ? ACCEPTED
                    : "line %d: %s".formatted(found.get(0).line(), found.get(0).sentence()),
                !found.isEmpty()
                    && found.get(0).line() == change.line()
                    && found.get(0).sentence().contains(change.sentence()))
            .reproduce(command)
            .build());
  }

  private static void store(Design design, String name, String text) {
    Path file =
        ProjectRoot.path()
            .resolve("target/verification")
            .resolve(name.replace(' ', '-') + "-" + implementation(design) + ".txt");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void store(RecordedRun run, Path file) {
    try {
      Files.createDirectories(file.getParent());
      run.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
