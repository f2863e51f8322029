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
  /** Forgets the second listener. */
  private static final SharedSessionsFactory FORGETS =
      (bounds, root, transport) ->
          new ReferenceSharedSessions(
              bounds.workers(), bounds.slots(), bounds.sharedCapacity(), root, transport) {
            @Override
            protected Set<Integer> listenersWith(Set<Integer> listeners, int w) {
              return Set.of(w);
            }
          };

  /** With an irrelevant session, child and calls. */
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
    List<Command> commands =
        CALLS.stream().map(call -> (Command) history -> history.call(call)).toList();
    CommandSequence sequence = new CommandSequence(Commands.bounds(20, 20, 4, 6), 1, commands);
    History history = new History(sequence, Map.of("subject", FORGETS), outcome -> {});
    return catchThrowableOfType(HistoryDifference.class, history::run);
  }

  @Test
  void irrelevantCallsAreOmittedAndNumbersAreLow() {
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
                + "The history, of 7 calls (found with 13; 1-minimal: none can be omitted),"
                + " with 2 workers, 1 slots and 1 elements");
    assertThat(minimal.kind()).isEqualTo("session : listeners").isEqualTo(found().kind());
  }

  @Test
  void limitOfCallsIsKept() {
    System.setProperty(MinimalHistory.CALLS_PROPERTY, "13");

    HistoryDifference minimal = MinimalHistory.of(found());

    assertThat(minimal.calls()).isEqualTo(CALLS.subList(0, 13));
    assertThat(minimal)
        .hasMessageContaining(
            "(found with 13; not minimal, since the limit"
                + " -Dvls.jqwik.shrink.calls=13 is reached)");
  }

  /** As if a query had an effect. */
  @Test
  void unrepeatableHistoryIsKept() {
    HistoryDifference unique =
        new HistoryDifference(
            "subject",
            "Outcome of the last call: CLOSED, expected OPENED.",
            new CommandSequence(Commands.bounds(2, 2, 2, 2), 1, List.of()),
            FORGETS,
            List.of(Action.OPEN.call(0, 0)),
            List.of(Outcome.OPENED));

    assertThat(MinimalHistory.of(unique)).isSameAs(unique);
  }
}
