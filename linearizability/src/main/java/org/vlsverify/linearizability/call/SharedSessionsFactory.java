package org.vlsverify.linearizability.call;

import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Transport;

/** Makes the implementation under test. Safe for use by several threads. */
@FunctionalInterface
public interface SharedSessionsFactory {
  /**
   * Makes an implementation in its initial state.
   *
   * @param bounds numbers of workers, slots and elements of shared data, not null
   * @param root the worker that is live at the beginning
   * @param transport not null
   * @return not null; safe for use by the calling thread, and by others if the implementation is
   */
  SharedSessions create(Bounds bounds, int root, Transport transport);
}
