package org.vlsverify.linearizability.lincheck;

import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.oracle.SpecSharedSessions;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Transport;

/** The sequential specification that concurrent executions are compared with. */
public enum Oracle implements SharedSessionsFactory {
  /** The sequential reference, which the state-graph replay compares with the specification. */
  REFERENCE("reference") {
    @Override
    public SharedSessions create(Bounds bounds, int root, Transport transport) {
      return new ReferenceSharedSessions(
          bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, transport);
    }
  },
  /** The specification itself, evaluated by TLC, without a hand-written model in between. */
  TLA("SharedData.tla") {
    @Override
    public SharedSessions create(Bounds bounds, int root, Transport transport) {
      return new SpecSharedSessions(bounds, root, transport);
    }
  };

  private final String words;

  Oracle(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
