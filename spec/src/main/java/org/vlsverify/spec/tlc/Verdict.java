package org.vlsverify.spec.tlc;

/** What TLC found out about a model. */
public enum Verdict {
  /** The whole state graph was explored, and everything that was checked holds. */
  OK,
  /** An ASSUME about the constants is false. */
  ASSUMPTION,
  /** A state that the behaviour cannot leave, in a model that checks for them. */
  DEADLOCK,
  /** A state predicate is false in a reachable state. */
  INVARIANT,
  /** A step is not allowed by a property about steps. */
  ACTION_PROPERTY,
  /** A temporal property is false of an infinite behaviour. */
  LIVENESS,
  /** TLC's {@code Assert} operator failed. */
  ASSERTION,
  /**
   * Code does something else than the specification says. Not of TLC; the property of such a
   * problem says in words what the difference is.
   */
  DIFFERENCE,
  /**
   * Threads that act at the same time come to something that they must not come to. Not of TLC; the
   * property of such a problem says in words what that is, over several lines.
   */
  INTERLEAVING,
  /** A trace of another tool says that it violates something, and not what. Not of TLC. */
  VIOLATION,
  /** A trace of another tool does not say whether anything is wrong with it. Not of TLC. */
  NOT_SAID,
  /** The module or its configuration cannot be parsed, or an expression has no value. */
  SPEC_ERROR,
  /** The time allowed for the run was over first. */
  TIMEOUT,
  /** TLC itself ended without a result: killed, or out of memory. */
  CRASH;

  /**
   * Says what the verdict means.
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
   * @return whether a property of the specification, rather than the run, is at fault, and a trace
   *     can be expected
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
   * @return whether TLC can come to it
   */
  public boolean isOfTlc() {
    return switch (this) {
      case DIFFERENCE, INTERLEAVING, VIOLATION, NOT_SAID -> false;
      default -> true;
    };
  }

  /**
   * @return whether the violated thing has a name
   */
  public boolean namesProperty() {
    return this == INVARIANT || this == ACTION_PROPERTY || this == LIVENESS;
  }
}
