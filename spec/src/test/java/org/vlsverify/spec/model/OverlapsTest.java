package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each cell of the table has either an overlap or a reason; the table itself: {@link OverlapsIT}.
 */
class OverlapsTest {
  private static final Overlaps.Reason CLOSES = reason("Closed.", "close", "close", "io");
  private static final Overlaps.Reason KILLED = reason("Immortal.", "close", "killed");
  private static final Overlaps.Reason FAR = reason("Far away.", "close", "close");
  private static final Overlaps.Reason DEAF = reason("Deaf.", "io", "close", "io");

  private final Overlaps overlaps = new Overlaps();

  private static Overlaps.Reason reason(String reason, String operation, String... others) {
    return new Overlaps.Reason(reason, List.of(operation), List.of(others));
  }

  private static Overlaps.Reasons reasons(
      List<Overlaps.Reason> oneWorker, Overlaps.Reason... twoWorkers) {
    return new Overlaps.Reasons(oneWorker, List.of(twoWorkers));
  }

  @BeforeEach
  void addOverlaps() {
    overlaps.add(true, "Locking_a", "io", "io: begin", "io", "io: inside");
    overlaps.add(true, "Locking_b", "io", "io: inside", "io", "io: inside");
    overlaps.addDeath("Locking_a", "io", "io: inside");
    overlaps.add(false, "Locking_a", "io", "io: inside", "close", "close: begin");
    overlaps.add(false, "Locking_a", "io", "io: inside", "io", "io: inside");
  }

  @Test
  void eachCellHasOverlapOrReason() {
    assertThat(overlaps.complaints(reasons(List.of(CLOSES, KILLED), FAR))).isEmpty();
  }

  @Test
  void emptyCellWithoutReasonIsFound() {
    assertThat(overlaps.complaints(reasons(List.of())))
        .containsExactly(
            "close and close of one worker never overlap, and overlaps.json does not say why",
            "close and io of one worker never overlap, and overlaps.json does not say why",
            "close and killed never overlap, and overlaps.json does not say why",
            "close and close of two workers never overlap, and overlaps.json does not say why");
  }

  @Test
  void staleOrDuplicateReasonIsFound() {
    Overlaps.Reason unknown = reason("Lost.", "flush", "io", "killed");
    assertThat(overlaps.complaints(reasons(List.of(CLOSES, KILLED, DEAF), FAR, unknown)))
        .containsExactly(
            "close and io of one worker never overlap, for several reasons",
            "io and io of one worker overlap; overlaps.json says that they do not",
            "there is no operation flush",
            "there is no operation killed");
  }

  @Test
  void documentHasCountsAndReasons() {
    assertThat(overlaps.markdown(List.of("Locking_a"), reasons(List.of(CLOSES, KILLED), FAR)))
        .contains("| | close | io | killed |\n")
        .contains("| close | a | a | b |\n")
        .contains("| io | a | 2 a | 1 a |\n")
        .contains("| close | c | 1 a |\n")
        .endsWith("- a: Closed.\n- b: Immortal.\n- c: Far away.\n");
  }

  @Test
  void projectReasonsAreRead() throws IOException {
    assertThat(Overlaps.Reasons.load(OverlapsIT.REASONS).oneWorker()).isNotEmpty();
  }
}
