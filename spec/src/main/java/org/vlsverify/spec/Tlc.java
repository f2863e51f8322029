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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Runs TLC on a model, in a JVM of its own. Safe for use by several threads, which run several
 * models at the same time.
 */
public final class Tlc {
  /** Fixes the choice of TLC's hash function, on which the lasso it finds can depend. */
  private static final String FINGERPRINT_POLYNOMIAL = "0";

  /** Longer than any run, so that coverage is printed once, at the end. */
  private static final String MINUTES_BETWEEN_COVERAGES = "10000";

  private static final Pattern PROPERTY_SECTION =
      Pattern.compile(
          "\\b(PROPERTY|PROPERTIES)\\b.*?(?=\\b(CONSTANTS?|INVARIANTS?|PROPERTY|PROPERTIES"
              + "|SPECIFICATION|INIT|NEXT|CONSTRAINTS?|ACTION_CONSTRAINTS?|SYMMETRY|VIEW"
              + "|CHECK_DEADLOCK|ALIAS|POSTCONDITION)\\b|\\z)",
          Pattern.DOTALL);

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
   * <p>The Central jar of TLC does not say which temporary property is violated. If there is more
   * than one, each is checked alone in the order of the configuration, with whichever jar; the
   * first that is violated is named, and the trace is its own.
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
    Ended ended = execute(model, model.config().toAbsolutePath(), file);
    TlcOutput output = ended.output();
    Verdict verdict = ended.verdict();
    String property = output.property();
    Optional<Trace> trace = Optional.empty();
    if (!output.states().isEmpty()) {
      try (SpecSession session = SpecSession.open(model.module(), model.config(), jar)) {
        TlcOutput counterexample = output;
        if (verdict == Verdict.LIVENESS) {
          List<String> candidates = session.temporalProperties();
          property = candidates.size() == 1 ? candidates.get(0) : null;
          for (int i = 0; i < candidates.size() && property == null; i++) {
            Ended alone = checkAlone(model, candidates.get(i), file);
            if (alone.verdict() == Verdict.LIVENESS) {
              property = candidates.get(i);
              counterexample = alone.output();
            }
          }
        }
        trace =
            Optional.of(
                new TraceBuilder(session)
                    .build(model.name(), new Trace.Problem(verdict, property), counterexample));
      }
    }
    return new ModelRun(
        model,
        verdict,
        property,
        message(model, verdict, output),
        output.distinct(),
        output.generated(),
        output.queue(),
        output.depth(),
        (System.nanoTime() - start) / 1e9,
        output.coverage(),
        trace,
        file);
  }

  private static String message(Model model, Verdict verdict, TlcOutput output) {
    return switch (verdict) {
      case OK, TIMEOUT -> "";
      case SPEC_ERROR, CRASH ->
          ToolMessages.concise(model.module(), model.config(), output.complaint());
      default -> output.complaint();
    };
  }

  private record Ended(Verdict verdict, TlcOutput output) {}

  private Ended checkAlone(Model model, String property, Path file) throws InterruptedException {
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      String config = Files.readString(model.config());
      String without = PROPERTY_SECTION.matcher(config.replaceAll("\\\\\\*.*", "")).replaceAll("");
      Path alone = directory.path().resolve(model.config().getFileName());
      Files.writeString(alone, without + "\nPROPERTY " + property + "\n");
      String name = file.getFileName().toString().replace(".out", "." + property + ".out");
      return execute(model, alone, file.resolveSibling(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Ended execute(Model model, Path config, Path file) throws InterruptedException {
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      Files.createDirectories(file.getParent());
      Process process =
          new ProcessBuilder(command(model, config, directory.path()))
              .directory(model.module().toAbsolutePath().getParent().toFile())
              .redirectErrorStream(true)
              .start();
      Thread cleanup =
          new Thread(
              () -> {
                kill(process);
                TemporaryDirectory.delete(directory.path());
              });
      Runtime.getRuntime().addShutdownHook(cleanup);
      try {
        return await(process, file);
      } finally {
        kill(process);
        forget(cleanup);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(Model model, Path config, Path directory) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseParallelGC");
    command.add("-Xmx" + options.heap());
    command.add("-Djava.io.tmpdir=" + Files.createDirectory(directory.resolve("tmp")));
    command.addAll(List.of("-cp", jar.path().toString(), "tlc2.TLC", "-tool"));
    command.addAll(List.of("-metadir", directory.resolve("states").toString()));
    command.addAll(List.of("-workers", Integer.toString(model.workers())));
    command.addAll(List.of("-fp", FINGERPRINT_POLYNOMIAL));
    if (options.coverage()) {
      command.addAll(List.of("-coverage", MINUTES_BETWEEN_COVERAGES));
    }
    command.addAll(List.of("-config", config.toString()));
    command.add(model.module().getFileName().toString());
    return command;
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
