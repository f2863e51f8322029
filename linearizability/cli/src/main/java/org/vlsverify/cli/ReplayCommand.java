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
import org.vlsverify.linearizability.Bounds;
import org.vlsverify.linearizability.Implementation;
import org.vlsverify.linearizability.trace.TraceReplay;
import org.vlsverify.linearizability.trace.TraceReplay.Parting;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.BadInputException;
import org.vlsverify.spec.Model;
import org.vlsverify.spec.ModelCatalog;
import org.vlsverify.spec.SpecSession;
import org.vlsverify.spec.Trace;
import org.vlsverify.spec.TraceJson;
import org.vlsverify.spec.Verdict;
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
      "Carries out a trace's operations, by one thread, on the Java implementation and on the"
          + " sequential reference, and says at which step either parts from the trace. Code that"
          + " makes the step which the reference does not make has the defect.",
      "",
      "The trace must be one of the module SharedData: that of a model SharedData_* or Defect_*, or"
          + " of a failing replay. One of threads between locks (Locking*, Optimistic*, GlobalLock*)"
          + " cannot be replayed by one thread.",
      "",
      "How much fits into the pool of shared data, and what may listen, is what the trace's model"
          + " says; without a model or an option, there is room for all sessions, and each may"
          + " listen.",
      ""
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:the code does not have the defect, or does what the trace without a problem says",
      "1:the code has the defect, or differs from the reference",
      ExitCodes.BAD_INPUT_TEXT,
      ExitCodes.DEFECT_TEXT
    })
final class ReplayCommand implements Callable<Integer> {
  /** What {@code --design} may be. */
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
          "One of ${COMPLETION-CANDIDATES}; the default is that of the library, for several"
              + " threads.")
  private String design;

  @Option(
      names = "--shared-capacity",
      paramLabel = "N",
      description = "How many elements of shared data there is room for.")
  private Integer sharedCapacity;

  @Option(
      names = "--listenable",
      paramLabel = "S",
      split = ",",
      description = "The sessions on which workers may listen, such as 0,2.")
  private Set<Integer> listenable;

  private static Stream<Implementation> implementations() {
    return Implementation.all().stream();
  }

  @Override
  public Integer call() {
    Implementation implementation = implementation();
    Trace trace = TraceJson.read(file);
    TraceReplay.requireReplayable(trace);
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
    Optional<Bounds> ofModel =
        sharedCapacity != null && listenable != null ? Optional.empty() : ofModel(trace);
    return TraceReplay.bounds(
        trace,
        sharedCapacity != null
            ? sharedCapacity
            : ofModel.map(Bounds::sharedCapacity).orElse(sessions),
        listenable != null ? listenable : ofModel.map(Bounds::listenable).orElse(all));
  }

  private static Optional<Bounds> ofModel(Trace trace) {
    List<Model> models;
    try {
      models = ModelCatalog.load().models();
    } catch (BadInputException e) {
      // A trace may be looked at where the project is not.
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

  /** What the user is told last. */
  private record Finding(int exitCode, Optional<Parting> parting, String sentence) {}

  private static Finding finding(Trace trace, TraceReplay.Result result) {
    Optional<Parting> code = result.code();
    Optional<Parting> reference = result.reference();
    if (reference.isEmpty() && result.difference().isPresent()) {
      return new Finding(
          ExitCodes.DIFFERENT,
          result.difference(),
          "Step %d: the code does something else than the reference, which does what the trace says."
              .formatted(result.difference().get().state()));
    }
    if (reference.isPresent() && (code.isEmpty() || code.get().state() > reference.get().state())) {
      String end =
          code.map(parting -> ", and parts from the trace only at step " + parting.state())
              .orElse(", and follows the trace to its end");
      return new Finding(
          ExitCodes.DIFFERENT,
          reference,
          "Step %d: the code makes this step, which the reference does not make%s: the code has the defect."
              .formatted(reference.get().state(), end));
    }
    if (code.isPresent()) {
      String step = "Step " + code.get().state() + ": code and trace part, ";
      return result.difference().isPresent()
          ? new Finding(
              ExitCodes.DIFFERENT,
              result.difference(),
              step + "but the code does something else than the reference, too.")
          : new Finding(
              ExitCodes.OK,
              code,
              step
                  + "and the reference does what the code does: the code does not have this"
                  + " defect.");
    }
    String follows = "Code and reference follow the trace to its end";
    return switch (trace.problem().kind()) {
      case OK -> new Finding(ExitCodes.OK, Optional.empty(), follows + ".");
      case LIVENESS, DEADLOCK, DIFFERENCE ->
          new Finding(
              ExitCodes.OK,
              Optional.empty(),
              follows
                  + ": none of its steps is wrong, so the defect does not show when one thread"
                  + " carries them out.");
      default ->
          new Finding(
              ExitCodes.DIFFERENT,
              Optional.empty(),
              follows + ": both have the defect, and with them the specification itself.");
    };
  }
}
