package org.vlsverify.linearizability;

import java.util.Locale;
import java.util.Objects;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.Transport;
import org.vlsverify.sessions.design.Design;

/**
 * A design with a thread model: what the checks call one implementation. Immutable.
 *
 * @param design not null
 * @param threadModel not null
 */
public record Implementation(Design design, ThreadModel threadModel)
    implements SharedSessionsFactory {
  /** Checks its arguments. */
  public Implementation {
    Objects.requireNonNull(design, "design");
    Objects.requireNonNull(threadModel, "threadModel");
  }

  @Override
  public SharedSessions create(Bounds bounds, int root, Transport transport) {
    return design.create(
        new SharedSessionsConfig(
            bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, threadModel),
        transport);
  }

  /**
   * The name, as reports have it.
   *
   * @return lower-case letters and hyphens, such as {@code "locked-multi-threaded"}
   */
  @Override
  public String toString() {
    return design + "-" + threadModel.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
