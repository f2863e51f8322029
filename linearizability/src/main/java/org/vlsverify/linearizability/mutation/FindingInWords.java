package org.vlsverify.linearizability.mutation;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a check has found of a mutant, in a few lines: the operations and the wrong outcome. */
final class FindingInWords {
  private static final int LINES = 8;
  private static final int LONGEST_LINE = 300;

  /** The message of a replay has the path before it. */
  private static final String DIFFERENCE = "the difference:";

  /** Each mutant has its own package, with its long name. */
  private static final Pattern PACKAGE =
      Pattern.compile("org\\.vlsverify\\.mutant\\.\\w+\\.\\w+\\.");

  private FindingInWords() {}

  /** The first lines of a message; without the path to it, and without the steps after it. */
  static String of(Throwable found) {
    String message =
        found.getMessage() == null || !(found instanceof AssertionError)
            ? found.toString()
            : found.getMessage();
    List<String> lines =
        PACKAGE.matcher(message).replaceAll("").lines().takeWhile(line -> !line.isBlank()).toList();
    int difference = lines.indexOf(DIFFERENCE);
    Stream<String> kept =
        difference < 0
            ? lines.stream()
            : Stream.concat(
                lines.subList(0, 2).stream(), lines.subList(difference + 1, lines.size()).stream());
    return kept.filter(line -> !line.startsWith("Reproduce"))
        .limit(LINES)
        .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line)
        .collect(Collectors.joining("\n"));
  }
}
