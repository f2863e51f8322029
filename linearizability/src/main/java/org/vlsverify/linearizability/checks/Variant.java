package org.vlsverify.linearizability.checks;

import java.util.List;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.Transport;

/**
 * An implementation compared with the specification.
 *
 * @param name lower-case letters and hyphens
 * @param factory makes it
 */
public record Variant(String name, SharedSessionsFactory factory) implements SharedSessionsFactory {
  public static final Variant REFERENCE =
      new Variant(
          "reference",
          (bounds, root, transport) ->
              new ReferenceSharedSessions(
                  bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, transport));

  /** The reference, and each design with each thread model. */
  public static List<Variant> all() {
    return Stream.concat(
            Stream.of(REFERENCE),
            Implementation.all().stream().map(made -> new Variant(made.toString(), made)))
        .toList();
  }

  @Override
  public SharedSessions create(Bounds bounds, int root, Transport transport) {
    return factory.create(bounds, root, transport);
  }

  @Override
  public String toString() {
    return name;
  }
}
