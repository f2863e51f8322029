package org.vlsverify.linearizability.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.testing.RecordingTransport;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;

class CallTest {
  private static final Bounds BOUNDS = new Bounds(2, 3, 1, 1, Set.of(0, 1, 2));

  @Test
  void allCallsAreListed() {
    int workersAndSessions = 2 * 3;
    int pairsOfWorkers = 2 * 2;

    assertThat(Call.all(BOUNDS))
        .doesNotHaveDuplicates()
        .hasSize(5 * workersAndSessions + 3 * workersAndSessions * 2 + 3 * pairsOfWorkers + 5 * 2);
  }

  @Test
  void callsMatchOperationsOfSpecification() {
    for (Call call : Call.all(BOUNDS)) {
      assertThat(Call.of(call.operation())).isEqualTo(call);
    }
  }

  @Test
  void argumentsHaveNamesOfSpecification() {
    assertThat(Action.LISTEN.call(1, 2, false).operation())
        .hasToString("Listen(w=w1, s=s2, attached=FALSE)");
    assertThat(Action.FORK_BEGIN.call(0, 1).operation()).hasToString("ForkBegin(p=w0, c=w1)");
    assertThat(Action.FORK_SHARE_NEXT.call(1).operation()).hasToString("ForkShareNext(c=w1)");
  }

  @Test
  void callsPrintInWords() {
    assertThat(Action.CLOSE.call(1, 0).with(Outcome.OWNER_CHANGED))
        .isEqualTo("close(worker 1, session 0) -> OWNER_CHANGED");
    assertThat(Action.ACCEPT.call(1, 0, false))
        .hasToString("accept(worker 1, session 0, VPP refuses)");
    assertThat(Action.CLEANUP_COMPLETE.call(0, 1))
        .hasToString("cleanupComplete(worker 0, child 1)");
    assertThat(Action.DIE.call(1)).hasToString("die(worker 1)");
  }

  @Test
  void callHasAnswerOfVpp() {
    RecordingTransport transport = new RecordingTransport(session -> true);
    ReferenceSharedSessions sessions = new ReferenceSharedSessions(1, 1, 0, 0, transport);

    assertThat(Action.OPEN.call(0, 0).apply(sessions, transport)).isEqualTo(Outcome.OPENED);
    assertThat(Action.LISTEN.call(0, 0, false).apply(sessions, transport))
        .isEqualTo(Outcome.LISTEN_FAILED);
    assertThat(Action.LISTEN.call(0, 0, true).apply(sessions, transport))
        .isEqualTo(Outcome.LISTENING);
  }

  @Test
  void unknownArgumentsAreRejected() {
    assertThatThrownBy(() -> Action.DIE.call(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Action.OPEN.call(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Action.OPEN.call(0, 1, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Call(Action.DIE, 0, 1, true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unknownOperationsAreRejected() {
    TlaValue worker = TlaValue.model("w0");
    for (Operation operation :
        List.of(
            new Operation("Next", Map.of()),
            new Operation("Die", Map.of()),
            new Operation("Die", Map.of("c", worker)),
            new Operation("Die", Map.of("w", TlaValue.model("s0"))),
            new Operation("Die", Map.of("w", TlaValue.string("w0"))))) {
      assertThatThrownBy(() -> Call.of(operation))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(operation.toString());
    }
  }

  @Test
  void outcomesAreRead() {
    Call call = Action.DIE.call(0);

    assertThat(call.outcome(TlaValue.string("owner-changed"))).isEqualTo(Outcome.OWNER_CHANGED);
    assertThatThrownBy(() -> call.outcome(TlaValue.string("unheard-of")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("die(worker 0): not of Outcome: \"unheard-of\"");
  }
}
