package org.vlsverify.linearizability.tracevalidation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.Budget;

/** Many recorded runs are behaviours of the specification. */
class TraceValidationIT {
  private static final String COMMAND =
      "mvn -q -pl linearizability -am verify -Dtest=none -Dit.test=TraceValidationIT";

  private static final int CALLS = 40;
  private static final int RUNS = 70;
  private static final int IN_TURNS = 8;
  private static final int NIGHTLY_FACTOR = 10;

  /** All steps of two workers with one thread, and of queries. */
  private static final Map<Design, List<String>> GRAPHS =
      Map.of(
          Design.LOCKED,
          List.of("Locking_2w1t_steps"),
          Design.GLOBAL_LOCK,
          List.of("GlobalLock_1w2t_steps"),
          Design.OPTIMISTIC,
          List.of("Optimistic_2w1t_steps", "Optimistic_2w1t_ask_steps"));

  /** More pairs of steps of two threads. */
  private static final String NIGHTLY_GRAPH = "Locking_2w2t_steps_b4";

  private static boolean isNightly() {
    return Budget.current().includes(Budget.NIGHTLY);
  }

  private static int count(int standard) {
    return isNightly() ? NIGHTLY_FACTOR * standard : standard;
  }

  @ParameterizedTest
  @EnumSource(Design.class)
  void freeRunsAreAccepted(Design design) {
    ValidationReport report =
        TraceValidationCheck.validate(design, "many recorded runs", count(RUNS), CALLS, COMMAND);
    List<String> graphs = new ArrayList<>(GRAPHS.get(design));
    if (isNightly() && design == Design.LOCKED) {
      graphs.add(NIGHTLY_GRAPH);
    }
    // Fewer runs, which an option may ask for, do not have all steps.
    if (report.runs() >= RUNS) {
      TraceValidationCheck.cover(design, report, graphs, COMMAND);
    }
  }

  @ParameterizedTest
  @EnumSource(Design.class)
  void runsInTurnsAreAccepted(Design design) {
    TraceValidationCheck.validateInTurns(
        design, "many runs in random interleavings", count(IN_TURNS), CALLS, COMMAND);
  }
}
