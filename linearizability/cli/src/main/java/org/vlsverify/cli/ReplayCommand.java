package org.vlsverify.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.LincheckReplay;
import org.vlsverify.linearizability.trace.TraceReplay;
import org.vlsverify.linearizability.trace.TraceReplay.Parting;
import org.vlsverify.linearizability.trace.Traces;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Narrator;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a trace's operations on an implementation. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Replays a trace's operations in one thread, on the Java implementation and on the sequential"
          + " reference, and prints the first step at which either diverges from the trace. If the"
          + " code takes a step that the reference does not, it has the defect.",
      "",
      "A trace of Lincheck contains the scenario of its threads. The scenario is run again with as"
          + " many threads, in the interleavings of Lincheck's model checking.",
      "",
      "The counterexample of a seeded defect of SharedDataLocking is driven step by step, by as many"
          + " threads, on a mutant that has the defect, and on the design. vls list traces says for"
          + " which there is a mutant.",
      "",
      "Any other trace must be one of the module SharedData: of a model SharedData_* or Defect_*, of"
          + " a failing replay, or of a failing history. Other lock-level traces (Locking*,"
          + " Optimistic*, GlobalLock*), liveness traces, and traces of code that is not in this"
          + " project cannot be replayed.",
      "",
      "The capacity of the pool of shared data and the sessions that may listen are those of the"
          + " options, the trace or its model. Without any of them there is room for all sessions,"
          + " and each may listen.",
      ""
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:the code does not have the defect, or follows the trace if that has no problem",
      "1:the code has the defect, or differs from the reference",
      ExitCodes.BAD_INPUT_TEXT,
      ExitCodes.DEFECT_TEXT
    })
final class ReplayCommand implements Callable<Integer> {
  /** The values of {@code --design}. */
  static final class Designs extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Designs() {
      super(implementations().map(Implementation::toString).toList());
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A trace.")
  private Path file;

  @Option(
      names = "--design",
      paramLabel = "DESIGN",
      completionCandidates = Designs.class,
      description =
          "One of ${COMPLETION-CANDIDATES}; the default is the library's default, with several"
              + " threads.")
  private String design;

  @Option(
      names = "--shared-capacity",
      paramLabel = "N",
      description = "Capacity of the pool of shared data, in elements.")
  private Integer sharedCapacity;

  @Option(
      names = "--listenable",
      paramLabel = "S",
      split = ",",
      description = "The sessions on which workers may listen, such as 0,2.")
  private Set<Integer> listenable;

  @Option(
      names = "--executions",
      paramLabel = "N",
      description =
          "Executions at most, for a trace of Lincheck; the default is 500, or twice the number"
              + " in which the defect was found.")
  private Integer executions;

  private static Stream<Implementation> implementations() {
    return Implementation.all().stream();
  }

  @Override
  public Integer call() {
    Implementation implementation = implementation();
    Trace trace = TraceJson.read(file);
    requireCodeOfProject(trace);
    if (LincheckReplay.isOfScenario(trace)) {
      if (implementation.threadModel() == ThreadModel.SINGLE_THREADED) {
        LincheckReplay.requireOneThreadPerWorker(trace);
      }
      if (sharedCapacity != null || listenable != null) {
        throw new ParameterException(
            spec.commandLine(),
            "--shared-capacity and --listenable do not apply to a trace of Lincheck.");
      }
      return ofThreads(
          trace, implementation, implementation.toString(), spec.commandLine().getOut());
    }
    if (LockLevelReplay.isOfLockLevel(trace)) {
      if (design != null || sharedCapacity != null || listenable != null || executions != null) {
        throw new ParameterException(
            spec.commandLine(), "No option applies to a lock-level trace, which has one design.");
      }
      return LockLevelReplay.run(trace, spec.commandLine().getOut());
    }
    if (executions != null) {
      throw new ParameterException(
          spec.commandLine(), "--executions applies only to a trace of Lincheck.");
    }
    TraceReplay.requireReplayable(trace);
    if (trace.problem().kind() == Verdict.LIVENESS) {
      throw new BadInputException(
          "The trace of "
              + trace.model()
              + " cannot be replayed: it violates a liveness property, and each of its steps is"
              + " correct.");
    }
    Bounds bounds = bounds(trace);
    TraceReplay.Result result = TraceReplay.run(trace, bounds, implementation);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s on %s, by one thread:%n", trace.model(), implementation);
    result.steps().forEach(out::println);
    Finding finding = finding(trace, result);
    finding
        .parting()
        .ifPresent(parting -> parting.lines().forEach(line -> out.println("       " + line)));
    out.println(finding.sentence());
    if (trace.problem().kind() != Verdict.OK) {
      out.println("The defect: " + trace.problem().sentence());
    }
    return finding.exitCode();
  }

  /**
   * How a stored trace can be replayed.
   *
   * @param file of a trace, not null
   * @return in words; empty if it cannot
   */
  static Optional<String> how(Path file) {
    Trace trace;
    try {
      trace = TraceJson.read(file);
    } catch (BadInputException e) {
      return Optional.empty();
    }
    if (LincheckReplay.isOfScenario(trace)) {
      return Optional.of("the scenario of its threads");
    }
    if (LockLevelReplay.isOfLockLevel(trace)) {
      return Optional.of("step by step, on a mutant")
          .filter(how -> LockLevelReplay.hasMutant(trace.model()));
    }
    return Narrator.of(trace).isReplayable(trace)
        ? Optional.of("its operations, by one thread")
        : Optional.empty();
  }

  /** With a design, the user knows which code runs. */
  private void requireCodeOfProject(Trace trace) {
    Optional<String> code = Traces.otherCode(trace);
    if (code.isPresent() && design == null) {
      throw new BadInputException(
          "The trace is of %s, which is no design of this project and cannot be run here; --design replays it on a design."
              .formatted(code.get()));
    }
  }

  /** Runs the scenario of a trace of Lincheck again. */
  private int ofThreads(Trace trace, SharedSessionsFactory code, String name, PrintWriter out) {
    if (executions != null && executions < 1) {
      throw new ParameterException(spec.commandLine(), "--executions must be at least 1.");
    }
    int most = executions == null ? LincheckReplay.executions(trace) : executions;
    return ofThreads(trace, code, name, most, out);
  }

  /**
   * Runs the scenario of a trace of Lincheck again.
   *
   * @param trace one of a scenario, not null
   * @param code makes the code, not null
   * @param name of the code, not null
   * @param most the maximal number of executions
   * @param out the output, not null
   * @return the exit code
   */
  static int ofThreads(
      Trace trace, SharedSessionsFactory code, String name, int most, PrintWriter out) {
    LincheckReplay.Result result = LincheckReplay.run(trace, code, most);
    out.printf(
        "The scenario \"%s\" on %s, %s:%n", trace.model(), name, LincheckReplay.scheduler(trace));
    if (result.finding().isPresent()) {
      out.print(result.finding().get());
      out.printf(
          "Found in execution %d of at most %d: the code has the defect.%n",
          result.executions(), most);
      return ExitCodes.DIFFERENT;
    }
    out.printf(
        "No violation in %s: the code does not have this defect.%n",
        result.exhausted()
            ? "all %d possible executions".formatted(result.executions())
            : "the first %d executions (it was found in execution %d)"
                .formatted(result.executions(), LincheckReplay.foundIn(trace)));
    out.println("The defect: " + trace.problem().sentence());
    return ExitCodes.OK;
  }

  private Implementation implementation() {
    String name =
        design == null
            ? new Implementation(Design.DEFAULT, ThreadModel.MULTI_THREADED).toString()
            : design;
    return implementations()
        .filter(implementation -> implementation.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "There is no design "
                        + name
                        + "; there are "
                        + String.join(", ", new Designs())
                        + "."));
  }

  private Bounds bounds(Trace trace) {
    int sessions = TraceReplay.sessions(trace);
    Set<Integer> all = IntStream.range(0, sessions).boxed().collect(Collectors.toSet());
    if (sharedCapacity != null && sharedCapacity < 0) {
      throw new ParameterException(spec.commandLine(), "--shared-capacity must not be negative.");
    }
    if (listenable != null && !all.containsAll(listenable)) {
      throw new ParameterException(
          spec.commandLine(),
          "--listenable names a session that the trace does not have; it has " + sessions + ".");
    }
    Optional<Integer> capacity =
        Optional.ofNullable(sharedCapacity).or(() -> Traces.sharedCapacity(trace));
    Optional<Set<Integer>> mayListen =
        Optional.ofNullable(listenable).or(() -> Traces.listenable(trace));
    Optional<Bounds> ofModel =
        capacity.isPresent() && mayListen.isPresent() ? Optional.empty() : ofModel(trace);
    return TraceReplay.bounds(
        trace,
        capacity.or(() -> ofModel.map(Bounds::sharedCapacity)).orElse(sessions),
        mayListen.or(() -> ofModel.map(Bounds::listenable)).orElse(all));
  }

  private static Optional<Bounds> ofModel(Trace trace) {
    List<Model> models;
    try {
      models = ModelCatalog.load().models();
    } catch (BadInputException e) {
      // A trace can be shown without the project.
      return Optional.empty();
    }
    Optional<Model> model =
        models.stream().filter(candidate -> candidate.name().equals(trace.model())).findFirst();
    if (model.isEmpty()) {
      return Optional.empty();
    }
    try (SpecSession session = SpecSession.open(model.get())) {
      return Optional.of(Bounds.of(session));
    }
  }

  /** The result for the user. */
  private record Finding(int exitCode, Optional<Parting> parting, String sentence) {}

  private static Finding finding(Trace trace, TraceReplay.Result result) {
    Optional<Parting> code = result.code();
    Optional<Parting> reference = result.reference();
    if (reference.isEmpty() && result.difference().isPresent()) {
      return new Finding(
          ExitCodes.DIFFERENT,
          result.difference(),
          "Step %d: the code differs from the reference; the reference follows the trace."
              .formatted(result.difference().get().state()));
    }
    if (reference.isPresent() && (code.isEmpty() || code.get().state() > reference.get().state())) {
      String end =
          code.map(parting -> " and diverges from the trace only at step " + parting.state())
              .orElse(" and follows the trace to its end");
      return new Finding(
          ExitCodes.DIFFERENT,
          reference,
          "Step %d: the reference does not take this step. The code takes it%s, and has the defect."
              .formatted(reference.get().state(), end));
    }
    if (code.isPresent()) {
      String step = "Step " + code.get().state() + ": the code diverges from the trace, ";
      return result.difference().isPresent()
          ? new Finding(
              ExitCodes.DIFFERENT, result.difference(), step + "and from the reference as well.")
          : new Finding(
              ExitCodes.OK,
              code,
              step + "as the reference does: the code does not have this defect.");
    }
    String follows = "Code and reference follow the trace to its end";
    return switch (trace.problem().kind()) {
      case OK -> new Finding(ExitCodes.OK, Optional.empty(), follows + ".");
      case DEADLOCK, DIFFERENCE ->
          new Finding(
              ExitCodes.OK,
              Optional.empty(),
              follows + ": each step is correct, so the defect does not show in one thread.");
      default ->
          new Finding(
              ExitCodes.DIFFERENT,
              Optional.empty(),
              follows + ": both have the defect, and so does the specification.");
    };
  }
}
