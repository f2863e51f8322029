package org.vlsverify.spec.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vlsverify.spec.run.BadInputException;

/**
 * Traces as JSON in the Informal Trace Format (ITF), which viewers of TLA+ traces open. One line
 * per variable and state, everything in a stable order, so that differences between files are
 * readable.
 *
 * <p>The {@code #meta} objects have the data that the format does not define: its version, the
 * model, its constants if known, the violation, each state's action with its arguments and perhaps
 * its outcome, the closing step of a lasso, the faults, the locks and waits of each state, and the
 * names of model values; a string with the text of a model value is written as <code>
 * {"#string": "text"}</code>. Nothing is lost: reading gives an equal trace.
 *
 * <p>Files of other tools have some of that in their own ways, or not at all; see {@link
 * ForeignSource} and {@link StepNames}. They are written as they were read. A value that the other
 * tool could not serialize becomes a model value with that text.
 */
public final class TraceJson {
  /** Files with more states are rejected. */
  public static final int MOST_STATES = 100_000;

  /** Larger files are rejected: their content would not fit into memory. */
  static final long MOST_BYTES = 128L << 20;

  private TraceJson() {}

  /**
   * Writes a trace to a file, with its directory.
   *
   * @param trace a trace, not null
   * @param file the file to create or replace, not null
   * @throws UncheckedIOException if that is not possible
   */
  public static void write(Trace trace, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, toJson(trace));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file of {@link #write}, or a trace of another tool; of several the first.
   *
   * @param file a file with a trace, not null
   * @return an equal trace
   * @throws BadInputException if a file is missing, or it does not hold a trace that can be read
   */
  public static Trace read(Path file) {
    return TraceFile.read(file).get(0);
  }

  /**
   * @param trace a trace, not null
   * @return its JSON, with a line break at the end
   */
  public static String toJson(Trace trace) {
    return ItfWriter.write(trace);
  }
}
