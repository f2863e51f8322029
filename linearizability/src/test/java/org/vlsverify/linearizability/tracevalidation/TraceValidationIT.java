package org.vlsverify.linearizability.tracevalidation;

import org.junit.jupiter.api.Test;
import org.vlsverify.spec.run.Budget;

/** Many recorded runs are behaviours of the specification. */
class TraceValidationIT {
  private static final String COMMAND =
      "mvn -q -pl linearizability -am verify -Dtest=none -Dit.test=TraceValidationIT";

  private static final int CALLS = 100;

  @Test
  void freeRunsAreAccepted() {
    int runs = Budget.current().includes(Budget.NIGHTLY) ? 1_000 : 200;
    TraceValidationCheck.validate("many recorded runs", runs, CALLS, COMMAND);
  }
}
