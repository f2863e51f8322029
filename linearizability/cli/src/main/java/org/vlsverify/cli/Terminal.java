package org.vlsverify.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The terminal of standard output, if there is one. */
final class Terminal {
  /** The usual width, for a terminal of unknown width. */
  private static final int USUAL_WIDTH = 80;

  private static final Path OUTPUT = Path.of("/proc/self/fd/1");

  private Terminal() {}

  /** Whether standard output is a terminal. */
  static boolean isThere() {
    try {
      String target = Files.readSymbolicLink(OUTPUT).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null;
    }
  }

  /** Whether the terminal does not support colours. */
  static boolean isDumb(Map<String, String> environment) {
    return "dumb".equals(environment.get("TERM"));
  }

  /**
   * @param environment variable to value
   * @return the number of characters of a line; 0 for no limit, if there is no terminal
   */
  static int width(Map<String, String> environment) {
    if (!isThere()) {
      return 0;
    }
    String columns = environment.getOrDefault("COLUMNS", "");
    int width = columns.matches("[1-9][0-9]{1,4}") ? Integer.parseInt(columns) : ask();
    return width > 0 ? width : USUAL_WIDTH;
  }

  /** Shells know the width, but do not export it. */
  private static int ask() {
    try {
      Process process =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      process.waitFor(1, TimeUnit.SECONDS);
      return size.matches("\\d+ \\d+\\s*") ? Integer.parseInt(size.strip().split(" ")[1]) : 0;
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
