package org.vlsverify.spec.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.model.StoredTrace;

class TraceColumnsTest {
  private static Trace stored(String model) {
    return TraceJson.read(StoredTrace.of(ModelCatalog.load().model(model)).file());
  }

  @Test
  void hasOneColumnPerThread() {
    String table = TraceColumns.print(stored("LockingDefect_close-vs-io-lock-order"));
    assertThat(table)
        .isEqualTo(
            """
               w0.t0                    w0.t1            changes
            2  open: begin
            3  open: enter                               w0 holds s0
            4  io s0: begin
            5  io s0: lock the session
            6                           appears
            7                           close s0: begin
            w0.t0 is in io s0, next: inside; holds the session lock of slot 1 of w0 (write)
            w0.t1 is in close s0, next: lock the session; holds the table of w0 (write)
            """);
  }

  @Test
  void deathsAndStartsAreShown() {
    assertThat(TraceColumns.print(stored("LockingDefect_cleanup-in-signal-handler")))
        .contains("w1 is killed", "(goes on)", "(is killed)", "signal! cleanup s0 of w1: begin");
  }

  @Test
  void fullPrintNamesLocks() {
    assertThat(TracePrinter.print(stored("LockingDefect_cleanup-in-signal-handler")))
        .contains(
            "w0.t0 takes the pool (read)",
            "w1.t0 releases the life cycle",
            "w0.t0 is in cleanup s0 of w1, next: lock the element;"
                + " holds element 1 (write), the pool (read), the table of w0 (write)")
        .doesNotContain("thread[<<w0, t0>>].at");
  }

  @Test
  void withoutThreadsWorkersHaveColumns() {
    assertThat(TraceColumns.print(stored("Defect_notice-twice")))
        .startsWith("   w0            w1             changes\n")
        .contains("\n2  Open s0")
        .contains("\n4                ForkShareNext  ");
  }

  @Test
  void widthIsKeptWithoutLoss() {
    Trace trace = stored("LockingDefect_cleanup-in-signal-handler");
    String narrow = TraceColumns.print(trace, 70);
    String table = narrow.substring(0, narrow.indexOf(" is in "));
    assertThat(table.lines().skip(1)).allMatch(line -> line.length() <= 70);
    assertThat(narrow).doesNotContain("...");
    assertThat(TraceColumns.print(trace, 1000)).doesNotContain("...");
  }
}
