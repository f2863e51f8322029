package org.vlsverify.linearizability.stepping;

/**
 * Code does something that threads can notice and {@link TappedClasses} cannot intercept. The
 * message says where and what.
 */
public final class UnknownAccessException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnknownAccessException(String place, String what) {
    super(
        "%s has %s, which stepping cannot intercept: teach TapVisitor how, or do without it."
            .formatted(place, what));
  }
}
