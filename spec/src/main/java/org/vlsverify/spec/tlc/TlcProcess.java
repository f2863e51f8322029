package org.vlsverify.spec.tlc;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.FileTrouble;
import org.vlsverify.spec.tlc.child.WatchedTlc;

/**
 * A JVM of TLC with a private directory, for one run or for several, one after the other. It ends
 * when it is closed or when this program ends, and its directory is deleted. Not safe for use by
 * several threads.
 */
final class TlcProcess implements AutoCloseable {
  private static final AtomicBoolean ENDING = new AtomicBoolean();

  private final TemporaryDirectory directory;
  private final Process process;
  private final BufferedReader lines;
  private final Writer requests;
  private final Thread cleanup;
  private boolean isReady;

  /**
   * The program.
   *
   * @param jar with TLC
   * @param folder its working directory, that of the root module
   * @param heap its maximal heap, as java takes it
   * @param jvmOptions its further options
   * @param coverage whether its runs count how often each action is taken
   * @param main the class in {@code child} that runs TLC
   */
  record Start(
      TlcJar jar,
      Path folder,
      String heap,
      List<String> jvmOptions,
      boolean coverage,
      Class<?> main) {}

  /**
   * The end of a run.
   *
   * @param death the reason for a missing result; empty if there is one
   */
  record Ended(Verdict verdict, TlcOutput output, String death) {}

  private TlcProcess(Start start, TemporaryDirectory directory, List<String> arguments) {
    this.directory = directory;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseParallelGC");
    command.add("-Xmx" + start.heap());
    // Without this, TLC might lose a thread, and wait for it for ever.
    command.add("-XX:+ExitOnOutOfMemoryError");
    // TLC prints numbers in the format of the locale.
    command.addAll(List.of("-Duser.language=en", "-Duser.country=US"));
    command.add("-Djava.io.tmpdir=" + directory.path());
    command.addAll(start.jvmOptions());
    command.addAll(List.of("-cp", ChildClassPath.of(start.jar()), start.main().getName()));
    command.addAll(arguments);
    try {
      process =
          new ProcessBuilder(command)
              .directory(start.folder().toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      directory.close();
      throw new UncheckedIOException(e);
    }
    lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    cleanup =
        new Thread(
            () -> {
              ENDING.set(true);
              kill();
              TemporaryDirectory.delete(directory.path());
            });
    Runtime.getRuntime().addShutdownHook(cleanup);
  }

  /** Starts one run, which {@link #end} waits for. */
  static TlcProcess once(Start start, Checkpoints checkpoints, List<String> arguments) {
    TemporaryDirectory directory = TemporaryDirectory.create();
    try {
      return new TlcProcess(start, directory, complete(arguments, checkpoints, directory));
    } catch (BadInputException e) {
      directory.close();
      throw e;
    }
  }

  /** Starts a JVM for runs by {@link #request}. */
  static TlcProcess forRequests(Start start) {
    return new TlcProcess(
        start,
        TemporaryDirectory.create(),
        List.of(start.coverage() ? WatchedTlc.COUNTING_REQUESTS : WatchedTlc.REQUESTS));
  }

  private static List<String> complete(
      List<String> arguments, Checkpoints checkpoints, TemporaryDirectory directory) {
    List<String> all = new ArrayList<>(List.of("-tool"));
    all.addAll(checkpoints.tlcOptions(directory.path()));
    all.addAll(arguments);
    return all;
  }

  private static Path states(TemporaryDirectory directory) {
    return directory.path().resolve("states");
  }

  /** Starts the next run, which {@link #end} waits for. */
  void request(List<String> arguments) {
    isReady = false;
    TemporaryDirectory.delete(states(directory));
    try {
      requests.write(
          String.join(WatchedTlc.SEPARATOR, complete(arguments, Checkpoints.NONE, directory))
              + "\n");
      requests.flush();
    } catch (IOException e) {
      // The process has ended, which its output and exit code explain.
      return;
    }
  }

  /** Whether it can take another request. */
  boolean isReady() {
    return isReady && process.isAlive();
  }

  /**
   * Waits for the end of a run, and ends the process if it takes too long.
   *
   * @param options of the run
   * @param file receives the output
   * @param growth receives the numbers of states
   */
  Ended end(TlcOptions options, Path file, Growth growth) throws InterruptedException {
    makeFolder(file.getParent());
    TlcOutput output = new TlcOutput(options.progress(), growth);
    OptionalInt exitCode = await(output, file, options.timeout());
    if (exitCode.isEmpty()) {
      return new Ended(Verdict.TIMEOUT, output, "");
    }
    Verdict verdict = output.verdict(exitCode.getAsInt());
    String death =
        verdict == Verdict.CRASH
            ? TlcDeath.describe(
                exitCode.getAsInt(),
                output.complaint(),
                options.heap(),
                directory.path(),
                output.distinct())
            : "";
    return new Ended(verdict, output, death);
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new BadInputException(
          "The output of TLC cannot be stored in %s: %s.".formatted(folder, FileTrouble.reason(e)),
          e);
    }
  }

  /** Gives TLC's exit code; none if it took too long. */
  private OptionalInt await(TlcOutput output, Path file, Duration timeout)
      throws InterruptedException {
    Reader reader = new Reader(output, file);
    Thread thread = new Thread(reader, "output of TLC");
    thread.setDaemon(true);
    thread.start();
    thread.join(Math.max(1, timeout.toMillis()));
    boolean inTime = !thread.isAlive();
    if (!inTime) {
      kill();
    }
    thread.join();
    if (inTime && reader.exitCode.isEmpty()) {
      process.waitFor();
    }
    while (ENDING.get()) {
      // This program was terminated, and TLC with it: no report is needed.
      LockSupport.park();
    }
    if (!inTime) {
      // The end of the process closes the output, which may surprise its reader.
      return OptionalInt.empty();
    }
    if (reader.failure != null) {
      throw reader.failure;
    }
    isReady = reader.exitCode.isPresent();
    return isReady ? reader.exitCode : OptionalInt.of(process.exitValue());
  }

  /** Reads the output of a run. */
  private final class Reader implements Runnable {
    private final TlcOutput output;
    private final Path file;
    private OptionalInt exitCode = OptionalInt.empty();
    private RuntimeException failure;

    Reader(TlcOutput output, Path file) {
      this.output = output;
      this.file = file;
    }

    @Override
    public void run() {
      try {
        read();
      } catch (RuntimeException e) {
        failure = e;
        // The reader of the output is gone.
        process.destroyForcibly();
      }
    }

    private void read() {
      try (BufferedWriter copy = writer(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith(WatchedTlc.END)) {
            exitCode = OptionalInt.of(Integer.parseInt(line.substring(WatchedTlc.END.length())));
            return;
          }
          if (!line.startsWith(WatchedTlc.LEVEL)) {
            copy.write(line);
            copy.newLine();
          }
          output.accept(line);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static BufferedWriter writer(Path file) {
    try {
      return Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw new BadInputException(FileTrouble.sentence(e), e);
    }
  }

  /** Waits for the end, since the directory of a writing JVM cannot be deleted. */
  private void kill() {
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

  @Override
  public void close() {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(cleanup);
    } catch (IllegalStateException e) {
      // This JVM is exiting; its shutdown hook does the rest.
      return;
    }
    directory.close();
  }
}
