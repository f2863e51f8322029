package org.vlsverify.linearizability.history;

import java.util.List;
import org.vlsverify.linearizability.call.Bounds;

/**
 * What a history is made of.
 *
 * @param bounds how many of everything there are
 * @param lookEvery after how many calls everything is looked at. To look at things may itself
 *     change them: what a design puts off until somebody asks is not put off for long if all is
 *     looked at after each call.
 * @param moves in this order
 */
record Story(Bounds bounds, int lookEvery, List<Move> moves) {

  /** Short: the calls that come of it are in the message of the failure. */
  @Override
  public String toString() {
    return "%d moves, with %d workers, %d slots, %d elements; looked at every %d calls"
        .formatted(
            moves.size(), bounds.workers(), bounds.slots(), bounds.sharedCapacity(), lookEvery);
  }
}
