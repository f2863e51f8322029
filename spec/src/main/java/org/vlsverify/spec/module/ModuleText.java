package org.vlsverify.spec.module;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text of a module with its definitions. Reads the style of this project: a definition begins
 * in the first column, with its parameters and {@code ==} on one line, and a section begins with a
 * comment between two lines of stars.
 *
 * @param file the module's file, not null
 * @param lines the lines of the file, comments included; immutable
 * @param definitions the definitions in the order of the file; immutable
 */
public record ModuleText(Path file, List<String> lines, List<Definition> definitions) {

  /** The headings of properties; a heading is identified by its beginning. */
  public static final String REFINEMENT = "Refinement";

  public static final String INVARIANTS = "Safety: invariants";
  public static final String STEP_PROPERTIES = "Safety: properties of steps";
  public static final String LIVENESS = "Liveness";

  private static final Pattern EXTENDS = Pattern.compile("\\bEXTENDS\\s+(\\w+(?:\\s*,\\s*\\w+)*)");
  private static final Pattern INSTANCE = Pattern.compile("\\bINSTANCE\\s+(\\w+)");
  private static final Pattern DEFINITION = Pattern.compile("(\\w+)(\\(.*?\\))?\\s*==.*");
  private static final Pattern STRING = Pattern.compile("\"[^\"\\n]*\"");
  private static final Pattern NAME = Pattern.compile("(?<![!\\w])\\w+");
  private static final Pattern STARS = Pattern.compile("\\(\\*{40,}\\)");
  private static final Pattern UNIT_END = Pattern.compile("(RECURSIVE|THEOREM|ASSUME|====).*");

  /**
   * A definition.
   *
   * @param name the operator's name
   * @param hasParameters whether it has parameters
   * @param firstLine the number of its first line, counted from 1
   * @param lastLine the number of its last line
   * @param text its lines without comments
   */
  public record Definition(
      String name, boolean hasParameters, int firstLine, int lastLine, String text) {

    boolean spans(int line) {
      return firstLine <= line && line <= lastLine;
    }

    /** The names in the text, its own included. */
    private Stream<String> mentioned() {
      return NAME.matcher(STRING.matcher(text).replaceAll("")).results().map(MatchResult::group);
    }
  }

  /** Copies the lists. */
  public ModuleText {
    lines = List.copyOf(lines);
    definitions = List.copyOf(definitions);
  }

  /**
   * Gives the specification of a model: the last module in the chain of modules beside it that the
   * root module extends.
   *
   * @param module the root module of a model, not null
   * @return the specification, the module itself if it extends no other beside it
   */
  public static ModuleText of(Path module) {
    List<Path> chain = chain(module);
    return read(chain.get(chain.size() - 1));
  }

  /**
   * Tells whether the module instantiates another one beside it, such as the abstract specification
   * that it refines.
   *
   * @return whether it does
   */
  public boolean instantiatesOther() {
    return INSTANCE
        .matcher(withoutComments(String.join("\n", lines)))
        .results()
        .anyMatch(instance -> Files.exists(file.resolveSibling(instance.group(1) + ".tla")));
  }

  /** Gives a module and the modules beside it that it extends, directly or not. */
  static List<Path> chain(Path module) {
    List<Path> chain = new ArrayList<>();
    Optional<Path> next = Optional.of(module.toAbsolutePath());
    while (next.isPresent()) {
      chain.add(next.get());
      next = extended(next.get());
    }
    return chain;
  }

  private static Optional<Path> extended(Path module) {
    Matcher names = EXTENDS.matcher(withoutComments(text(module)));
    if (names.find()) {
      for (String name : names.group(1).split("\\s*,\\s*")) {
        Path file = module.resolveSibling(name + ".tla");
        if (Files.exists(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Reads a module by itself.
   *
   * @param file the module's file, not null
   * @return its definitions
   */
  public static ModuleText read(Path file) {
    String text = text(file);
    List<String> code = withoutComments(text).lines().toList();
    List<Definition> definitions = new ArrayList<>();
    for (int i = 0; i < code.size(); i++) {
      Matcher head = DEFINITION.matcher(code.get(i));
      if (head.matches()) {
        int last = i;
        for (int j = i + 1; j < code.size() && !beginsUnit(code.get(j)); j++) {
          last = code.get(j).isBlank() ? last : j;
        }
        definitions.add(
            new Definition(
                head.group(1),
                head.group(2) != null,
                i + 1,
                last + 1,
                String.join("\n", code.subList(i, last + 1))));
      }
    }
    return new ModuleText(file, text.lines().toList(), definitions);
  }

  private static boolean beginsUnit(String line) {
    return DEFINITION.matcher(line).matches() || UNIT_END.matcher(line).matches();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces comments with blanks, so that positions do not change. */
  public static String withoutComments(String text) {
    StringBuilder code = new StringBuilder();
    int depth = 0;
    boolean toEndOfLine = false;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        toEndOfLine = false;
        quoted = false;
      } else if (quoted) {
        quoted = c != '"';
      } else if (!toEndOfLine && text.startsWith("(*", i)) {
        depth++;
        code.append("  ");
        i++;
        continue;
      } else if (!toEndOfLine && depth > 0 && text.startsWith("*)", i)) {
        depth--;
        code.append("  ");
        i++;
        continue;
      } else if (depth == 0 && text.startsWith("\\*", i)) {
        toEndOfLine = true;
      } else if (depth == 0 && !toEndOfLine) {
        quoted = c == '"';
      }
      code.append(c == '\n' || depth == 0 && !toEndOfLine ? c : ' ');
    }
    return code.toString();
  }

  /** The module's name. */
  public String name() {
    return file.getFileName().toString().replaceFirst("\\.tla$", "");
  }

  /** The definition of a name, if there is one. */
  public Optional<Definition> definition(String name) {
    return definitions.stream().filter(d -> d.name().equals(name)).findFirst();
  }

  /** The definition that contains a line, if there is one. */
  Optional<Definition> definitionAt(int line) {
    return definitions.stream().filter(d -> d.spans(line)).findFirst();
  }

  /**
   * Gives the properties of a section: the definitions without parameters that no other definition
   * of the module refers to; the others are parts of properties.
   *
   * @param heading how the section's heading begins
   * @return the names in the order of the module, none if there is no such section
   */
  public List<String> properties(String heading) {
    Set<String> parts = parts();
    List<String> names = new ArrayList<>();
    boolean inHeading = false;
    boolean inSection = false;
    for (int line = 1; line <= lines.size(); line++) {
      if (STARS.matcher(lines.get(line - 1)).matches()) {
        inHeading = !inHeading;
        if (inHeading) {
          inSection = line < lines.size() && lines.get(line).startsWith("(* " + heading);
        }
      } else if (inSection) {
        int current = line;
        definitions.stream()
            .filter(d -> d.firstLine() == current && !d.hasParameters())
            .map(Definition::name)
            .filter(name -> !parts.contains(name))
            .forEach(names::add);
      }
    }
    return names;
  }

  /** Gives the properties of all sections. */
  public SortedSet<String> properties() {
    SortedSet<String> names = new TreeSet<>();
    for (String heading : List.of(REFINEMENT, INVARIANTS, STEP_PROPERTIES, LIVENESS)) {
      names.addAll(properties(heading));
    }
    return names;
  }

  /** The names that other definitions refer to. */
  private Set<String> parts() {
    Set<String> parts = new HashSet<>();
    for (Definition definition : definitions) {
      definition.mentioned().filter(name -> !name.equals(definition.name())).forEach(parts::add);
    }
    return parts;
  }
}
