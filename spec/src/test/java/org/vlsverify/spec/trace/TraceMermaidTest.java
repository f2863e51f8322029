package org.vlsverify.spec.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.model.StoredTrace;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;

class TraceMermaidTest {
  private static Trace stored(String model) {
    return TraceJson.read(StoredTrace.of(ModelCatalog.load().model(model)).file());
  }

  private static Trace.Step step(String action, int n) {
    return new Trace.Step(
        new Operation(action, Map.of("w", TlaValue.string("a;b#c"))), Map.of("n", TlaValue.of(n)));
  }

  @Test
  void workersAreParticipants() {
    assertThat(TraceMermaid.print(stored("Defect_notice-twice")))
        .startsWith(
            """
            sequenceDiagram
                participant p1 as w0
                participant p2 as w1
                participant p3 as s0
                p1->>p3: Open s0
                Note right of p1: pool[w0][1]: Free -#gt; [id |-#gt; s0, listen |-#gt; #quot;none#quot;,\
             waits |-#gt; FALSE]
                p1->>p2: ForkBegin w1
            """)
        .endsWith(
            "\n    Note over p1,p3: The invariant NoticesAreForOwners is false in the last state.\n");
  }

  @Test
  void threadsAreParticipants() {
    assertThat(TraceMermaid.print(stored("LockingDefect_close-vs-io-lock-order")))
        .isEqualTo(
            """
            sequenceDiagram
                participant p1 as w0.t0
                participant p2 as w0.t1
                participant p3 as sessions
                p1->>p1: open: begin
                Note right of p1: w0.t0 takes the table of w0 (write)
                p1->>p3: open: enter
                Note right of p1: w0.t0 releases the table of w0<br/>copies[w0][1]: Free -#gt;\
             [id |-#gt; s0, index |-#gt; 0, listen |-#gt; #quot;none#quot;, waits |-#gt; FALSE,\
             worker |-#gt; w0]
                p1->>p1: io s0: begin
                Note right of p1: w0.t0 takes the table of w0 (read)
                p1->>p1: io s0: lock the session
                Note right of p1: w0.t0 takes the session lock of slot 1 of w0 (write)<br/>w0.t0 releases the table of w0
                p2->>p2: appears
                p2->>p2: close s0: begin
                Note right of p2: w0.t1 takes the table of w0 (write)
                Note over p1,p3: w0.t0 is in io s0, next: inside#59; holds the session lock of slot 1 of w0 (write)<br/>\
            w0.t1 is in close s0, next: lock the session#59; holds the table of w0 (write)
                Note over p1,p3: The invariant NoCircularWait is false in the last state.
            """);
  }

  @Test
  void lassoIsLoop() {
    Trace trace =
        new Trace(
            "m",
            new Trace.Problem(Verdict.LIVENESS, "P"),
            Map.of("n", TlaValue.of(0)),
            List.of(step("A", 1), step("B", 2)),
            Optional.of(new Trace.Lasso(1, Optional.of(step("C", 1).operation()))));
    assertThat(TraceMermaid.print(trace))
        .isEqualTo(
            """
            sequenceDiagram
                participant p1 as #quot;a#59;b#35;c#quot;
                p1->>p1: A
                Note right of p1: n: 0 -#gt; 1
                loop for ever
                p1->>p1: B
                Note right of p1: n: 1 -#gt; 2
                p1->>p1: C
                Note right of p1: n: 2 -#gt; 1
                end
                Note over p1: The temporal property P is violated by this infinite behaviour.
            """);
  }

  @Test
  void stutteringIsNote() {
    Trace trace =
        new Trace(
            "m",
            new Trace.Problem(Verdict.LIVENESS, null),
            Map.of("n", TlaValue.of(0)),
            List.of(),
            Optional.of(new Trace.Lasso(0, Optional.empty())));
    assertThat(TraceMermaid.print(trace))
        .isEqualTo(
            """
            sequenceDiagram
                participant p1 as step
                Note over p1: No further step.
                Note over p1: The temporal property is violated by this infinite behaviour.
            """);
  }
}
