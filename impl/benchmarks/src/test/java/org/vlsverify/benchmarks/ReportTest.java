package org.vlsverify.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/** The tables show the measurements. */
class ReportTest {

  private static final Runs.Effort EFFORT = new Runs.Effort(1, 2, 3, 4);

  private static Key key(Operation operation, Design design) {
    return new Key(operation.title(), 2, ThreadModel.SINGLE_THREADED, design.toString());
  }

  private static String report(List<Design> designs, Map<Key, Samples> measured) {
    return new Report(EFFORT, designs, measured, Map.of()).markdown("--threads 2", false);
  }

  @Test
  void ratioIsOfMediansWithItsSpread() {
    Map<Key, Samples> measured = new LinkedHashMap<>();
    measured.put(key(Operation.OWNER_SAME, Design.LOCKED), new Samples(List.of(1.0, 2.0, 3.0), 16));
    measured.put(
        key(Operation.OWNER_SAME, Design.OPTIMISTIC), new Samples(List.of(50.0, 60.0, 70.0), 0));

    assertThat(report(List.of(Design.LOCKED, Design.OPTIMISTIC), measured))
        .contains("| owner, same session | 1.00 x (0.33 to 3.00) | 30.0 x (16.7 to 70.0) |")
        .contains(
            "| owner, same session | 2.00/us (1.00 to 3.00), 16.0 B "
                + "| 60.0/us (50.0 to 70.0), 0.0 B |")
        .contains(
            "    mvn -q -Pbenchmarks -pl impl/benchmarks -am package -Dbenchmarks.args=\"--threads 2\"")
        .contains("1 JVMs, each with 3 iterations of 4 ms after 2 warm-up iterations")
        .doesNotContain("trial run")
        .doesNotContain(Operation.OWNER_DIFFERENT.title());
  }

  @Test
  void slowOperationIsReportedPerSecond() {
    Map<Key, Samples> measured = new LinkedHashMap<>();
    measured.put(
        key(Operation.FORK_10000, Design.LOCKED), new Samples(List.of(0.000_02), Double.NaN));

    assertThat(report(List.of(Design.LOCKED), measured))
        .contains("| fork of a worker with 10,000 sessions | 20.0/s (20.0 to 20.0) |");
  }

  @Test
  void goalIsMetFromItsValueUp() {
    assertThat(Report.meets(29.9, 30)).isFalse();
    assertThat(Report.meets(30, 30)).isTrue();
    assertThat(Report.meets(0.1, 0)).isTrue();
  }
}
