package org.vlsverify.linearizability.soak;

/** A finding of a soak; the message is self-contained. */
final class SoakFailure extends AssertionError {
  private static final long serialVersionUID = 1;

  /** Kind of a finding. */
  enum Kind {
    /** No thread makes progress. */
    HANG,
    /** An operation has thrown an exception. */
    THREW,
    /** A lock is held between two calls. */
    LOCK_LEFT_BEHIND,
    /** The state violates an invariant. */
    INVARIANT,
    /** A sample has no sequential explanation. */
    NOT_LINEARIZABLE,
    /** The heap has grown. */
    MEMORY
  }

  private final Kind kind;

  SoakFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
