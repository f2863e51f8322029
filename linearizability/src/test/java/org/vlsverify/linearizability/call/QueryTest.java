package org.vlsverify.linearizability.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.call.Query.Kind;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.testing.RecordingTransport;
import org.vlsverify.spec.tla.TlaValue;

class QueryTest {
  private static final Query OWNER = new Query(Kind.OWNER, 0, 1, Call.NONE);
  private static final Query IS_SHARED_BY = new Query(Kind.IS_SHARED_BY, 0, 1, 2);
  private static final Query IS_LISTENER = new Query(Kind.IS_LISTENER, 0, 1, 2);
  private static final Query LISTEN_STATE = new Query(Kind.LISTEN_STATE, 0, 1, Call.NONE);

  @Test
  void allQueriesAreListed() {
    assertThat(Query.all(new Bounds(2, 3, 1, 1, Set.of())))
        .doesNotHaveDuplicates()
        .hasSize(2 * 2 * 3 + 2 * 2 * 3 * 2);
  }

  @Test
  void answersOfSpecificationAreRead() {
    assertThat(OWNER.answer(TlaValue.model("w2"))).isEqualTo(2);
    assertThat(OWNER.answer(TlaValue.model("NoWorker"))).isEqualTo(-1);
    assertThat(IS_SHARED_BY.answer(TlaValue.of(true))).isEqualTo(true);
    assertThat(IS_LISTENER.answer(TlaValue.of(false))).isEqualTo(false);
    assertThat(LISTEN_STATE.answer(TlaValue.string("passive"))).isEqualTo(ListenState.PASSIVE);
  }

  @Test
  void invalidAnswersAreRejected() {
    assertThatThrownBy(() -> OWNER.answer(TlaValue.of(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("owner(worker 0, session 1)");
    assertThatThrownBy(() -> IS_LISTENER.answer(TlaValue.of(2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LISTEN_STATE.answer(TlaValue.string("asleep")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void queriesRun() {
    ReferenceSharedSessions sessions =
        new ReferenceSharedSessions(3, 1, 1, 0, new RecordingTransport(session -> true));
    sessions.open(0, 1);
    sessions.listen(0, 1);
    sessions.accept(0, 1);
    sessions.fork(0, 2);

    assertThat(OWNER.ask(sessions)).isEqualTo(0);
    assertThat(IS_SHARED_BY.ask(sessions)).isEqualTo(true);
    assertThat(IS_LISTENER.ask(sessions)).isEqualTo(false);
    assertThat(LISTEN_STATE.ask(sessions)).isEqualTo(ListenState.LISTEN);
  }

  @Test
  void queriesPrintInWords() {
    assertThat(IS_SHARED_BY).hasToString("isSharedBy(worker 0, session 1, other worker 2)");
    assertThat(LISTEN_STATE).hasToString("listenState(worker 0, session 1)");
    assertThat(OWNER.words(2)).isEqualTo("worker 2");
    assertThat(OWNER.words(-1)).isEqualTo("no worker");
    assertThat(LISTEN_STATE.words(ListenState.NONE)).isEqualTo("NONE");
  }

  @Test
  void unknownArgumentIsRejected() {
    assertThatThrownBy(() -> new Query(Kind.OWNER, 0, 1, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
