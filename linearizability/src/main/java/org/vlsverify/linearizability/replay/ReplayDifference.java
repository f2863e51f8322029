package org.vlsverify.linearizability.replay;

/** What is under test does not do what the specification says; the message alone explains it. */
public final class ReplayDifference extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final int pathLength;

  ReplayDifference(String message, String call, int pathLength) {
    super(message);
    this.call = call;
    this.pathLength = pathLength;
  }

  /**
   * @return the operation or query that makes the difference, in words
   */
  public String call() {
    return call;
  }

  /**
   * @return how many operations come before it, from the initial state
   */
  public int pathLength() {
    return pathLength;
  }
}
