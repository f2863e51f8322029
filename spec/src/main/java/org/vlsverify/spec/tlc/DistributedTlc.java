package org.vlsverify.spec.tlc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.module.TlcConfig;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.TlcProcess.Ended;
import org.vlsverify.spec.tlc.child.WatchedServer;
import org.vlsverify.spec.trace.Trace;

/**
 * Runs TLC as a server on a model, for workers on this and on other machines. TLC's distributed
 * mode checks invariants, deadlocks and assumptions only; it counts generated states in another
 * way, and its depth varies.
 */
public final class DistributedTlc {
  /** Warnings after the loss of a worker, which has been reported, and does no harm. */
  private static final Pattern ABOUT_WORKERS = Pattern.compile("remote worker|dead worker");

  private final TlcJar jar;
  private final TlcOptions options;
  private final TlcServer server;

  /**
   * @param jar the jar to use; the workers need the same version; not null
   * @param options how to run the server, not null
   * @param server where it listens, not null
   */
  public DistributedTlc(TlcJar jar, TlcOptions options, TlcServer server) {
    this.jar = jar;
    this.options = options;
    this.server = server;
  }

  /**
   * Gives the part of a model that TLC can check in its distributed mode.
   *
   * @param model not null
   * @param withoutProperties whether to leave out properties that this mode cannot check
   * @return the model to check, whose configuration is derived; numbers other than that of distinct
   *     states are not expected
   * @throws BadInputException if the model has such properties, is simulated, or is to violate one
   */
  public static Model checkable(Model model, boolean withoutProperties) {
    TlcConfig config = TlcConfig.of(model.configText());
    List<String> properties = config.words(TlcConfig.PROPERTIES);
    if (model.simulate() != null) {
      throw refused(model, "a simulation has one process", "");
    }
    if (!properties.isEmpty() && !withoutProperties) {
      throw refused(
          model,
          "it has no liveness, and checks properties of steps only in some steps, and the model has"
              + " "
              + String.join(", ", properties),
          " --without-properties checks its invariants only.");
    }
    Model.Expectation expected = model.expected();
    if (withoutProperties
        && (expected.verdict() == Verdict.LIVENESS
            || expected.verdict() == Verdict.ACTION_PROPERTY)) {
      throw refused(model, "the model is to violate " + expected.property(), "");
    }
    return model.withConfig(
        ProjectRoot.ofResults().resolve("target/models/distributed/" + model.name() + ".cfg"),
        config.with(TlcConfig.PROPERTIES, List.of()).text(),
        new Model.Expectation(
            expected.verdict(),
            expected.property(),
            expected.verdict() == Verdict.OK ? expected.distinct() : null,
            null,
            null,
            null,
            expected.warnings()));
  }

  private static BadInputException refused(Model model, String reason, String advice) {
    return new BadInputException(
        "TLC's distributed mode cannot check %s: %s.%s".formatted(model.name(), reason, advice));
  }

  /**
   * Starts the server, says how to start workers, and waits for the end.
   *
   * @param model as given by {@link #checkable}, not null
   * @return the result; the trace of a violation is complete in a small model, and has else only
   *     the last states
   * @throws BadInputException if the model has no such files
   * @throws InterruptedException if this thread is interrupted
   */
  public ModelRun run(Model model) throws InterruptedException {
    long start = System.nanoTime();
    Path file = options.outputDirectory().resolve(model.name() + "-distributed.out");
    Growth growth = new Growth(model.name(), model.expected().distinct(), options.progress());
    try (TemporaryDirectory folder = TemporaryDirectory.create()) {
      copy(model, folder.path());
      List<String> arguments =
          new ArrayList<>(List.of("-fp", "0", "-config", model.name() + ".cfg"));
      boolean deadlocks =
          !TlcConfig.of(model.configText()).words(TlcConfig.CHECK_DEADLOCK).contains("FALSE");
      if (!deadlocks) {
        // TLC's server does not read this from the configuration.
        arguments.add("-deadlock");
      }
      arguments.add(model.module().getFileName().toString());
      options.progress().accept("Each worker is started by, with the same version of the jar:");
      options.progress().accept(server.command(jar));
      List<String> jvmOptions = new ArrayList<>(server.jvmOptions());
      jvmOptions.addAll(options.jvmOptions());
      TlcProcess.Start process =
          new TlcProcess.Start(
              jar, folder.path(), options.heap(), jvmOptions, false, WatchedServer.class);
      try (TlcProcess running = TlcProcess.once(process, options.checkpoints(), arguments)) {
        return result(
            model,
            running.end(options, file, growth),
            deadlocks,
            folder.path(),
            file,
            (System.nanoTime() - start) / 1e9);
      }
    }
  }

  /** TLC's server gives its workers only files of its working directory. */
  private static void copy(Model model, Path folder) {
    try (Stream<Path> files = Files.list(model.directory())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".tla")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
      Files.writeString(folder.resolve(model.name() + ".cfg"), model.configText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ModelRun result(
      Model model, Ended ended, boolean deadlocks, Path folder, Path file, double seconds) {
    TlcOutput output = ended.output();
    Violation violation =
        ended.verdict() == Verdict.OK || output.distinct() == 0 && output.states().isEmpty()
            ? new Violation(ended.verdict(), null, Optional.empty())
            : violation(model, ended, deadlocks, folder);
    String message =
        violation.verdict() == Verdict.CRASH
            ? ended.death()
            : violation.verdict().isViolation() ? "" : output.complaint();
    return new ModelRun(
        model,
        violation.verdict(),
        violation.property(),
        message,
        output.distinct(),
        output.generated(),
        output.queue(),
        output.depth(),
        seconds,
        Map.of(),
        violation.trace(),
        file,
        output.warnings().stream().filter(text -> !ABOUT_WORKERS.matcher(text).find()).toList());
  }

  private record Violation(Verdict verdict, String property, Optional<Trace> trace) {}

  /** TLC's server prints only the last states, and not what is wrong with them. */
  private Violation violation(Model model, Ended ended, boolean deadlocks, Path folder) {
    Path module = folder.resolve(model.module().getFileName());
    TlcConfig config = TlcConfig.of(model.configText());
    try (SpecSession session =
        SpecSession.open(module, folder.resolve(model.name() + ".cfg"), jar)) {
      List<Map<String, TlaValue>> states =
          ended.output().states().stream().map(TlcOutput.PrintedState::state).toList();
      ShortestPath path = new ShortestPath(session);
      int last =
          states.isEmpty()
              ? path.initialThatViolates(config.words(TlcConfig.INVARIANTS))
              : path.to(states.get(states.size() - 1));
      if (last < 0) {
        return new Violation(ended.verdict(), null, Optional.empty());
      }
      for (String invariant : config.words(TlcConfig.INVARIANTS)) {
        if (!session.evaluate(last, invariant).asBoolean()) {
          return of(model, path, last, Verdict.INVARIANT, invariant);
        }
      }
      return deadlocks && session.unconstrainedSuccessors(last).isEmpty()
          ? of(model, path, last, Verdict.DEADLOCK, null)
          : new Violation(ended.verdict(), null, Optional.empty());
    }
  }

  private static Violation of(
      Model model, ShortestPath path, int last, Verdict verdict, String property) {
    return new Violation(
        verdict,
        property,
        Optional.of(path.trace(model.name(), last, new Trace.Problem(verdict, property))));
  }
}
