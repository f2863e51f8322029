package org.vlsverify.linearizability.tracevalidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.trace.Narrator;
import org.vlsverify.spec.trace.Trace;

/** A recorded run is shown like a counterexample. */
class RunTraceTest {
  @Test
  void rejectedEventIsTheLastStep(@TempDir Path folder) throws IOException {
    ChangedRuns.Change change =
        ChangedRuns.all().stream()
            .filter(candidate -> candidate.name().equals("new owner not told"))
            .findFirst()
            .orElseThrow();

    RunTrace run = RunTrace.of("changed", change.run(folder));

    Trace trace = run.trace();
    int last = trace.length() - 1;
    assertThat(trace.problem().sentence())
        .startsWith(
            "The last step differs from the specification: line %d, w0.t0 works, and holds"
                .formatted(change.line()));
    assertThat(trace.state(last)).as("nothing changes").isEqualTo(trace.state(last - 1));
    Narrator narrator = Narrator.of(trace);
    assertThat(narrator.moves(trace, trace.steps().get(last - 1).operation(), last - 1, last))
        .containsOnlyKeys("w0.t0")
        .hasEntrySatisfying(
            "w0.t0",
            words ->
                assertThat(words)
                    .startsWith("REJECTED: w0.t0 works")
                    .endsWith(" (line %d)".formatted(change.line())));
    assertThat(narrator.moves(trace, trace.steps().get(0).operation(), 0, 1))
        .containsEntry("w0.t0", "open: begin (line 2)");
    assertThat(trace.witness().locks()).hasSize(trace.length());
    assertThat(RunPage.html(run))
        .contains(
            "Recorded run changed", "The event, and what the specification would have allowed");
  }
}
