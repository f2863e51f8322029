package org.vlsverify.linearizability.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.sessions.Outcome;

class MinimalHistoryTest {
  /** It takes two listeners for one to be forgotten. */
  private static final SharedSessionsFactory FORGETS =
      (bounds, root, transport) ->
          new ReferenceSharedSessions(
              bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, transport) {
            @Override
            protected Set<Integer> listenersWith(Set<Integer> listeners, int w) {
              return Set.of(w);
            }
          };

  /** With a session, a child and calls that have nothing to do with it. */
  private static final List<Call> CALLS =
      List.of(
          Action.CLOSE.call(0, 3),
          Action.OPEN.call(0, 7),
          Action.OPEN.call(0, 5),
          Action.LISTEN.call(0, 5),
          Action.ACCEPT.call(0, 5),
          Action.FORK_BEGIN.call(0, 9),
          Action.FORK_SHARE_NEXT.call(9),
          Action.FORK_SHARE_NEXT.call(9),
          Action.FORK_SHARE_NEXT.call(9),
          Action.FORK_COMPLETE.call(9),
          Action.FORK_BEGIN.call(9, 4),
          Action.FORK_SHARE_NEXT.call(4),
          Action.ACCEPT.call(9, 5),
          Action.CLOSE.call(0, 7));

  @AfterEach
  void usualNumberOfCalls() {
    System.clearProperty(MinimalHistory.CALLS_PROPERTY);
  }

  private static HistoryDifference found() {
    List<Move> moves = CALLS.stream().map(call -> (Move) history -> history.call(call)).toList();
    Story story = new Story(Moves.bounds(20, 20, 4, 6), 1, moves);
    History history = new History(story, Map.of("subject", FORGETS), outcome -> {});
    return catchThrowableOfType(HistoryDifference.class, history::run);
  }

  @Test
  void whatHasNothingToDoWithItIsLeftOutAndNumbersAreLow() {
    HistoryDifference minimal = MinimalHistory.of(found());

    assertThat(minimal.calls())
        .containsExactly(
            Action.OPEN.call(0, 0),
            Action.LISTEN.call(0, 0),
            Action.ACCEPT.call(0, 0),
            Action.FORK_BEGIN.call(0, 1),
            Action.FORK_SHARE_NEXT.call(1),
            Action.FORK_COMPLETE.call(1),
            Action.ACCEPT.call(1, 0));
    assertThat(minimal)
        .hasMessageStartingWith(
            "subject: session 0: listeners: expected {0, 1}, is {1}\n"
                + "The history, of 7 calls (found with 13; none can be left out),"
                + " with 2 workers, 1 slots and 1 elements");
    assertThat(minimal.kind()).isEqualTo("session : listeners").isEqualTo(found().kind());
  }

  @Test
  void noMoreCallsAreCarriedOutThanMayBe() {
    System.setProperty(MinimalHistory.CALLS_PROPERTY, "13");

    HistoryDifference minimal = MinimalHistory.of(found());

    assertThat(minimal.calls()).isEqualTo(CALLS.subList(0, 13));
    assertThat(minimal)
        .hasMessageContaining(
            "(found with 13; some may have nothing to do with it, since no more than"
                + " -Dvls.jqwik.shrink.calls=13 are carried out)");
  }

  /** What a look at something changes, say. */
  @Test
  void whatDoesNotComeAgainIsLeftAsItIs() {
    HistoryDifference unique =
        new HistoryDifference(
            "subject",
            "The last call came to CLOSED, and not to OPENED.",
            new Story(Moves.bounds(2, 2, 2, 2), 1, List.of()),
            FORGETS,
            List.of(Action.OPEN.call(0, 0)),
            List.of(Outcome.OPENED));

    assertThat(MinimalHistory.of(unique)).isSameAs(unique);
  }
}
