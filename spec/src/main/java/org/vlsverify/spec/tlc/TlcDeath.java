package org.vlsverify.spec.tlc;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The reason for the end of TLC without a result, and advice. */
final class TlcDeath {
  private static final int KILLED = 128 + 9;
  private static final int TERMINATED = 128 + 15;
  private static final int FIRST_SIGNAL = 129;
  private static final int LAST_SIGNAL = 159;
  private static final int LINES = 3;

  private static final Pattern DISK_FULL =
      Pattern.compile("No space left on device|Disk quota exceeded|not enough space on the disk");
  private static final Pattern NO_MEMORY =
      Pattern.compile(
          "OutOfMemoryError|ran out of memory|insufficient memory|Could not reserve enough space"
              + "|[Nn]ative memory allocation");

  private TlcDeath() {}

  /** Whether a message is about the machine, not about the specification. */
  static boolean isOfTheMachine(String message) {
    return DISK_FULL.matcher(message).find() || NO_MEMORY.matcher(message).find();
  }

  /**
   * Describes it in one or two sentences.
   *
   * @param exitCode of TLC's process
   * @param printed TLC's output apart from its messages, and its error output
   * @param heap its maximal heap
   * @param directory the folder of its states
   * @param distinct the number of states found
   */
  static String describe(int exitCode, String printed, String heap, Path directory, long distinct) {
    String states = distinct == 0 ? "" : " after %,d distinct states".formatted(distinct);
    if (DISK_FULL.matcher(printed).find()) {
      return "The disk is full"
          + states
          + ": TLC keeps its states in "
          + directory.getParent()
          + "; free space there, or choose another folder with java's option -Djava.io.tmpdir.";
    }
    if (NO_MEMORY.matcher(printed).find()) {
      return "TLC ran out of memory"
          + states
          + ": its heap may grow to "
          + heap
          + more()
          + " Or check a smaller model.";
    }
    if (exitCode == KILLED) {
      return "TLC was killed"
          + states
          + " (signal 9), by a user or by the system for lack of memory: the heap may grow to "
          + heap
          + ", and the machine has "
          + Heap.memory()
          + " MiB; --heap (or -D"
          + Heap.PROPERTY
          + ") sets a smaller one.";
    }
    if (exitCode == TERMINATED) {
      return "TLC was terminated" + states + " (signal 15).";
    }
    String how =
        exitCode >= FIRST_SIGNAL && exitCode <= LAST_SIGNAL
            ? "was ended by signal " + (exitCode - FIRST_SIGNAL + 1)
            : "ended with the exit code " + exitCode;
    List<String> lines =
        printed.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    String last =
        String.join("\n  ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    return "TLC's process "
        + how
        + states
        + ", without a result."
        + (last.isEmpty() ? "" : " Its last output:\n  " + last);
  }

  private static String more() {
    return ". --heap (or -D"
        + Heap.PROPERTY
        + ") sets a larger one; the machine has "
        + Heap.memory()
        + " MiB.";
  }
}
