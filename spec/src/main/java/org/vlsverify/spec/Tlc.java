package org.vlsverify.spec;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs TLC on a model, in a JVM of its own. Safe for use by several threads, which run several
 * models at the same time.
 */
public final class Tlc {
  /**
   * By default TLC's hash function is chosen at random, and liveness is also checked on parts of
   * the graph, at times that depend on the machine; the lasso that it finds depends on both.
   */
  private static final List<String> REPRODUCIBLE = List.of("-fp", "0", "-lncheck", "final");

  /** For runs that are over before the slower compiler of the JVM has paid for itself. */
  private static final String FAST_START = "-XX:TieredStopAtLevel=1";

  /** So many states are generated before it has. */
  private static final long FEW_STATES = 150_000;

  /** Longer than any run, so that coverage is printed once, at the end. */
  private static final String MINUTES_BETWEEN_COVERAGES = "10000";

  private final TlcJar jar;
  private final TlcOptions options;

  /**
   * @param jar the jar to use, not null
   * @param options how to run it, not null
   */
  public Tlc(TlcJar jar, TlcOptions options) {
    this.jar = jar;
    this.options = options;
  }

  /**
   * Checks a model. Whatever ends this method, also ends TLC's JVM and deletes its temporary files.
   *
   * <p>The Central jar of TLC does not say which temporal property is violated. If there is more
   * than one, TLC checks each alone on the counterexample, whichever the jar: first the one that
   * the model expects, then the others in the order of the configuration; the first that is
   * violated is named.
   *
   * @param model the model, not null
   * @return the result; also for a specification that cannot be parsed, and for a run that took
   *     longer than allowed
   * @throws BadInputException if the model has no such files
   * @throws InterruptedException if this thread is interrupted
   */
  public ModelRun run(Model model) throws InterruptedException {
    Model.requireFiles(model.module(), model.config());
    long start = System.nanoTime();
    Path file = options.outputDirectory().resolve(model.name() + ".out");
    List<String> jvmOptions = isSoonOver(model) ? List.of(FAST_START) : List.of();
    List<String> tlcOptions = new ArrayList<>();
    tlcOptions.addAll(List.of("-workers", Integer.toString(model.workers())));
    tlcOptions.addAll(model.simulationOptions());
    if (options.coverage()) {
      tlcOptions.addAll(List.of("-coverage", MINUTES_BETWEEN_COVERAGES));
    }
    Ended ended = execute(model.module(), model.config(), jvmOptions, tlcOptions, file);
    double seconds = (System.nanoTime() - start) / 1e9;
    TlcOutput output = ended.output();
    Optional<Trace> trace =
        output.states().isEmpty() ? Optional.empty() : Optional.of(trace(model, ended));
    String property = trace.map(t -> t.problem().property()).orElse(property(model, output));
    return new ModelRun(
        model,
        ended.verdict(),
        property,
        message(model, ended.verdict(), output),
        output.distinct(),
        output.generated(),
        output.queue(),
        output.depth(),
        seconds,
        coverage(model, output),
        trace,
        file);
  }

  private static boolean isSoonOver(Model model) {
    Long generated = model.expected().generated();
    return generated == null ? model.budget() == Budget.QUICK : generated <= FEW_STATES;
  }

  /** TLC names some properties by their place only. */
  private static String property(Model model, TlcOutput output) {
    return output
        .placeOfProperty()
        .flatMap(place -> SpecText.definitionAt(model.directory(), place.module(), place.line()))
        .orElse(output.property());
  }

  private static Map<String, ActionCoverage> coverage(Model model, TlcOutput output) {
    Map<String, ActionCoverage> coverage = new TreeMap<>(output.coverage());
    if (!output.evaluations().isEmpty()) {
      coverage.putAll(StepCoverage.of(model.directory(), output.evaluations()));
    }
    return coverage;
  }

  private static String message(Model model, Verdict verdict, TlcOutput output) {
    return switch (verdict) {
      case OK, TIMEOUT -> "";
      case SPEC_ERROR, CRASH ->
          ToolMessages.concise(model.module(), model.config(), output.complaint());
      default -> output.complaint();
    };
  }

  /** How a process of TLC has ended. */
  private record Ended(Verdict verdict, TlcOutput output) {}

  private Trace trace(Model model, Ended ended) throws InterruptedException {
    try (SpecSession session = SpecSession.open(model.module(), model.config(), jar)) {
      TraceBuilder builder = new TraceBuilder(session);
      Trace.Problem problem = new Trace.Problem(ended.verdict(), property(model, ended.output()));
      Trace trace = builder.build(model.name(), problem, ended.output());
      if (trace.lasso().isEmpty()) {
        return trace;
      }
      String property = violated(model, trace, session);
      return new Trace(
          trace.model(),
          new Trace.Problem(ended.verdict(), property),
          trace.initial(),
          trace.steps(),
          trace.lasso());
    }
  }

  /**
   * Gives the first temporal property that is violated by a lasso, or null if none is. The expected
   * one comes first, since TLC runs for each.
   */
  private String violated(Model model, Trace trace, SpecSession session)
      throws InterruptedException {
    List<String> candidates = new ArrayList<>(session.properties());
    if (candidates.size() == 1) {
      return candidates.get(0);
    }
    String expected = model.expected().property();
    if (candidates.remove(expected)) {
      candidates.add(0, expected);
    }
    LassoModule lasso = new LassoModule(trace, session::defines);
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      Path module = directory.path().resolve(LassoModule.NAME + ".tla");
      Path config = directory.path().resolve(LassoModule.NAME + ".cfg");
      Files.writeString(module, lasso.module(model.module()));
      List<String> jvmOptions =
          List.of(FAST_START, "-DTLA-Library=" + model.module().toAbsolutePath().getParent());
      for (String candidate : candidates) {
        Files.writeString(config, lasso.config(Files.readString(model.config()), candidate));
        Path file = options.outputDirectory().resolve(model.name() + "." + candidate + ".out");
        if (execute(module, config, jvmOptions, List.of(), file).verdict() == Verdict.LIVENESS) {
          return candidate;
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Ended execute(
      Path module, Path config, List<String> jvmOptions, List<String> tlcOptions, Path file)
      throws InterruptedException {
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      Files.createDirectories(file.getParent());
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-XX:+UseParallelGC");
      command.add("-Xmx" + options.heap());
      command.add("-Djava.io.tmpdir=" + directory.path());
      command.addAll(jvmOptions);
      command.addAll(options.jvmOptions());
      command.addAll(List.of("-cp", jar.path().toString(), "tlc2.TLC", "-tool"));
      command.addAll(List.of("-metadir", directory.path().resolve("states").toString()));
      command.addAll(REPRODUCIBLE);
      command.addAll(tlcOptions);
      command.addAll(List.of("-config", config.getFileName().toString()));
      command.add(module.getFileName().toString());
      Process process =
          new ProcessBuilder(command)
              .directory(module.toAbsolutePath().getParent().toFile())
              .redirectErrorStream(true)
              .start();
      Thread cleanup =
          new Thread(
              () -> {
                kill(process);
                TemporaryDirectory.delete(directory.path());
              });
      try {
        Runtime.getRuntime().addShutdownHook(cleanup);
        return await(process, file);
      } finally {
        kill(process);
        forget(cleanup);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Ended await(Process process, Path file) throws InterruptedException {
    TlcOutput output = new TlcOutput(options.progress());
    RuntimeException[] failure = new RuntimeException[1];
    Thread reader =
        new Thread(
            () -> {
              try {
                read(process, output, file);
              } catch (RuntimeException e) {
                failure[0] = e;
              }
            },
            "output of TLC");
    reader.setDaemon(true);
    reader.start();
    boolean inTime = process.waitFor(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
    if (!inTime) {
      kill(process);
    }
    reader.join();
    if (failure[0] != null) {
      throw failure[0];
    }
    return new Ended(inTime ? output.verdict(process.exitValue()) : Verdict.TIMEOUT, output);
  }

  private static void read(Process process, TlcOutput output, Path file) {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        BufferedWriter copy = Files.newBufferedWriter(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.write(line);
        copy.newLine();
        output.accept(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the end, since a JVM that still writes keeps its directory from being deleted. */
  private static void kill(Process process) {
    process.destroyForcibly();
    boolean interrupted = Thread.interrupted();
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is about to exit and runs the hook; it does what remains to be done.
      return;
    }
  }
}
