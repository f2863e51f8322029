package org.vlsverify.spec.module;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the comments of a specification. */
public final class ModuleComments {
  private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<=[.!?])\\s+(?=\\p{Lu})");

  /** The comment marks around a line, in all styles of TLA+. */
  private static final Pattern FRAME = Pattern.compile("^\\(\\*+\\)$|^\\(?\\*+|^\\\\\\*+|\\*+\\)$");

  private static final Pattern EXTENDS = Pattern.compile("(?m)^EXTENDS (\\w+)");

  private static final Pattern DEFINITION = Pattern.compile("^(\\w+) ==");

  private ModuleComments() {}

  /**
   * The place of a definition.
   *
   * @param file the module's file, not null
   * @param line the line of the definition, from 1
   * @param meaning the first sentence of the comment right above, if there is one
   * @param text the text of the definition, not null
   */
  public record Definition(Path file, int line, Optional<String> meaning, String text) {}

  /**
   * Gives the first sentence of the comment above a definition in the module, or else in one that
   * it extends, or else in another one beside it.
   *
   * @param module the file of the module from which the name is seen
   * @param name the name of the definition
   */
  public static Optional<String> meaning(Path module, String name) {
    return definition(module, name).flatMap(Definition::meaning);
  }

  /**
   * Finds a definition, in the module or else in one that it extends, or else in another one beside
   * it.
   *
   * @param module the file of the module from which the name is seen, not null
   * @param name the name of the definition, not null
   * @return its place, if it exists
   */
  public static Optional<Definition> definition(Path module, String name) {
    Path directory = module.toAbsolutePath().getParent();
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> modules = new ArrayList<>(extended(module));
      files.filter(f -> f.toString().endsWith(".tla")).sorted().forEach(modules::add);
      Pattern definition = Pattern.compile("\\s*" + Pattern.quote(name) + "\\b.*==.*");
      for (Path candidate : modules) {
        List<String> lines = Files.readAllLines(candidate);
        for (int i = 0; i < lines.size(); i++) {
          if (definition.matcher(lines.get(i)).matches()) {
            Optional<String> meaning = firstSentence(commentAbove(lines, i));
            return Optional.of(new Definition(candidate, i + 1, meaning, text(lines, i)));
          }
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The module, the first module that it extends beside it, and so on. */
  private static List<Path> extended(Path module) throws IOException {
    List<Path> modules = new ArrayList<>();
    Path next = module;
    while (next != null && Files.isRegularFile(next) && !modules.contains(next)) {
      modules.add(next);
      Matcher base = EXTENDS.matcher(Files.readString(next));
      next = base.find() ? next.resolveSibling(base.group(1) + ".tla") : null;
    }
    return modules;
  }

  /**
   * Gives the name of the definition without parameters to which a line of a module belongs.
   *
   * @param directory the folder of the module
   * @param module its name
   * @param line from 1
   */
  public static Optional<String> definitionAt(Path directory, String module, int line) {
    try {
      List<String> lines = Files.readAllLines(directory.resolve(module + ".tla"));
      for (int i = Math.min(line, lines.size()) - 1; i >= 0; i--) {
        Matcher definition = DEFINITION.matcher(lines.get(i));
        if (definition.find()) {
          return Optional.of(definition.group(1));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Up to the next empty line, which ends each definition in this project. */
  private static String text(List<String> lines, int definition) {
    int end = definition + 1;
    while (end < lines.size() && !lines.get(end).isBlank()) {
      end++;
    }
    return String.join("\n", lines.subList(definition, end));
  }

  private static String commentAbove(List<String> lines, int definition) {
    Deque<String> comment = new ArrayDeque<>();
    boolean inBlock = false;
    for (int i = definition - 1; i >= 0; i--) {
      String line = lines.get(i).strip();
      inBlock |= line.endsWith("*)");
      if (!inBlock && !line.startsWith("\\*")) {
        break;
      }
      comment.addFirst(FRAME.matcher(line).replaceAll(""));
      inBlock &= !line.startsWith("(*");
    }
    return String.join(" ", comment).strip().replaceAll("\\s+", " ");
  }

  private static Optional<String> firstSentence(String comment) {
    return Optional.of(END_OF_SENTENCE.split(comment, 2)[0].strip()).filter(s -> !s.isEmpty());
  }
}
