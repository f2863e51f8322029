package org.vlsverify.linearizability.call;

import java.util.OptionalLong;
import org.vlsverify.spec.run.BadInputException;

/** A number in a system property, given on the command line. */
public final class NumberProperty {
  private NumberProperty() {}

  /**
   * Reads the number.
   *
   * @param property its name, not null
   * @param least the smallest valid number
   * @param most the largest valid number
   * @return the number, empty if the property is not set
   * @throws BadInputException in one sentence, if the value is no such number
   */
  public static OptionalLong of(String property, long least, long most) {
    String value = System.getProperty(property, "");
    if (value.isBlank()) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(value.trim());
      if (number >= least && number <= most) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException e) {
      throw refusal(property, value, least, most, e);
    }
    throw refusal(property, value, least, most, null);
  }

  private static BadInputException refusal(
      String property, String value, long least, long most, Throwable cause) {
    return new BadInputException(
        "-D%s=%s: it must be a number from %d to %d.".formatted(property, value, least, most),
        cause);
  }
}
