package org.vlsverify.spec.tlc;

/** The result of a check. */
public enum Verdict {
  /** The whole state graph was explored, and all checked properties hold. */
  OK,
  /** An ASSUME about the constants is false. */
  ASSUMPTION,
  /** A state without successors, in a model that checks for deadlocks. */
  DEADLOCK,
  /** A state predicate is false in a reachable state. */
  INVARIANT,
  /** A step violates an action property. */
  ACTION_PROPERTY,
  /** An infinite behaviour violates a temporal property. */
  LIVENESS,
  /** TLC's {@code Assert} operator failed. */
  ASSERTION,
  /**
   * Code differs from the specification. Not of TLC; the property of such a problem describes the
   * difference.
   */
  DIFFERENCE,
  /**
   * A violation in a concurrent execution. Not of TLC; the property of such a problem describes it
   * in several lines.
   */
  INTERLEAVING,
  /** A violation in a trace of another tool, of an unknown property. Not of TLC. */
  VIOLATION,
  /** A trace of another tool without a verdict. Not of TLC. */
  NOT_SAID,
  /** The module or its configuration cannot be parsed, or an expression has no value. */
  SPEC_ERROR,
  /** The time limit was reached. */
  TIMEOUT,
  /** TLC itself ended without a result: killed, or out of memory. */
  CRASH;

  /**
   * Describes the verdict.
   *
   * @param property the name of the property that is violated, null if none or not known
   * @return one sentence
   */
  public String sentence(String property) {
    String name = property == null ? "" : " " + property;
    return switch (this) {
      case OK -> "All checked properties hold.";
      case ASSUMPTION -> "An assumption about the constants is false.";
      case DEADLOCK -> "Deadlock: no action is enabled in the last state.";
      case INVARIANT -> "The invariant" + name + " is false in the last state.";
      case ACTION_PROPERTY -> "The last step is not allowed by the action property" + name + ".";
      case LIVENESS -> "The temporal property" + name + " is violated by this infinite behaviour.";
      case ASSERTION ->
          "An Assert of the specification failed after the last state"
              + (property == null ? "." : ": " + property);
      case DIFFERENCE ->
          "The last step differs from the specification"
              + (property == null ? "." : ": " + property + ".");
      case INTERLEAVING ->
          "Concurrent threads" + (property == null ? "." : ": " + property.strip());
      case VIOLATION -> "The file of the trace reports a violation.";
      case NOT_SAID -> "The file of the trace reports no problem.";
      case SPEC_ERROR ->
          "The specification cannot be evaluated"
              + (property == null ? "." : ": " + property.strip());
      case TIMEOUT -> "The time limit was reached without a result.";
      case CRASH -> "TLC ended without a result.";
    };
  }

  /**
   * @return whether a property is violated, so that there is a trace
   */
  public boolean isViolation() {
    return switch (this) {
      case DEADLOCK, INVARIANT, ACTION_PROPERTY, LIVENESS, ASSERTION -> true;
      case OK,
          ASSUMPTION,
          DIFFERENCE,
          INTERLEAVING,
          VIOLATION,
          NOT_SAID,
          SPEC_ERROR,
          TIMEOUT,
          CRASH ->
          false;
    };
  }

  /**
   * @return whether it is a verdict of TLC
   */
  public boolean isOfTlc() {
    return switch (this) {
      case DIFFERENCE, INTERLEAVING, VIOLATION, NOT_SAID -> false;
      default -> true;
    };
  }

  /**
   * @return whether the violated property has a name
   */
  public boolean namesProperty() {
    return this == INVARIANT || this == ACTION_PROPERTY || this == LIVENESS;
  }
}
