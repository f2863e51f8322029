package org.vlsverify.spec.tlc;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Selects the helpful lines from the output of the TLA+ tools. */
public final class ToolMessages {
  private static final int LINES = 12;

  /** Progress, headlines without content, and the parser's stack. */
  private static final Pattern NOISE =
      Pattern.compile(
          "@!@!@.*|Starting SANY.*|Parsing file .*|Semantic processing .*|Linting .*"
              + "|SANY finished.*|Starting\\.\\.\\. .*|Finished in .*|Computing initial states.*"
              + "|Residual stack trace follows:|\\*\\*\\*Parse Error\\*\\*\\*|\\*\\*\\* \\w+.*: \\d+"
              + "|Semantic errors:|tla2sany\\..*|Fatal errors while parsing .*|In module \\S+"
              + "|Parsing or semantic analysis failed\\.|null|TLC threw an unexpected exception\\."
              + "|This was probably caused by .*|See the User Output .*|The exception was a .*"
              + "|.* starting at line .*|at \\S+\\(.*\\)");

  private ToolMessages() {}

  /** Gives a headline with the files, and below it the error in a few lines. */
  public static String concise(Path module, Path config, String text) {
    List<String> lines =
        String.valueOf(text)
            .lines()
            .map(line -> line.replaceAll("@!@!@STARTMSG \\S+ @!@!@", "").strip())
            .map(line -> line.replaceFirst("^: ", ""))
            .filter(line -> !line.isBlank() && !NOISE.matcher(line).matches())
            .distinct()
            .limit(LINES)
            .toList();
    return "The specification "
        + module.getFileName()
        + " with the configuration "
        + config.getFileName()
        + " cannot be checked:\n  "
        + String.join("\n  ", lines);
  }
}
