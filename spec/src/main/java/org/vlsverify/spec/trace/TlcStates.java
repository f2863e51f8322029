package org.vlsverify.spec.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tla.TlaValueParser;

/** A state in TLC's text format, read line by line. */
final class TlcStates {
  private static final Pattern VARIABLE =
      Pattern.compile("\\s*(/\\\\ )?\\s*([A-Za-z_][\\w!]*) =(?: (.*)|$)");

  private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
  private StringBuilder current;
  private int depth;

  /** Takes the next line, if it is part of the state. */
  boolean accept(String line) {
    if (line.isBlank()) {
      return depth > 0;
    }
    Matcher variable = VARIABLE.matcher(line);
    // With one variable there is no conjunction.
    if (depth <= 0 && variable.matches() && (variable.group(1) != null || texts.isEmpty())) {
      current = new StringBuilder();
      texts.put(variable.group(2), current);
      take(variable.group(3) == null ? "" : variable.group(3));
      return true;
    }
    if (current == null || depth <= 0 && !current.toString().isBlank()) {
      return false;
    }
    take(line);
    return true;
  }

  private void take(String text) {
    current.append(text).append('\n');
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          inString = false;
        }
      } else if (c == '"') {
        inString = true;
      } else if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
      } else if (text.startsWith("<<", i)) {
        depth++;
        i++;
      } else if (text.startsWith(">>", i)) {
        depth--;
        i++;
      }
    }
  }

  /**
   * Gives variable to value.
   *
   * @param before the state before: TLC may print only changed variables
   */
  Map<String, TlaValue> state(Map<String, TlaValue> before) {
    Map<String, TlaValue> state = new LinkedHashMap<>(before);
    texts.forEach((name, text) -> state.put(name, value(text.toString().strip())));
    return state;
  }

  /** Text that is not a TLA+ value, such as a truncated one, stays as printed. */
  static TlaValue value(String text) {
    try {
      return TlaValueParser.value(text);
    } catch (IllegalArgumentException e) {
      return TlaValue.model(text.replaceAll("\\s+", " "));
    }
  }
}
