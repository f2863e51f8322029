package org.vlsverify.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The output of a command; a mixin. */
final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "The file to write; standard output if there is none.")
  private Path output;

  @Option(names = "--force", description = "Replace OUT if it exists.")
  private boolean force;

  /**
   * @param text the text to write
   * @param out standard output
   */
  void write(String text, PrintWriter out) {
    if (output == null) {
      out.print(text);
      out.flush();
    } else {
      OutputFile.write(output, text, force);
      out.println(output);
    }
  }
}
