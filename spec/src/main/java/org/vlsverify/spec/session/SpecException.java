package org.vlsverify.spec.session;

import org.vlsverify.spec.run.BadInputException;

/**
 * A specification or its configuration cannot be parsed or evaluated. The message names the file
 * and holds what the TLA+ tools say about it, with line and column where they know them.
 */
public class SpecException extends BadInputException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong with the specification, in a few lines, not null
   */
  public SpecException(String message) {
    super(message);
  }

  /**
   * @param message what is wrong with the specification, in a few lines, not null
   * @param cause the exception of the TLA+ tools, may be null
   */
  public SpecException(String message, Throwable cause) {
    super(message, cause);
  }
}
