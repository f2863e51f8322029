package org.vlsverify.linearizability.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Call;
import org.vlsverify.linearizability.call.Parameter;
import org.vlsverify.sessions.Life;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.testing.RecordingTransport;
import org.vlsverify.sessions.testing.RecordingTransport.OwnerChange;

/** Properties that the replay of the state graph does not show. */
class ReferenceSharedSessionsTest {
  private final RecordingTransport transport = new RecordingTransport(session -> true);

  private ReferenceSharedSessions sessions() {
    return new ReferenceSharedSessions(3, 2, 2, 0, transport);
  }

  @Test
  void equalityIsStateEquality() {
    ReferenceSharedSessions one = sessions();
    ReferenceSharedSessions two = sessions();
    assertThat(one).isEqualTo(two).hasSameHashCodeAs(two);

    one.open(0, 7);
    assertThat(one).isNotEqualTo(two).isNotEqualTo(null);

    two.open(0, 7);
    assertThat(one).isEqualTo(two).hasSameHashCodeAs(two).hasToString(two.toString());
    assertThat(one).isNotEqualTo(new ReferenceSharedSessions(3, 2, 1, 0, transport));
  }

  @Test
  void noticeIsPartOfState() {
    ReferenceSharedSessions one = sessions();
    ReferenceSharedSessions two = sessions();
    for (ReferenceSharedSessions each : List.of(one, two)) {
      each.open(0, 7);
      each.fork(0, 1);
      each.close(0, 7);
    }

    two.acknowledge(1, 7);

    assertThat(one).isNotEqualTo(two);
  }

  @Test
  void indexOutOfRangeIsRejectedFirst() {
    ReferenceSharedSessions sessions = sessions();
    for (int nobody : new int[] {-1, 3}) {
      for (Call call : Call.all(new Bounds(3, 1, 1, 1, Set.of()))) {
        assertThrowsOutOfBounds(() -> call(call, nobody, call.second()).apply(sessions));
        if (call.action().parameters().contains(Parameter.CHILD) && call.second() != Call.NONE) {
          assertThrowsOutOfBounds(() -> call(call, call.first(), nobody).apply(sessions));
        }
      }
      assertThrowsOutOfBounds(() -> sessions.owner(nobody, 0));
      assertThrowsOutOfBounds(() -> sessions.listenState(nobody, 0));
      assertThrowsOutOfBounds(() -> sessions.isSharedBy(0, 0, nobody));
      assertThrowsOutOfBounds(() -> sessions.isSharedBy(nobody, 0, 0));
      assertThrowsOutOfBounds(() -> sessions.isListener(0, 0, nobody));
      assertThrowsOutOfBounds(() -> sessions.isListener(nobody, 0, 0));
    }
    assertThat(sessions).isEqualTo(sessions());
  }

  private static Call call(Call call, int first, int second) {
    return new Call(call.action(), first, second, call.attached());
  }

  private static void assertThrowsOutOfBounds(ThrowingCallable operation) {
    assertThatThrownBy(operation).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void forkExitAndCleanupAreComposed() {
    ReferenceSharedSessions sessions = sessions();
    sessions.open(0, 7);
    sessions.open(0, 8);

    assertThat(sessions.fork(0, 1)).isEqualTo(Outcome.FORKED);
    assertThat(sessions.fork(1, 2)).isEqualTo(Outcome.FORKED);
    assertThat(sessions.snapshot().shared().get(8).subscribers()).containsExactly(0, 1, 2);
    assertThat(sessions.exit(0)).isEqualTo(Outcome.EXITED);
    assertThat(sessions.die(2)).isEqualTo(Outcome.DIED);
    assertThat(sessions.cleanup(1, 2)).isEqualTo(Outcome.CLEANED_UP);
    assertThat(sessions.snapshot().workers().get(2).life()).isEqualTo(Life.UNBORN);
    assertThat(transport.sessions()).containsExactlyInAnyOrder(7, 8);
    assertThat(sessions.exit(1)).isEqualTo(Outcome.EXITED);
    assertThat(transport.sessions()).isEmpty();
    assertThat(transport.ownerChanges())
        .containsExactly(
            new OwnerChange(7, 0, 2),
            new OwnerChange(8, 0, 2),
            new OwnerChange(7, 2, 1),
            new OwnerChange(8, 2, 1));
  }

  @Test
  void slotsAndSubscribersAreReusedAsSpecified() {
    ReferenceSharedSessions sessions = sessions();
    sessions.open(0, 7);
    sessions.open(0, 8);
    sessions.close(0, 7);
    sessions.open(0, 9);

    assertThat(sessions.snapshot().workers().get(0).pool())
        .extracting(slot -> slot.map(copy -> copy.session()))
        .containsExactly(Optional.of(9), Optional.of(8));
    assertThat(sessions.listenState(0, 7)).isEqualTo(ListenState.NONE);
  }

  @Test
  void rejectsBoundsOutOfRange() {
    assertThatThrownBy(() -> new ReferenceSharedSessions(3, 1, 1, 3, transport))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new ReferenceSharedSessions(3, 0, 1, 0, transport))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReferenceSharedSessions(3, 1, -1, 0, transport))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReferenceSharedSessions(3, 1, 1, 0, null))
        .isInstanceOf(NullPointerException.class);
  }
}
