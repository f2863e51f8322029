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
 * How shared sessions are implemented. Whichever is chosen, the operations do the same: what {@link
 * SharedSessions} says. The designs differ in what their operations cost, and in who waits for
 * whom.
 */
public enum Design {
  /**
   * {@link GlobalLockSharedSessions}: one lock for everything. What others are measured against.
   */
  GLOBAL_LOCK(false, GlobalLockSharedSessions::new),

  /** {@link LockedSharedSessions}: a lock for the pool of shared data, and one per element. */
  LOCKED(true, LockedSharedSessions::new),

  /**
   * {@link OptimisticSharedSessions}: queries take no lock, different sessions have none in common.
   */
  OPTIMISTIC(true, OptimisticSharedSessions::new);

  /** The design to take where nothing speaks for another one. */
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
   * Makes shared sessions of this design. The root worker is live and has no session; there is
   * nobody else.
   *
   * @param config the bounds; not null
   * @param transport what stands for VPP; not null
   * @return not null; safe for use by several threads, as {@link SharedSessionsConfig#threadModel}
   *     demands of them
   * @throws NullPointerException if an argument is null
   */
  public SharedSessions create(SharedSessionsConfig config, Transport transport) {
    return constructor.apply(config, transport);
  }

  /**
   * Whether {@link SharedSessionsConfig#threadModel} has an influence. Where it has none, the
   * design is for any number of threads.
   *
   * @return whether this design leaves something out when one thread acts for a worker
   */
  public boolean heedsThreadModel() {
    return heedsThreadModel;
  }

  /**
   * The name, as reports have it.
   *
   * @return lower-case letters and hyphens, such as {@code "global-lock"}
   */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
