package org.vlsverify.linearizability.history;

import java.util.List;
import org.vlsverify.linearizability.call.Bounds;

/**
 * The input of a history.
 *
 * @param bounds of the history
 * @param compareEvery the number of calls between two complete comparisons. A comparison may itself
 *     have an effect: work that a design defers until the next query is not deferred for long if
 *     all is queried after each call.
 * @param commands the commands in order
 */
record CommandSequence(Bounds bounds, int compareEvery, List<Command> commands) {

  /** Short: the calls are in the message of the failure. */
  @Override
  public String toString() {
    return "%d commands, with %d workers, %d slots, %d elements; compared every %d calls"
        .formatted(
            commands.size(),
            bounds.workers(),
            bounds.slots(),
            bounds.sharedCapacity(),
            compareEvery);
  }
}
