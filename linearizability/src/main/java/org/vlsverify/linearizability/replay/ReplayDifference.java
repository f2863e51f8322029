package org.vlsverify.linearizability.replay;

/** What is under test does not do what the specification says; the message alone explains it. */
public final class ReplayDifference extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final int position;

  ReplayDifference(String message, String call, int position) {
    super(message);
    this.call = call;
    this.position = position;
  }

  /**
   * @return the operation or query that makes the difference, in words
   */
  public String call() {
    return call;
  }

  /**
   * @return its place on a shortest path from an initial state: 1 if nothing comes before it
   */
  public int position() {
    return position;
  }
}
