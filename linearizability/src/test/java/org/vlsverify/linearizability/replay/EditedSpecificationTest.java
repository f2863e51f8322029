package org.vlsverify.linearizability.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.linearizability.checks.Variant;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.session.SpecException;
import org.vlsverify.spec.tlc.Verdict;

/**
 * Negative control: an edit of the specification alone is found by the replay of its states on the
 * reference.
 */
class EditedSpecificationTest {
  private static final String CONFIG =
      """
      SPECIFICATION Spec
      CONSTANTS
        Workers = {w0, w1}
        Sessions = {s0}
        Listenable = {s0}
        SlotCapacity = 1
        SharedCapacity = 1
        NoWorker = NoWorker
        Free = Free
        NotShared = NotShared
      CHECK_DEADLOCK FALSE
      """;

  @TempDir private Path directory;

  @Test
  void unchangedSpecificationHasNoDifference() throws IOException {
    ReplayModel model = edited("", "");

    ReplayReport report = replay(model);

    assertThat(report.states()).isEqualTo(model.states());
    assertThat(report.edges()).isEqualTo(model.edges());
    assertThat(report).asString().contains("Replay of edited on reference: ", " steps, ");
  }

  @Test
  void changedRefusalIsFound() throws IOException {
    ReplayModel model =
        edited(
            "ELSE IF w \\notin Subscribers(s) THEN \"not-subscribed\"",
            "ELSE IF w \\notin Subscribers(s) THEN \"unknown-session\"");

    ReplayDifference difference = catchThrowableOfType(ReplayDifference.class, () -> replay(model));

    assertThat(difference.call()).isEqualTo("unshare(worker 0, session 0)");
    assertThat(difference.position()).isEqualTo(2);
    assertThat(difference)
        .hasMessageContaining("outcome: expected UNKNOWN_SESSION, is NOT_SUBSCRIBED");
  }

  @Test
  void changedNextStateIsFound() throws IOException {
    ReplayModel model =
        edited("ELSE IF parent[v] = w THEN parent[w]", "ELSE IF parent[v] = w THEN parent[v]");

    ReplayDifference difference = catchThrowableOfType(ReplayDifference.class, () -> replay(model));

    assertThat(difference.call()).isEqualTo("exitComplete(worker 0)");
    assertThat(difference).hasMessageContaining("worker 1: parent: expected worker 0, is none");
  }

  @Test
  void changedAnswerIsFound() throws IOException {
    ReplayModel model =
        edited(
            "IsSharedByAnswer(w, s, v) == Live(w) /\\ Holds(w, s) /\\ v \\in Subscribers(s)",
            "IsSharedByAnswer(w, s, v) == Live(w) /\\ Holds(w, s)");

    ReplayDifference difference = catchThrowableOfType(ReplayDifference.class, () -> replay(model));

    assertThat(difference.call()).startsWith("isSharedBy(worker 0, session 0");
    assertThat(difference).hasMessageContaining("answer: expected true, is false");
  }

  @Test
  void refusedStepIsFound() {
    assertContradiction(
        "/\\ DieResult(w) = \"died\"",
        "/\\ life[w] # \"dead\"",
        "Now die(worker 1) is a step, although it is refused: WORKER_NOT_LIVE.");
  }

  @Test
  void grantedOperationWithoutStepIsFound() {
    assertContradiction(
        "/\\ ExitCompleteResult(w) = \"exited\"",
        "/\\ FALSE",
        "Now exitComplete(worker 0) is no step, although it is granted: EXITED.");
  }

  @Test
  void stepWithoutEffectIsFound() {
    assertContradiction(
        "/\\ Copy(w, s).listen # \"none\" /\\ ~Copy(w, s).waits",
        "/\\ Copy(w, s).listen # \"none\"",
        "Now epollAdd(worker 0, session 0, VPP attaches) is a step that changes nothing.");
  }

  @Test
  void evaluationErrorNamesCommand() {
    assertThatThrownBy(() -> edited("IF owner = w THEN Head(rest) ELSE owner", "owner"))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("The states of model edited cannot be replayed: ")
        .hasMessageContaining("CHOOSE")
        .hasMessageContaining("exec:java -Dexec.args=\"edited\"");
  }

  private void assertContradiction(String from, String to, String complaint) {
    assertThatThrownBy(() -> edited(from, to))
        .isInstanceOf(ReplayDifference.class)
        .hasMessageStartingWith("The specification contradicts itself in model edited.")
        .hasMessageEndingWith(complaint + "\n");
  }

  private static ReplayReport replay(ReplayModel model) {
    return Replay.run(model, "reference", Variant.REFERENCE, "");
  }

  /** The specification with one replacement. */
  private ReplayModel edited(String from, String to) throws IOException {
    String text = Files.readString(ProjectRoot.path().resolve("spec/tla/SharedData.tla"));
    if (!from.isEmpty()) {
      assertThat(text.split(Pattern.quote(from), -1)).hasSize(2);
      text = text.replace(from, to);
    }
    Path module = Files.writeString(directory.resolve("SharedData.tla"), text);
    Path config = Files.writeString(directory.resolve("SharedData.cfg"), CONFIG);
    return ReplayModel.of(
        new Model(
            "edited",
            "An edit",
            "SharedData",
            module,
            config,
            null,
            Budget.QUICK,
            null,
            false,
            1,
            null,
            new Model.Expectation(Verdict.OK, null, null, null, null, null)));
  }
}
