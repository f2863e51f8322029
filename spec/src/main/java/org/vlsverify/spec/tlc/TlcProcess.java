package org.vlsverify.spec.tlc;

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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.FileTrouble;
import org.vlsverify.spec.tlc.child.WatchedTlc;

/** A process of TLC, from its start to its end. Safe for use by several threads. */
final class TlcProcess {
  private static final AtomicBoolean ENDING = new AtomicBoolean();

  private final TlcJar jar;
  private final TlcOptions options;

  TlcProcess(TlcJar jar, TlcOptions options) {
    this.jar = jar;
    this.options = options;
  }

  /**
   * The end of a process of TLC.
   *
   * @param death the reason for a missing result; empty if there is one
   */
  record Ended(Verdict verdict, TlcOutput output, String death) {}

  /**
   * Runs TLC. However this method ends, it also ends TLC's JVM and deletes its temporary files.
   *
   * @param main the class in {@code child} to run, not null
   * @param folder the working directory: that of the module
   * @param jvmOptions options of the JVM, besides those of all runs
   * @param tlcOptions the arguments of TLC, besides those of all runs
   * @param file for the output
   * @param growth receives the numbers of states
   */
  Ended execute(
      Class<?> main,
      Path folder,
      List<String> jvmOptions,
      List<String> tlcOptions,
      Path file,
      Growth growth)
      throws InterruptedException {
    try (TemporaryDirectory directory = TemporaryDirectory.create()) {
      makeFolder(file.getParent());
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-XX:+UseParallelGC");
      command.add("-Xmx" + options.heap());
      // Without this, TLC might lose a thread, and wait for it for ever.
      command.add("-XX:+ExitOnOutOfMemoryError");
      // TLC prints numbers in the format of the locale.
      command.addAll(List.of("-Duser.language=en", "-Duser.country=US"));
      command.add("-Djava.io.tmpdir=" + directory.path());
      command.addAll(jvmOptions);
      command.addAll(options.jvmOptions());
      command.addAll(List.of("-cp", ChildClassPath.of(jar), main.getName(), "-tool"));
      command.addAll(options.checkpoints().tlcOptions(directory.path()));
      command.addAll(tlcOptions);
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      Thread cleanup =
          new Thread(
              () -> {
                ENDING.set(true);
                kill(process);
                TemporaryDirectory.delete(directory.path());
              });
      try {
        Runtime.getRuntime().addShutdownHook(cleanup);
        return await(process, file, growth, directory.path());
      } finally {
        kill(process);
        forget(cleanup);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private Ended await(Process process, Path file, Growth growth, Path directory)
      throws InterruptedException {
    TlcOutput output = new TlcOutput(options.progress(), growth);
    RuntimeException[] failure = new RuntimeException[1];
    Thread reader =
        new Thread(
            () -> {
              try {
                read(process, output, file);
              } catch (RuntimeException e) {
                failure[0] = e;
                // The reader of the output is gone.
                process.destroyForcibly();
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
    while (ENDING.get()) {
      // This program was terminated, and TLC with it: no report is needed.
      LockSupport.park();
    }
    if (failure[0] != null) {
      throw failure[0];
    }
    if (!inTime) {
      return new Ended(Verdict.TIMEOUT, output, "");
    }
    Verdict verdict = output.verdict(process.exitValue());
    String death =
        verdict == Verdict.CRASH
            ? TlcDeath.describe(
                process.exitValue(),
                output.complaint(),
                options.heap(),
                directory,
                output.distinct())
            : "";
    return new Ended(verdict, output, death);
  }

  private static void read(Process process, TlcOutput output, Path file) {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        BufferedWriter copy = writer(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
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

  private static BufferedWriter writer(Path file) {
    try {
      return Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw new BadInputException(FileTrouble.sentence(e), e);
    }
  }

  /** Waits for the end, since the directory of a writing JVM cannot be deleted. */
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
      // The JVM is exiting; its shutdown hook does the rest.
      return;
    }
  }
}
