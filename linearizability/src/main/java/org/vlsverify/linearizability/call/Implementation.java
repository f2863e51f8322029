package org.vlsverify.linearizability.call;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.Transport;
import org.vlsverify.sessions.design.Design;

/**
 * A design with a thread model, as the checks take it. Immutable.
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

  /**
   * Each design with each thread model that it distinguishes.
   *
   * @return at least one of each design
   */
  public static List<Implementation> all() {
    return Stream.of(ThreadModel.values()).flatMap(model -> all(model).stream()).toList();
  }

  /**
   * Each design with one thread model. A design that ignores the thread model counts as one for
   * several threads.
   *
   * @param threadModel not null
   * @return in the order of the designs
   */
  public static List<Implementation> all(ThreadModel threadModel) {
    return Stream.of(Design.values())
        .filter(design -> design.heedsThreadModel() || threadModel == ThreadModel.MULTI_THREADED)
        .map(design -> new Implementation(design, threadModel))
        .toList();
  }

  @Override
  public SharedSessions create(Bounds bounds, int root, Transport transport) {
    return design.create(
        new SharedSessionsConfig(
            bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, threadModel),
        transport);
  }

  /**
   * The name in reports.
   *
   * @return lower-case letters and hyphens, such as {@code "locked-multi-threaded"}; without the
   *     thread model if the design ignores it
   */
  @Override
  public String toString() {
    return design.heedsThreadModel()
        ? design + "-" + threadModel.name().toLowerCase(Locale.ROOT).replace('_', '-')
        : design.toString();
  }
}
