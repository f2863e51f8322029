package org.vlsverify.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Restarts the program if it cannot read the names of files. Under {@code LC_ALL=C} a JVM replaces
 * each letter beyond ASCII with a question mark, in the working directory and in arguments, and
 * cannot change that later. The system still has the original command.
 */
final class Relaunch {
  private static final String DONE = "VLS_RELAUNCHED";
  private static final String EXIT_CODE = "VLS_EXIT_CODE";
  private static final Path COMMAND = Path.of("/proc/self/cmdline");

  /** Encodings with all letters. */
  private static final Set<String> WHOLE = Set.of("UTF-8", "utf8", "UTF8");

  private Relaunch() {}

  /**
   * Runs the same command with a UTF-8 locale, if that is necessary and possible.
   *
   * @return its exit code; empty if this JVM can run the command itself
   */
  static OptionalInt ifLettersAreLost() {
    if (WHOLE.contains(System.getProperty("sun.jnu.encoding", "")) || System.getenv(DONE) != null) {
      return OptionalInt.empty();
    }
    try {
      boolean isLost =
          !Files.isDirectory(Path.of("").toAbsolutePath())
              || hasLetters(Files.readAllBytes(COMMAND));
      return isLost ? run() : OptionalInt.empty();
    } catch (IOException e) {
      // Another system, or missing programs: no restart is possible.
      return OptionalInt.empty();
    }
  }

  private static boolean hasLetters(byte[] command) {
    for (byte b : command) {
      if (b < 0) {
        return true;
      }
    }
    return false;
  }

  /** The command is passed on as bytes; a file has the exit code, since xargs would change it. */
  private static OptionalInt run() throws IOException {
    Path exitCode = Files.createTempFile("vls-exit", "");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
                  List.of(
                      "xargs",
                      "-0",
                      "-a",
                      "/proc/" + ProcessHandle.current().pid() + "/cmdline",
                      "sh",
                      "-c",
                      "\"$@\"; echo $? > \"$" + EXIT_CODE + "\"",
                      "sh"))
              .inheritIO();
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().put(DONE, "1");
      builder.environment().put(EXIT_CODE, exitCode.toString());
      Process process = builder.start();
      Thread cleanup =
          new Thread(
              () -> {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
              });
      Runtime.getRuntime().addShutdownHook(cleanup);
      process.waitFor();
      String code = Files.readString(exitCode, StandardCharsets.US_ASCII).strip();
      return code.matches("\\d+")
          ? OptionalInt.of(Integer.parseInt(code))
          : OptionalInt.of(ExitCodes.DEFECT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.of(ExitCodes.DEFECT);
    } finally {
      Files.deleteIfExists(exitCode);
    }
  }
}
