package org.vlsverify.sessions.design;

import java.util.Locale;
import java.util.function.BiFunction;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.Transport;
import org.vlsverify.sessions.design.globallock.GlobalLockSharedSessions;
import org.vlsverify.sessions.design.locked.LockedSharedSessions;
import org.vlsverify.sessions.design.optimistic.OptimisticSharedSessions;

/**
 * The implementations of shared sessions. All of them behave as {@link SharedSessions} specifies;
 * they differ in the cost of operations and in contention.
 */
public enum Design {
  /** {@link GlobalLockSharedSessions}: one lock for everything; the baseline of the benchmarks. */
  GLOBAL_LOCK(false, GlobalLockSharedSessions::new),

  /** {@link LockedSharedSessions}: a lock for the pool of shared data, and one per element. */
  LOCKED(true, LockedSharedSessions::new),

  /**
   * {@link OptimisticSharedSessions}: queries take no lock, different sessions have none in common.
   */
  OPTIMISTIC(true, OptimisticSharedSessions::new);

  /** The design to use without a reason for another one. */
  public static final Design DEFAULT = OPTIMISTIC;

  private final boolean heedsThreadModel;
  private final BiFunction<SharedSessionsConfig, Transport, SharedSessions> constructor;

  Design(
      boolean heedsThreadModel,
      BiFunction<SharedSessionsConfig, Transport, SharedSessions> constructor) {
    this.heedsThreadModel = heedsThreadModel;
    this.constructor = constructor;
  }

  /**
   * Makes shared sessions of this design. The root worker is live and has no session; there is no
   * other worker.
   *
   * @param config the bounds; not null
   * @param transport the connection to VPP; not null
   * @return not null; safe for use by several threads, as {@link SharedSessionsConfig#threadModel}
   *     demands of them
   * @throws NullPointerException if an argument is null
   */
  public SharedSessions create(SharedSessionsConfig config, Transport transport) {
    return constructor.apply(config, transport);
  }

  /**
   * Whether {@link SharedSessionsConfig#threadModel} has an influence. If not, the design supports
   * any number of threads.
   *
   * @return whether this design takes fewer locks if one thread acts for a worker
   */
  public boolean heedsThreadModel() {
    return heedsThreadModel;
  }

  /**
   * The name in reports.
   *
   * @return lower-case letters and hyphens, such as {@code "global-lock"}
   */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
