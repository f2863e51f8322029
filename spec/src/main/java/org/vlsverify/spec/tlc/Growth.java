package org.vlsverify.spec.tlc;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Detects a model with far more states than expected. It may be endless, and the user should not
 * have to wait to learn that.
 */
final class Growth {
  /** Far too many: this multiple of the expected number, */
  private static final int TIMES = 10;

  /** and at least this many more, since small models end at once. */
  private static final long MORE = 5_000;

  /** A level is reported if it adds at least this fraction, 1/10, of states. */
  private static final int TENTH = 10;

  private final String model;
  private final Long expected;
  private final Consumer<String> progress;
  private final Map<Integer, Long> levels = new TreeMap<>();
  private boolean said;
  private long shown;

  /**
   * @param model its name
   * @param expected the expected number of distinct states, null if unknown
   * @param progress receives the messages
   */
  Growth(String model, Long expected, Consumer<String> progress) {
    this.model = model;
    this.expected = expected;
    this.progress = progress;
  }

  /** Records the number of distinct states up to a level. */
  void level(int level, long distinct) {
    levels.put(level, distinct);
    if (said && distinct - shown >= shown / TENTH) {
      progress.accept(
          "Depth %d: %,d distinct states, %,d more than before"
              .formatted(level, distinct, distinct - shown));
      shown = distinct;
    }
    look(distinct);
  }

  /** Records the number of distinct states so far. */
  void look(long distinct) {
    if (!said && isFarTooMany(distinct)) {
      said = true;
      shown = distinct;
      progress.accept(sentence(distinct) + " TLC continues; Ctrl-C stops it.");
    }
  }

  private boolean isFarTooMany(long distinct) {
    return expected != null && distinct > TIMES * expected && distinct > expected + MORE;
  }

  /** The complaint about the number of states; empty if there is none. */
  String sentenceIfAny(long distinct) {
    return isFarTooMany(distinct) ? sentence(distinct) : "";
  }

  private String sentence(long distinct) {
    String byLevel =
        levels.isEmpty()
            ? ""
            : " Up to each depth: "
                + levels.entrySet().stream()
                    .map(level -> "%d: %,d".formatted(level.getKey(), level.getValue()))
                    .collect(Collectors.joining("; "))
                + ".";
    return "%s has %,d distinct states so far, where %,d are expected: it may be endless.%s"
        .formatted(model, distinct, expected, byLevel);
  }
}
