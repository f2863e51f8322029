package org.vlsverify.linearizability.tracevalidation;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vlsverify.spec.run.Budget;

/** Many recorded runs are behaviours of the specification. */
class TraceValidationIT {
  private static final String COMMAND =
      "mvn -q -pl linearizability -am verify -Dtest=none -Dit.test=TraceValidationIT";

  private static final int CALLS = 100;

  /** All steps of two workers with one thread, and the first ones of two threads. */
  private static final List<String> GRAPHS = List.of("Locking_2w1t_steps", "Locking_2w2t_steps_b4");

  @Test
  void freeRunsAreAccepted() {
    int runs = Budget.current().includes(Budget.NIGHTLY) ? 1_000 : 200;
    ValidationReport report =
        TraceValidationCheck.validate("many recorded runs", runs, CALLS, COMMAND);
    TraceValidationCheck.cover(report, GRAPHS, COMMAND);
  }

  @Test
  void runsInTurnsAreAccepted() {
    int runs = Budget.current().includes(Budget.NIGHTLY) ? 500 : 50;
    TraceValidationCheck.validateInTurns("many runs in random interleavings", runs, CALLS, COMMAND);
  }
}
