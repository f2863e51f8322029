package org.vlsverify.linearizability.replay;

import java.util.Locale;
import org.vlsverify.linearizability.Bounds;
import org.vlsverify.linearizability.SharedSessionsFactory;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.sessions.LockedSharedSessions;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.Transport;

/** What is compared with the specification. */
enum Variant implements SharedSessionsFactory {
  REFERENCE {
    @Override
    public SharedSessions create(Bounds bounds, int root, Transport transport) {
      return new ReferenceSharedSessions(
          bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, transport);
    }
  },
  LOCKED_SINGLE_THREADED {
    @Override
    public SharedSessions create(Bounds bounds, int root, Transport transport) {
      return locked(bounds, root, transport, ThreadModel.SINGLE_THREADED);
    }
  },
  LOCKED_MULTI_THREADED {
    @Override
    public SharedSessions create(Bounds bounds, int root, Transport transport) {
      return locked(bounds, root, transport, ThreadModel.MULTI_THREADED);
    }
  };

  private static SharedSessions locked(
      Bounds bounds, int root, Transport transport, ThreadModel threadModel) {
    return new LockedSharedSessions(
        new SharedSessionsConfig(
            bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, threadModel),
        transport);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
