package org.vlsverify.linearizability.tracevalidation;

import java.util.List;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.stepping.TapListener;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Transport;

/** Records what the threads of one implementation do. Safe for use by several threads. */
interface RunRecorder extends TapListener, Transport {
  /**
   * Carries a call out, and records it.
   *
   * @param thread whose call it is, such as w0.t0
   */
  Outcome perform(SharedSessions sessions, Call call, String thread);

  /** Whether queries have steps in the specification. */
  default boolean asks() {
    return false;
  }

  /** Asks, and records it. */
  default void ask(SharedSessions sessions, Query query, String thread) {}

  /** What was done up to now, as events in an order in which they could have happened. */
  List<RunEvent> events();
}
