package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.Fixtures;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;

class StoredTraceTest {
  private static final Trace TRACE =
      trace("m", "P", 0, Optional.empty(), step("A", 1), step("B", 2));

  @TempDir Path directory;
  private StoredTrace stored;

  @BeforeEach
  void store() {
    stored = new StoredTrace(directory.resolve("trace.json"));
    TraceJson.write(TRACE, stored.file());
  }

  private static Trace trace(
      String model, String property, int n, Optional<Trace.Lasso> lasso, Trace.Step... steps) {
    return new Trace(
        model,
        new Trace.Problem(Verdict.INVARIANT, property),
        Map.of("n", TlaValue.of(n)),
        List.of(steps),
        lasso);
  }

  private static Trace.Step step(String action, int n) {
    return new Trace.Step(new Operation(action, Map.of()), Map.of("n", TlaValue.of(n)));
  }

  private void assertDifference(Trace found, String difference) {
    assertThat(stored.compare(found, "COMMAND"))
        .contains(
            "counterexample: the one stored as "
                + stored.file()
                + difference
                + " - if the change to the spec is intended, explain it and store the new one:"
                + " COMMAND");
  }

  @Test
  void sameTraceIsNoDifference() {
    assertThat(stored.compare(TRACE, "COMMAND")).isEmpty();
  }

  @Test
  void firstDifferenceIsNamed() {
    Trace.Step a = step("A", 1);
    Trace.Step b = step("B", 2);
    Optional<Trace.Lasso> none = Optional.empty();
    assertDifference(trace("other", "P", 0, none, a, b), " is of model m");
    assertDifference(trace("m", "Q", 0, none, a, b), " violates INVARIANT P");
    assertDifference(trace("m", "P", 5, none, a, b), " starts in another state");
    assertDifference(trace("m", "P", 0, none, a, a), " goes to state 3 by B()");
    assertDifference(
        trace("m", "P", 0, none, step("A", 7), b), " has another state 2 after the same operation");
    assertDifference(trace("m", "P", 0, none, a), " has 3 states");
    assertDifference(
        trace("m", "P", 0, Optional.of(new Trace.Lasso(2, Optional.empty())), a, b),
        " repeats itself from another state on");
  }

  @Test
  void missingPartIsNamed() {
    Path missing = directory.resolve("missing.json");
    assertThat(new StoredTrace(missing).compare(TRACE, "COMMAND").orElseThrow())
        .startsWith("counterexample: there is none stored as " + missing);
  }

  @Test
  void folderNamesSpecificationKindAndProperty() {
    assertThat(StoredTrace.of(ModelCatalog.load().model("Defect_notice-twice")).file())
        .isEqualTo(
            StoredTrace.directory()
                .resolve("SharedData/invariants/NoticesAreForOwners/Defect_notice-twice.json"));
    assertThat(StoredTrace.of(Fixtures.model("StepsDeadlock")).file())
        .isEqualTo(
            Fixtures.SPECS.resolve("counterexamples/tla/others/DEADLOCK/StepsDeadlock.json"));
  }
}
