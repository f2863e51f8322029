package org.vlsverify.spec.trace;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of TLC in a log: without colours, and without the prefix of each line, such as the
 * time, the name of a job, or a quotation mark.
 */
final class LogLines {
  private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");
  private static final Pattern ANNOTATION = Pattern.compile("##\\[(?:error|warning|group)\\]");

  /** A pattern that identifies a line of TLC; the text before it is the log's prefix. */
  private static final Pattern KNOWN =
      Pattern.compile(
          "^((?:(?!\\|->|/\\\\|<<)[^\"])*?)(?:@!@!@STARTMSG |TLC2 Version "
              + "|(?<![\\w:])S(?:tate|TATE) \\d+: <|Error: |STATE_\\d+ ==)");

  private LogLines() {}

  /** Gives the lines, each without its end. */
  static List<String> of(String text) {
    List<String> lines =
        ESCAPE
            .matcher(ANNOTATION.matcher(text).replaceAll(""))
            .replaceAll("")
            .lines()
            .map(String::stripTrailing)
            .toList();
    TreeSet<String> prefixes = new TreeSet<>(Comparator.comparing(String::length).reversed());
    for (String line : lines) {
      Matcher known = KNOWN.matcher(line);
      if (known.find() && !known.group(1).isEmpty()) {
        prefixes.add(general(known.group(1)));
      }
    }
    List<Pattern> patterns = prefixes.stream().map(Pattern::compile).toList();
    return lines.stream().map(line -> without(patterns, line)).toList();
  }

  /** The same text with any numbers; at the end of an empty line it has no blanks. */
  private static String general(String prefix) {
    StringBuilder pattern = new StringBuilder("^");
    Matcher part = Pattern.compile("\\d+|\\D+").matcher(prefix.stripTrailing());
    while (part.find()) {
      pattern.append(
          Character.isDigit(part.group().charAt(0)) ? "\\d+" : Pattern.quote(part.group()));
    }
    int blanks = prefix.length() - prefix.stripTrailing().length();
    return pattern.append("(?:\\s{").append(blanks).append("}|\\s*$)").toString();
  }

  private static String without(List<Pattern> prefixes, String line) {
    for (Pattern prefix : prefixes) {
      Matcher matcher = prefix.matcher(line);
      if (matcher.find()) {
        return line.substring(matcher.end());
      }
    }
    return line;
  }
}
