package org.vlsverify.spec.run;

/**
 * The user asked for something that cannot be had: an unknown model, a jar that is not there, a
 * catalog that cannot be read. The message is one sentence for the user, complete without the stack
 * trace.
 */
public class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one sentence that says what is wrong and where, not null
   */
  public BadInputException(String message) {
    super(message);
  }

  /**
   * @param message one sentence that says what is wrong and where, not null
   * @param cause what was found out first, may be null
   */
  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
