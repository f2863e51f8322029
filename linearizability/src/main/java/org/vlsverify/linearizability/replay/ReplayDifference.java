package org.vlsverify.linearizability.replay;

import java.util.Optional;
import org.vlsverify.spec.trace.Trace;

/** What is under test does not do what the specification says; the message alone explains it. */
public final class ReplayDifference extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final int position;
  private final transient Trace trace;

  /**
   * @param trace the operations up to the difference; null if there is none, since the
   *     specification contradicts itself
   */
  ReplayDifference(String message, String call, int position, Trace trace) {
    super(message);
    this.call = call;
    this.position = position;
    this.trace = trace;
  }

  /** The same, and what else is to be said of it. */
  public ReplayDifference with(String more) {
    ReplayDifference longer =
        new ReplayDifference(getMessage().stripTrailing() + "\n" + more, call, position, trace);
    longer.setStackTrace(getStackTrace());
    return longer;
  }

  /**
   * @return the operations up to the difference as a trace, with what the code has come to at the
   *     end; empty if the specification contradicts itself
   */
  public Optional<Trace> trace() {
    return Optional.ofNullable(trace);
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
