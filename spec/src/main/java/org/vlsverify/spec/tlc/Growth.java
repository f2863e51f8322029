package org.vlsverify.spec.tlc;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Notices that a model has far more states than are expected of it. It may be endless, and then
 * nobody should have to wait to learn it.
 */
final class Growth {
  /** So many times the expected number are far too many, */
  private static final int TIMES = 10;

  /** and at least so many more: small models are over at once. */
  private static final long MORE = 5_000;

  /** A level is worth a line if it has brought so many of what there was. */
  private static final int TENTH = 10;

  private final String model;
  private final Long expected;
  private final Consumer<String> progress;
  private final Map<Integer, Long> levels = new TreeMap<>();
  private boolean said;
  private long shown;

  /**
   * @param model its name
   * @param expected how many distinct states it should have, null if that is not known
   * @param progress receives what there is to say
   */
  Growth(String model, Long expected, Consumer<String> progress) {
    this.model = model;
    this.expected = expected;
    this.progress = progress;
  }

  /** Takes that there are so many distinct states up to some level. */
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

  /** Takes that there are so many distinct states so far. */
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

  /** What is wrong with the number of states; empty if nothing is. */
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
