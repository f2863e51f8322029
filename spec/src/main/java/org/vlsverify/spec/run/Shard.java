package org.vlsverify.spec.run;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The shard of a run: several machines divide the lists of models and of scenarios. Shard k of n
 * has every nth element, from the kth.
 *
 * @param number of this shard, from 1 to {@code of}
 * @param of the number of shards, at least 1
 */
public record Shard(int number, int of) {
  /** The system property with the shard of this run, as in {@code 2/8}. */
  public static final String PROPERTY = "vls.part";

  private static final Shard ALL = new Shard(1, 1);
  private static final Pattern WORDS = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  /**
   * @throws IllegalArgumentException if there is no such shard
   */
  public Shard {
    if (number < 1 || number > of) {
      throw new IllegalArgumentException("There is no shard " + number + " of " + of);
    }
  }

  /**
   * The shard of this run, from the system property {@value #PROPERTY}.
   *
   * @return everything if the property is not set
   * @throws BadInputException if the property names no shard
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
   * Selects the elements of this shard.
   *
   * @param all everything, in an order that is the same in each run, not null
   * @return the elements of this shard, in that order; none, if there are fewer elements than
   *     shards and the others have them
   */
  public <T> List<T> of(List<T> all) {
    return IntStream.range(0, all.size())
        .filter(index -> index % of == number - 1)
        .mapToObj(all::get)
        .toList();
  }

  /** Whether this is the only shard. */
  public boolean isAll() {
    return of == 1;
  }

  /** The form of the property. */
  @Override
  public String toString() {
    return number + "/" + of;
  }
}
