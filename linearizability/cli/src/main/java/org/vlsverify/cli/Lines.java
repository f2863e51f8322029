package org.vlsverify.cli;

import java.util.ArrayList;
import java.util.List;

/** Breaks lines that are too long for a terminal. */
final class Lines {
  private static final int LEAST = 20;

  private Lines() {}

  /**
   * Breaks a line between words; a word that is longer than a line is cut.
   *
   * @param line the line, without its end
   * @param width the maximal number of characters, 0 for no limit
   * @return the pieces; all but the first are indented further
   */
  static List<String> wrap(String line, int width) {
    if (width == 0 || line.length() <= width) {
      return List.of(line);
    }
    int indentation = 0;
    while (line.charAt(indentation) == ' ') {
      indentation++;
    }
    String more = " ".repeat(Math.min(indentation + 2, Math.max(0, width - LEAST)));
    List<String> pieces = new ArrayList<>();
    String rest = line;
    int from = indentation;
    while (rest.length() > width) {
      int end = rest.lastIndexOf(' ', width);
      if (end <= from) {
        end = width;
      }
      pieces.add(rest.substring(0, end).stripTrailing());
      rest = more + rest.substring(end).stripLeading();
      from = more.length();
    }
    pieces.add(rest);
    return pieces;
  }
}
