package org.vlsverify.spec.run;

/**
 * Bad input of the user: an unknown model, a missing jar, an unreadable catalog. The message is one
 * sentence for the user, complete without the stack trace.
 */
public class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one sentence with the error and its place, not null
   */
  public BadInputException(String message) {
    super(message);
  }

  /**
   * @param message one sentence with the error and its place, not null
   * @param cause the original exception, may be null
   */
  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
