package org.vlsverify.linearizability.stepping;

/**
 * Code does something that threads can notice and {@link TappedClasses} cannot intercept. The
 * message says where and what.
 */
public final class UnknownAccessException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * An access that a visitor does not know.
   *
   * @param place class and method, not null
   * @param what the access, in words, not null
   */
  public UnknownAccessException(String place, String what) {
    super(
        "%s has %s, which stepping cannot intercept: teach its visitor how, or do without it."
            .formatted(place, what));
  }
}
