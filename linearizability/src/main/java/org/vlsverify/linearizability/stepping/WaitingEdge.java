package org.vlsverify.linearizability.stepping;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Steps that the specification allows in a state, and in which the code waits. There it is tried
 * whether it does. Which there are is data beside this class, {@code waits.json}.
 *
 * @param name unique
 * @param step the step, as {@link LockingEdge#step} names it
 * @param when in which states, in words
 * @param reason why, in words
 */
record WaitingEdge(String name, String step, String when, String reason) {
  private static final String FILE = "waits.json";

  private static final Map<String, Predicate<LockingEdge>> CONDITIONS =
      Map.of("death-waits", WaitingEdge::deathWaits);

  private static final List<WaitingEdge> ALL = read();

  /** Why the code does not take this edge; empty if it has to. */
  static Optional<WaitingEdge> of(LockingEdge edge) {
    return ALL.stream()
        .filter(waiting -> waiting.step.equals(edge.step()))
        .filter(waiting -> CONDITIONS.get(waiting.name).test(edge))
        .findFirst();
  }

  private static boolean deathWaits(LockingEdge edge) {
    return edge.from().isLocked(LockWords.LIFE)
        || edge.from().isLocked(LockWords.POOL)
        || edge.from().isLocked(LockWords.table(edge.worker()));
  }

  private static List<WaitingEdge> read() {
    try (InputStream file = WaitingEdge.class.getResourceAsStream(FILE)) {
      List<WaitingEdge> all = new ObjectMapper().readValue(file, new TypeReference<>() {});
      all.forEach(
          waiting -> {
            if (!CONDITIONS.containsKey(waiting.name)) {
              throw new IllegalStateException(FILE + " names no condition: " + waiting.name);
            }
          });
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read.", e);
    }
  }
}
