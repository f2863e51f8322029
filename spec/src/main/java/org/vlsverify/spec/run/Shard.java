package org.vlsverify.spec.run;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which part of the long lists, of models and of scenarios, a run has to do, so that several
 * machines can divide them: each takes one element in so many, and together they take all.
 *
 * @param number of this part, from 1 to {@code of}
 * @param of how many parts there are, at least 1
 */
public record Shard(int number, int of) {
  /** The system property that holds the part of this run, as in {@code 2/8}. */
  public static final String PROPERTY = "vls.part";

  private static final Shard ALL = new Shard(1, 1);
  private static final Pattern WORDS = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  /**
   * @throws IllegalArgumentException if there is no such part
   */
  public Shard {
    if (number < 1 || number > of) {
      throw new IllegalArgumentException("There is no shard " + number + " of " + of);
    }
  }

  /**
   * The part of this run, from the system property {@value #PROPERTY}.
   *
   * @return everything if the property is not set
   * @throws BadInputException if the property names no part
   */
  public static Shard current() {
    String value = System.getProperty(PROPERTY, "").trim();
    if (value.isEmpty()) {
      return ALL;
    }
    Matcher words = WORDS.matcher(value);
    if (words.matches()) {
      int number = Integer.parseInt(words.group(1));
      int of = Integer.parseInt(words.group(2));
      if (number >= 1 && number <= of) {
        return new Shard(number, of);
      }
    }
    throw new BadInputException(
        "-D%s=%s: it must be a shard and the number of shards, as in 2/8."
            .formatted(PROPERTY, value));
  }

  /**
   * What belongs to this part.
   *
   * @param all everything, in an order that is the same in each run, not null
   * @return the elements of this part, in that order; none, if there are fewer elements than parts
   *     and the others have them
   */
  public <T> List<T> of(List<T> all) {
    return IntStream.range(0, all.size())
        .filter(index -> index % of == number - 1)
        .mapToObj(all::get)
        .toList();
  }

  /** Whether that is everything. */
  public boolean isAll() {
    return of == 1;
  }

  /** As it is written in the property. */
  @Override
  public String toString() {
    return number + "/" + of;
  }
}
