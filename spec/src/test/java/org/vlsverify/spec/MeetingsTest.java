package org.vlsverify.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each cell of the table has either a meeting or a reason; the table itself: {@link MeetingsIT}.
 */
class MeetingsTest {
  private static final Meetings.Reason CLOSES = reason("Closed.", "close", "close", "io");
  private static final Meetings.Reason KILLED = reason("Immortal.", "close", "killed");
  private static final Meetings.Reason FAR = reason("Far away.", "close", "close");
  private static final Meetings.Reason DEAF = reason("Deaf.", "io", "close", "io");

  private final Meetings meetings = new Meetings();

  private static Meetings.Reason reason(String reason, String operation, String... others) {
    return new Meetings.Reason(reason, List.of(operation), List.of(others));
  }

  private static Meetings.Reasons reasons(
      List<Meetings.Reason> oneWorker, Meetings.Reason... twoWorkers) {
    return new Meetings.Reasons(oneWorker, List.of(twoWorkers));
  }

  @BeforeEach
  void meet() {
    meetings.add(true, "Locking_a", "io", "io: begin", "io", "io: inside");
    meetings.add(true, "Locking_b", "io", "io: inside", "io", "io: inside");
    meetings.addDeath("Locking_a", "io", "io: inside");
    meetings.add(false, "Locking_a", "io", "io: inside", "close", "close: begin");
    meetings.add(false, "Locking_a", "io", "io: inside", "io", "io: inside");
  }

  @Test
  void eachCellHasOneOrTheOther() {
    assertThat(meetings.complaints(reasons(List.of(CLOSES, KILLED), FAR))).isEmpty();
  }

  @Test
  void anEmptyCellHasNoReason() {
    assertThat(meetings.complaints(reasons(List.of())))
        .containsExactly(
            "close and close of one worker never meet, and meetings.json does not say why",
            "close and io of one worker never meet, and meetings.json does not say why",
            "close and killed never meet, and meetings.json does not say why",
            "close and close of two workers never meet, and meetings.json does not say why");
  }

  @Test
  void aReasonIsStaleOrGivenTwiceOrAboutNothing() {
    Meetings.Reason unknown = reason("Lost.", "flush", "io", "killed");
    assertThat(meetings.complaints(reasons(List.of(CLOSES, KILLED, DEAF), FAR, unknown)))
        .containsExactly(
            "close and io of one worker never meet, for several reasons",
            "io and io of one worker meet; meetings.json says that they do not",
            "there is no operation flush",
            "there is no operation killed");
  }

  @Test
  void theDocumentCountsOrGivesTheReason() {
    assertThat(meetings.markdown(List.of("Locking_a"), reasons(List.of(CLOSES, KILLED), FAR)))
        .contains("| | close | io | killed |\n")
        .contains("| close | a | a | b |\n")
        .contains("| io | a | 2 a | 1 a |\n")
        .contains("| close | c | 1 a |\n")
        .endsWith("- a: Closed.\n- b: Immortal.\n- c: Far away.\n");
  }

  @Test
  void theProjectsReasonsCanBeRead() throws IOException {
    assertThat(Meetings.Reasons.load(MeetingsIT.REASONS).oneWorker()).isNotEmpty();
  }
}
