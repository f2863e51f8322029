package org.vlsverify.spec.tlc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.module.ModuleComments;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.session.SpecException;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.tlc.TlcProcess.Ended;
import org.vlsverify.spec.tlc.child.WatchedTlc;
import org.vlsverify.spec.trace.Trace;

/**
 * Runs TLC on a model, in a JVM of its own. Safe for use by several threads, which run several
 * models at the same time.
 */
public final class Tlc {
  /**
   * By default TLC chooses its hash function at random, and also checks liveness on parts of the
   * graph, at times that depend on the machine; both affect which lasso it finds.
   */
  private static final List<String> REPRODUCIBLE = List.of("-fp", "0", "-lncheck", "final");

  /** For runs too short for the optimizing compiler of the JVM. */
  private static final String FAST_START = "-XX:TieredStopAtLevel=1";

  /** From this number of generated states on, the optimizing compiler pays off. */
  private static final long FEW_STATES = 150_000;

  /** The limit of the search for a state that TLC does not name. */
  private static final int MOST_TO_SEARCH = 20_000;

  /** Longer than any run, so that coverage is printed once, at the end. */
  private static final String MINUTES_BETWEEN_COVERAGES = "10000";

  private final TlcJar jar;
  private final TlcOptions options;
  private final Optional<KeptTlc> kept;

  /**
   * @param jar the jar to use, not null
   * @param options how to run it, not null
   */
  public Tlc(TlcJar jar, TlcOptions options) {
    this(jar, options, Optional.empty());
  }

  /**
   * With JVMs that are kept for further runs, which saves most of the time of a short one. Runs of
   * which the result could depend on that have a JVM of their own all the same.
   *
   * @param jar the jar to use, not null
   * @param options how to run it, not null
   * @param kept the JVMs, not null; to be closed by the caller
   */
  public Tlc(TlcJar jar, TlcOptions options, KeptTlc kept) {
    this(jar, options, Optional.of(kept));
  }

  private Tlc(TlcJar jar, TlcOptions options, Optional<KeptTlc> kept) {
    this.jar = jar;
    this.options = options;
    this.kept = kept;
  }

  /**
   * Checks a model. However this method ends, it also ends TLC's JVM, unless that is kept, and
   * deletes its temporary files.
   *
   * <p>The Central jar of TLC does not say which temporal property is violated. If there is more
   * than one, each is evaluated on the counterexample, with any jar: first the expected one, then
   * the others in the order of the configuration. The first violated one is reported.
   *
   * @param model the model, not null
   * @return the result; also for a specification that cannot be parsed, and for a timeout
   * @throws BadInputException if the model has no such files
   * @throws InterruptedException if this thread is interrupted
   */
  public ModelRun run(Model model) throws InterruptedException {
    model.prepared();
    long start = System.nanoTime();
    Path file = options.outputDirectory().resolve(model.name() + ".out");
    List<String> jvmOptions = isSoonOver(model) ? List.of(FAST_START) : List.of();
    List<String> tlcOptions = new ArrayList<>();
    tlcOptions.addAll(List.of("-workers", Integer.toString(model.workers())));
    tlcOptions.addAll(model.simulationOptions());
    if (options.coverage()) {
      tlcOptions.addAll(List.of("-coverage", MINUTES_BETWEEN_COVERAGES));
    }
    Growth growth = new Growth(model.name(), model.expected().distinct(), options.progress());
    Ended ended = execute(model, jvmOptions, tlcOptions, file, growth);
    double seconds = (System.nanoTime() - start) / 1e9;
    TlcOutput output = ended.output();
    Optional<Trace> trace =
        output.states().isEmpty() ? searched(model, ended) : Optional.of(trace(model, ended));
    String property =
        trace
            .filter(t -> ended.verdict().namesProperty())
            .map(t -> t.problem().property())
            .orElse(property(model, output));
    return new ModelRun(
        model,
        ended.verdict(),
        property,
        message(model, ended, growth),
        output.distinct(),
        output.generated(),
        output.queue(),
        output.depth(),
        seconds,
        coverage(model, output),
        trace,
        file,
        output.warnings());
  }

  private static boolean isSoonOver(Model model) {
    Long generated = model.expected().generated();
    return generated == null ? model.budget() == Budget.QUICK : generated <= FEW_STATES;
  }

  /** TLC identifies some properties only by their place. */
  private static String property(Model model, TlcOutput output) {
    return output
        .placeOfProperty()
        .flatMap(
            place -> ModuleComments.definitionAt(model.directory(), place.module(), place.line()))
        .orElse(output.property());
  }

  private static Map<String, ActionCoverage> coverage(Model model, TlcOutput output) {
    Map<String, ActionCoverage> coverage = new TreeMap<>(output.coverage());
    if (!output.evaluations().isEmpty()) {
      coverage.putAll(StepCoverage.of(model.directory(), output.evaluations()));
    }
    return coverage;
  }

  private static String message(Model model, Ended ended, Growth growth) {
    TlcOutput output = ended.output();
    return switch (ended.verdict()) {
      case OK -> "";
      case TIMEOUT -> growth.sentenceIfAny(output.distinct());
      case CRASH -> ended.death();
      case SPEC_ERROR ->
          ToolMessages.concise(
              model.module(),
              model.config(),
              output.states().isEmpty()
                      && output.error().places().isEmpty()
                      && output.distinct() == 0
                  ? output.complaint()
                  : description(model, output));
      default -> output.complaint();
    };
  }

  private static String description(Model model, TlcOutput output) {
    return output.error().describe(range -> range.text(model.directory()));
  }

  /** TLC has found states, but does not name the one with the failed evaluation. */
  private Optional<Trace> searched(Model model, Ended ended) {
    if (ended.verdict() != Verdict.SPEC_ERROR || ended.output().distinct() == 0) {
      return Optional.empty();
    }
    try (SpecSession session = SpecSession.open(model.module(), model.config(), jar)) {
      Trace.Problem problem =
          new Trace.Problem(ended.verdict(), description(model, ended.output()));
      return new TraceBuilder(session).search(model.name(), problem, MOST_TO_SEARCH);
    } catch (SpecException e) {
      // The error is not in a step.
      return Optional.empty();
    }
  }

  private Trace trace(Model model, Ended ended) {
    try (SpecSession session = SpecSession.open(model.module(), model.config(), jar)) {
      TraceBuilder builder = new TraceBuilder(session);
      if (!ended.verdict().isViolation()) {
        return builder.buildAsFarAsPossible(
            model.name(),
            new Trace.Problem(ended.verdict(), description(model, ended.output())),
            ended.output());
      }
      Trace.Problem problem = new Trace.Problem(ended.verdict(), property(model, ended.output()));
      Trace trace = builder.build(model.name(), problem, ended.output());
      int[] states = builder.states();
      int loop = trace.lasso().map(Trace.Lasso::start).orElse(-1);
      if (loop >= 0) {
        problem = new Trace.Problem(ended.verdict(), violated(model, session, states, loop));
      }
      return new Trace(trace.model(), problem, trace.initial(), trace.steps(), trace.lasso())
          .with(session.witness(problem, states, loop));
    }
  }

  /**
   * Gives the first temporal property violated by a lasso, the expected one first; null if none is
   * violated, or only TLC can evaluate it.
   */
  private static String violated(Model model, SpecSession session, int[] states, int loop) {
    List<String> candidates = new ArrayList<>(session.properties());
    if (candidates.size() == 1) {
      return candidates.get(0);
    }
    String expected = model.expected().property();
    if (candidates.remove(expected)) {
      candidates.add(0, expected);
    }
    for (String candidate : candidates) {
      try {
        if (session.isViolated(candidate, states, loop)) {
          return candidate;
        }
      } catch (SpecException e) {
        // Try the next property.
        continue;
      }
    }
    return null;
  }

  /**
   * The lasso that TLC finds depends on the order in which it has met strings, so that it would be
   * another one in a JVM that is prepared for several runs. So would be the behaviours of a
   * simulation. For the same reason a lasso that is not expected is searched again, and a crash is
   * repeated, since the runs before it may be the reason.
   */
  private boolean isForKept(Model model) {
    return kept.isPresent()
        && !TlcJar.isNamed()
        && options.checkpoints().equals(Checkpoints.NONE)
        && model.simulate() == null
        && model.expected().verdict() != Verdict.LIVENESS;
  }

  private Ended execute(
      Model model, List<String> jvmOptions, List<String> tlcOptions, Path file, Growth growth)
      throws InterruptedException {
    TlcProcess.Start start =
        new TlcProcess.Start(
            jar,
            model.directory(),
            options.heap(),
            jvmOptions(jvmOptions),
            options.coverage(),
            WatchedTlc.class);
    List<String> arguments = new ArrayList<>(REPRODUCIBLE);
    arguments.addAll(tlcOptions);
    arguments.addAll(List.of("-config", model.configFromModule()));
    arguments.add(model.module().getFileName().toString());
    if (isForKept(model)) {
      Ended ended =
          kept.get()
              .run(
                  start,
                  process -> {
                    process.request(arguments);
                    return process.end(options, file, growth);
                  });
      if (ended.verdict() != Verdict.LIVENESS && ended.verdict() != Verdict.CRASH) {
        return ended;
      }
    }
    try (TlcProcess process = TlcProcess.once(start, options.checkpoints(), arguments)) {
      return process.end(options, file, growth);
    }
  }

  private List<String> jvmOptions(List<String> first) {
    List<String> all = new ArrayList<>(first);
    all.addAll(options.jvmOptions());
    return all;
  }
}
