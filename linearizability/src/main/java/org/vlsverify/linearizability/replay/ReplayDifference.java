package org.vlsverify.linearizability.replay;

import java.util.Optional;
import org.vlsverify.spec.trace.Trace;

/** The implementation deviates from the specification; the message is self-contained. */
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

  /** The same difference with more text. */
  public ReplayDifference with(String more) {
    ReplayDifference longer =
        new ReplayDifference(getMessage().stripTrailing() + "\n" + more, call, position, trace);
    longer.setStackTrace(getStackTrace());
    return longer;
  }

  /**
   * * @return the operations up to the difference as a trace, with the state of the code at the
   * end; empty if the specification contradicts itself
   */
  public Optional<Trace> trace() {
    return Optional.ofNullable(trace);
  }

  /** * @return the deviating operation or query, in words */
  public String call() {
    return call;
  }

  /** * @return its position on a shortest path from an initial state, from 1 */
  public int position() {
    return position;
  }
}
