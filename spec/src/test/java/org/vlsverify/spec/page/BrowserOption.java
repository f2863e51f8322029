package org.vlsverify.spec.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.Option;

/** The handling of the tests of pages without a browser. */
enum BrowserOption {
  /** They are skipped, and the verdict says so. */
  AUTO,
  /** They fail. */
  REQUIRED,
  /** They are skipped, even if there is one. */
  NONE;

  /** The system property that holds the option of this run. */
  static final String PROPERTY = Option.BROWSER.property();

  /**
   * The option of this run.
   *
   * @throws BadInputException if the property has another value
   */
  static BrowserOption current() {
    String name = System.getProperty(PROPERTY, "").trim();
    if (name.isEmpty()) {
      return AUTO;
    }
    return Arrays.stream(values())
        .filter(option -> option.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "-D%s=%s: it must be one of %s."
                        .formatted(
                            PROPERTY,
                            name,
                            Arrays.stream(values())
                                .map(BrowserOption::toString)
                                .collect(Collectors.joining(", ")))));
  }

  /** As it is written in the property: in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
