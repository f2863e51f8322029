package org.vlsverify.linearizability.soak;

/** A soak has found something; the message says all there is to say. */
final class SoakFailure extends AssertionError {
  private static final long serialVersionUID = 1;

  /** What it has found. */
  enum Kind {
    /** No thread goes on. */
    HANG,
    /** An operation threw something. */
    THREW,
    /** A lock is held although nobody acts. */
    LOCK_LEFT_BEHIND,
    /** The state is one that the specification excludes. */
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
