package org.vlsverify.spec.session;

import org.vlsverify.spec.run.BadInputException;

/**
 * A specification or its configuration cannot be parsed or evaluated. The message has the file and
 * the message of the TLA+ tools, with line and column if known.
 */
public class SpecException extends BadInputException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message the error in the specification, in a few lines, not null
   */
  public SpecException(String message) {
    super(message);
  }

  /**
   * @param message the error in the specification, in a few lines, not null
   * @param cause the exception of the TLA+ tools, may be null
   */
  public SpecException(String message, Throwable cause) {
    super(message, cause);
  }
}
