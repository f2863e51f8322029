package org.vlsverify.linearizability.replay;

import java.util.Locale;
import org.vlsverify.linearizability.Bounds;
import org.vlsverify.linearizability.Implementation;
import org.vlsverify.linearizability.SharedSessionsFactory;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.Transport;
import org.vlsverify.sessions.design.Design;

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
      return new Implementation(Design.LOCKED, ThreadModel.SINGLE_THREADED)
          .create(bounds, root, transport);
    }
  },
  LOCKED_MULTI_THREADED {
    @Override
    public SharedSessions create(Bounds bounds, int root, Transport transport) {
      return new Implementation(Design.LOCKED, ThreadModel.MULTI_THREADED)
          .create(bounds, root, transport);
    }
  };

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
