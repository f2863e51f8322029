package org.vlsverify.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/** Colours the lines of a printed trace. */
final class Colour {
  private static final Pattern STEP = Pattern.compile("( *\\d+  | *->  )(\\S.*?)(   <- .*)?");
  private static final Pattern CHANGE = Pattern.compile("( {7}\\S*: )(.*)( -> )(.*)");

  private final boolean on;

  /**
   * @param wanted when to colour; {@link When#AUTO} does so on a terminal
   */
  Colour(When wanted) {
    on = wanted == When.ALWAYS || wanted == When.AUTO && Ansi.AUTO.enabled();
  }

  /** When output is coloured. */
  enum When {
    /** On a terminal. */
    AUTO,
    /** On any output. */
    ALWAYS,
    /** Never. */
    NEVER
  }

  /**
   * @param line a line of a trace
   * @param problem whether it is about the problem
   * @return the same line, coloured by its kind
   */
  String line(String line, boolean problem) {
    if (!on) {
      return line;
    }
    if (problem) {
      return styled(line, Style.bold, Style.fg_red);
    }
    Matcher step = STEP.matcher(line);
    if (step.matches()) {
      String mark = step.group(3) == null ? "" : styled(step.group(3), Style.fg_yellow);
      return step.group(1) + styled(step.group(2), Style.bold) + mark;
    }
    Matcher change = CHANGE.matcher(line);
    if (change.matches()) {
      return styled(change.group(1), Style.fg_cyan)
          + styled(change.group(2), Style.fg_red)
          + change.group(3)
          + styled(change.group(4), Style.fg_green);
    }
    return line;
  }

  private static String styled(String text, IStyle... styles) {
    return Style.on(styles) + text + Style.reset.off();
  }
}
