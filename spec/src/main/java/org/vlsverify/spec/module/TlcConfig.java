package org.vlsverify.spec.module;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration for TLC as data. Immutable.
 *
 * @param constants name to its assignment, {@code = value} or {@code <- operator}; in the order of
 *     the file, which is the order of model values
 * @param sections each other keyword, in its usual form, to the words below it
 */
public record TlcConfig(Map<String, String> constants, Map<String, List<String>> sections) {
  public static final String SPECIFICATION = "SPECIFICATION";
  public static final String SYMMETRY = "SYMMETRY";
  public static final String CONSTRAINT = "CONSTRAINT";
  public static final String ACTION_CONSTRAINT = "ACTION_CONSTRAINT";
  public static final String CHECK_DEADLOCK = "CHECK_DEADLOCK";
  public static final String INVARIANTS = "INVARIANTS";
  public static final String PROPERTIES = "PROPERTIES";

  /** The mark of a replacement by an operator. */
  public static final String REPLACED_BY = "<- ";

  private static final String CONSTANTS = "CONSTANTS";

  private static final Pattern KEYWORD =
      Pattern.compile(
          "CONSTANTS?|INVARIANTS?|PROPERTY|PROPERTIES|SPECIFICATION|INIT|NEXT|CONSTRAINTS?"
              + "|ACTION_CONSTRAINTS?|SYMMETRY|VIEW|CHECK_DEADLOCK|ALIAS|POSTCONDITION");

  private static final Pattern WORD = Pattern.compile("\"[^\"\\n]*\"|\\{[^}]*\\}|[^\\s{\"]+");

  private static final Pattern ASSIGNMENT =
      Pattern.compile("(\\w+)\\s*(=|<-)\\s*(\\{[^}]*\\}|\"[^\"\\n]*\"|\\S+)");

  /** Copies all. */
  public TlcConfig {
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    Map<String, List<String>> copy = new LinkedHashMap<>();
    sections.forEach((keyword, words) -> copy.put(keyword, List.copyOf(words)));
    sections = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads a configuration.
   *
   * @param text the text of a {@code .cfg} file, not null
   * @return the configuration; unknown parts are left out, since TLC rejects them
   */
  public static TlcConfig of(String text) {
    Map<String, StringBuilder> bodies = new LinkedHashMap<>();
    StringBuilder body = new StringBuilder();
    Matcher word = WORD.matcher(ModuleText.withoutComments(text));
    while (word.find()) {
      if (KEYWORD.matcher(word.group()).matches()) {
        body = bodies.computeIfAbsent(usual(word.group()), keyword -> new StringBuilder());
      } else {
        body.append(word.group().replaceAll("\\s+", " ")).append('\n');
      }
    }
    Map<String, String> constants = new LinkedHashMap<>();
    Map<String, List<String>> sections = new LinkedHashMap<>();
    bodies.forEach(
        (keyword, words) -> {
          if (keyword.equals(CONSTANTS)) {
            Matcher assignment = ASSIGNMENT.matcher(words);
            while (assignment.find()) {
              constants.put(assignment.group(1), assignment.group(2) + " " + assignment.group(3));
            }
          } else {
            sections.put(keyword, words.toString().lines().toList());
          }
        });
    return new TlcConfig(constants, sections);
  }

  private static String usual(String keyword) {
    return switch (keyword) {
      case "CONSTANT" -> CONSTANTS;
      case "INVARIANT" -> INVARIANTS;
      case "PROPERTY" -> PROPERTIES;
      case "CONSTRAINTS" -> CONSTRAINT;
      case "ACTION_CONSTRAINTS" -> ACTION_CONSTRAINT;
      default -> keyword;
    };
  }

  /**
   * @param keyword in its usual form, not null
   * @return the words below it, none if it is missing
   */
  public List<String> words(String keyword) {
    return sections.getOrDefault(keyword, List.of());
  }

  /**
   * @return whether its formula includes fairness, by the name of the formula
   */
  public boolean isFair() {
    return words(SPECIFICATION).stream().anyMatch(name -> name.contains("Fair"));
  }

  /**
   * @param name of a constant or of an operator that is replaced
   * @return its assignment, in one line
   */
  public Optional<String> constant(String name) {
    return Optional.ofNullable(constants.get(name));
  }

  /**
   * @param more constants to add or to replace, not null
   * @return the same otherwise
   */
  public TlcConfig withConstants(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(constants);
    all.putAll(more);
    return new TlcConfig(all, sections);
  }

  /**
   * @param keyword in its usual form, not null
   * @param words the words below it; none removes the keyword
   * @return the same otherwise
   */
  public TlcConfig with(String keyword, List<String> words) {
    Map<String, List<String>> all = new LinkedHashMap<>(sections);
    if (words.isEmpty()) {
      all.remove(keyword);
    } else {
      all.put(keyword, words);
    }
    return new TlcConfig(constants, all);
  }

  /**
   * @return the text of a {@code .cfg} file, in the form of this project
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (!constants.isEmpty()) {
      text.append(CONSTANTS).append('\n');
      constants.forEach((name, value) -> text.append("  " + name + " " + value + "\n"));
    }
    sections.forEach(
        (keyword, words) -> {
          if (!keyword.equals(INVARIANTS) && !keyword.equals(PROPERTIES)) {
            text.append(keyword + " " + String.join(" ", words) + "\n");
          }
        });
    return text + list(INVARIANTS, words(INVARIANTS)) + list(PROPERTIES, words(PROPERTIES));
  }

  private static String list(String keyword, List<String> names) {
    return names.isEmpty() ? "" : keyword + "\n  " + String.join("\n  ", names) + "\n";
  }

  /**
   * Replaces the property lists of a file, and keeps the rest.
   *
   * @param text the text of a {@code .cfg} file, not null
   * @param invariants the invariants, in this order
   * @param properties the properties, in this order
   * @return the text with the two lists at its end; the same text if it has them anywhere
   */
  public static String withLists(String text, List<String> invariants, List<String> properties) {
    TlcConfig config = of(text);
    if (config.words(INVARIANTS).equals(invariants)
        && config.words(PROPERTIES).equals(properties)) {
      return text;
    }
    List<String> kept = new ArrayList<>();
    boolean listed = false;
    for (String line : text.lines().toList()) {
      String code = ModuleText.withoutComments(line).strip();
      String first = code.split("\\s+")[0];
      if (KEYWORD.matcher(first).matches()) {
        listed = first.startsWith("INVARIANT") || first.startsWith("PROPERT");
      }
      if (!listed || code.isEmpty() && !line.isBlank()) {
        kept.add(line);
      }
    }
    UnaryOperator<String> trimmed = s -> s.replaceAll("\\n{3,}", "\n\n").stripTrailing();
    return trimmed.apply(String.join("\n", kept))
        + "\n"
        + list(INVARIANTS, invariants)
        + list(PROPERTIES, properties);
  }
}
