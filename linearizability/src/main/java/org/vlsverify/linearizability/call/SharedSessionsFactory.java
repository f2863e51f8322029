package org.vlsverify.linearizability.call;

import java.lang.reflect.InvocationTargetException;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.ThreadModel;
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

  /**
   * Makes instances of a class that is loaded at run time.
   *
   * @param implementation with a public constructor for configuration and transport, not null
   * @return a factory for {@link ThreadModel#MULTI_THREADED}
   */
  static SharedSessionsFactory ofClass(Class<?> implementation) {
    return ofClass(implementation, ThreadModel.MULTI_THREADED);
  }

  /**
   * Makes instances of a class that is loaded at run time.
   *
   * @param implementation with a public constructor for configuration and transport, not null
   * @param threads the number of threads per worker, not null
   * @return a factory
   */
  static SharedSessionsFactory ofClass(Class<?> implementation, ThreadModel threads) {
    return (bounds, root, transport) -> {
      SharedSessionsConfig config =
          new SharedSessionsConfig(
              bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, threads);
      try {
        return (SharedSessions)
            implementation
                .getConstructor(SharedSessionsConfig.class, Transport.class)
                .newInstance(config, transport);
      } catch (InvocationTargetException e) {
        throw notCreated(implementation, e.getCause());
      } catch (ReflectiveOperationException e) {
        throw notCreated(implementation, e);
      }
    };
  }

  private static IllegalStateException notCreated(Class<?> implementation, Throwable why) {
    return new IllegalStateException(
        "%s cannot be created from configuration and transport: %s"
            .formatted(implementation.getName(), why),
        why);
  }
}
