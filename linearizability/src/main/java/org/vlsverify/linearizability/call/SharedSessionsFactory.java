package org.vlsverify.linearizability.call;

import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Transport;

/** Makes what is under test. Safe for use by several threads. */
@FunctionalInterface
public interface SharedSessionsFactory {
  /**
   * @param bounds how many workers, slots and elements of shared data there are, not null
   * @param root the worker that lives from the beginning
   * @param transport not null
   * @return in the initial state, for the calling thread alone
   */
  SharedSessions create(Bounds bounds, int root, Transport transport);
}
