package org.vlsverify.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The generated part of a Markdown file, between two markers. */
final class GeneratedPart {

  private static final String BEGIN = "<!-- begin of what the benchmarks have written -->\n";
  private static final String END = "<!-- end of what the benchmarks have written -->\n";

  private final Path file;

  /**
   * The generated part of an existing file.
   *
   * @throws IOException if the file cannot be read, or has no such part
   */
  GeneratedPart(Path file) throws IOException {
    this.file = file;
    String text = Files.readString(file);
    int begin = text.indexOf(BEGIN);
    if (begin < 0 || text.indexOf(END, begin) < 0) {
      throw new IOException(
          "%s has no markers \"%s\" and \"%s\"".formatted(file, BEGIN.strip(), END.strip()));
    }
  }

  /** The current lines. */
  List<String> lines() throws IOException {
    String text = Files.readString(file);
    return text.substring(begin(text), text.indexOf(END)).lines().toList();
  }

  /** Replaces the lines. */
  void replace(List<String> lines) throws IOException {
    String text = Files.readString(file);
    Files.writeString(
        file,
        text.substring(0, begin(text))
            + String.join("\n", lines)
            + "\n"
            + text.substring(text.indexOf(END)));
  }

  private static int begin(String text) {
    return text.indexOf(BEGIN) + BEGIN.length();
  }
}
