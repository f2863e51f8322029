package org.vlsverify.spec.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An error of an evaluation: TLC's message, and the expressions in evaluation, the outermost first.
 * Immutable.
 *
 * @param what a few lines of the message; not null
 * @param places from the outermost to the innermost; empty if unknown
 */
public record TlcError(List<String> what, List<Range> places) {
  private static final Pattern NOISE =
      Pattern.compile(
          "TLC threw an unexpected exception\\.|This was probably caused by .*"
              + "|See the User Output .*|The exception was a .*|null|"
              + "The error occurred when TLC was evaluating the nested"
              + "|expressions at the following positions:|at \\S+\\(.*\\)"
              + "|The error call stack is empty\\.");

  private static final Pattern POSITION =
      Pattern.compile(
          "(\\d+\\. )?[Ll]ine (\\d+), col(?:umn)? (\\d+) to line (\\d+), col(?:umn)? (\\d+)"
              + " (?:in|of module) (\\w+)\\.?");

  private static final String ENDLESS =
      "The evaluation does not end: a recursive operator or function calls itself for ever (the stack"
          + " overflows).";

  /** Only an endless recursion is this deep; repeated places are left out. */
  private static final int MOST_PLACES = 12;

  /** Longer expressions are cut off. */
  private static final int MOST = 200;

  /** A part of a module; lines and columns are counted from 1, and the last ones belong to it. */
  public record Range(String module, int line, int column, int lastLine, int lastColumn) {
    /**
     * @param directory where the module may be, not null
     * @return the part in one line, cut off if it is long; empty if there is no such part
     */
    public Optional<String> text(Path directory) {
      try {
        List<String> lines = Files.readAllLines(directory.resolve(module + ".tla"));
        if (lastLine > lines.size()) {
          return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        for (int i = line; i <= lastLine; i++) {
          String whole = lines.get(i - 1);
          int from = i == line ? Math.min(column - 1, whole.length()) : 0;
          int to = i == lastLine ? Math.min(lastColumn, whole.length()) : whole.length();
          text.append(whole, from, Math.max(from, to)).append(' ');
        }
        String part = text.toString().replaceAll("\\s+", " ").strip();
        return Optional.of(part.length() <= MOST ? part : part.substring(0, MOST - 3) + "...");
      } catch (IOException e) {
        // A module in TLC's jar.
        return Optional.empty();
      }
    }

    /** Such as: line 71, col 21 to line 71, col 77 of module SharedData. */
    @Override
    public String toString() {
      return "line %d, col %d to line %d, col %d of module %s"
          .formatted(line, column, lastLine, lastColumn, module);
    }
  }

  /** Copies the lists. */
  public TlcError {
    what = List.copyOf(what);
    places = List.copyOf(places);
  }

  /**
   * @param messages TLC's messages about the error, in their order; not null
   * @return the error
   */
  public static TlcError of(String messages) {
    List<String> what = new ArrayList<>();
    List<Range> places = new ArrayList<>();
    List<Range> inMessage = new ArrayList<>();
    for (String printed : messages.split("\\R")) {
      String line = printed.strip().replaceFirst("^: ", "");
      Matcher position = POSITION.matcher(line);
      if (line.equals("java.lang.StackOverflowError")) {
        line = ENDLESS;
      }
      if (position.matches()) {
        (position.group(1) == null ? inMessage : places)
            .add(
                new Range(
                    position.group(6),
                    number(position, 2),
                    number(position, 3),
                    number(position, 4),
                    number(position, 5)));
      } else if (!line.isEmpty() && !NOISE.matcher(line).matches() && !what.contains(line)) {
        what.add(line);
      }
    }
    inMessage.removeAll(places);
    places.addAll(inMessage);
    return new TlcError(what, places);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** The innermost expression, if TLC names its place. */
  public Optional<Range> place() {
    return places.isEmpty() ? Optional.empty() : Optional.of(places.get(places.size() - 1));
  }

  /**
   * @param expression gives the text of a part of a module, if available; not null
   * @return the message, the place, and the expressions around it; some lines
   */
  public String describe(Function<Range, Optional<String>> expression) {
    StringBuilder text = new StringBuilder(String.join("\n", what));
    place()
        .ifPresent(
            innermost -> {
              text.append("\nwhere: ").append(innermost);
              expression.apply(innermost).ifPresent(e -> text.append("\n         ").append(e));
            });
    List<Range> around = places.stream().distinct().limit(MOST_PLACES).toList();
    if (around.size() > 1) {
      text.append("\nit was evaluated for ")
          .append(
              around.subList(0, around.size() - 1).stream()
                  .map(range -> range.module() + ":" + range.line())
                  .distinct()
                  .collect(Collectors.joining(", ")));
    }
    return text.toString();
  }
}
