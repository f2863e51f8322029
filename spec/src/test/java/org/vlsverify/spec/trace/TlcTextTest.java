package org.vlsverify.spec.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.Verdict;

/** The output of TLC, in the forms in which it is passed on. */
class TlcTextTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "foreign", "tlc");

  private static Trace read(String name) {
    return TraceJson.read(FOLDER.resolve(name));
  }

  /** The steps' names, and a lasso as in the printed trace. */
  private static String steps(Trace trace) {
    String steps =
        String.join(" ", trace.steps().stream().map(s -> s.operation().toString()).toList());
    return trace
        .lasso()
        .map(
            lasso ->
                lasso
                    .operation()
                    .map(step -> " " + step + " back to " + (lasso.start() + 1))
                    .orElse(" for ever"))
        .map(end -> steps + end)
        .orElse(steps);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      value = {
        "invariant.txt; Lasso; INVARIANT; Inv; Go() Go() Go()",
        "github-actions.txt; Lasso; INVARIANT; Inv; Go() Go() Go()",
        "stuttering-tool.txt; Door; LIVENESS; -; Open() for ever",
        "lasso-tool.txt; Door; LIVENESS; -; Open() Shut() back to 1",
        "docker.txt; Door; ACTION_PROPERTY; at line 9, col 3 to line 9, col 30 of module Door;"
            + " Open()",
        "difftrace.txt; Door; DEADLOCK; -; Open() Enter(\"ann\")",
        "assertion.txt; (of TLC); ASSERTION; \"too many inside\"; ''",
        "simulation-file.txt; Door; NOT_SAID; -; Open()",
        "states-only.txt; Door; NOT_SAID; -; Action()",
        "dump.json; Lasso; LIVENESS; -; Go(by=2) Stop() Again() back to 2",
        "dump-initial.json; (of TLC); VIOLATION; -; ''",
        "dump-states.json; (of TLC); NOT_SAID; -; step()"
      })
  void outputIsTrace(String file, String model, Verdict kind, String property, String steps) {
    Trace trace = read(file);
    assertThat(trace.model()).isEqualTo(model);
    assertThat(trace.problem()).isEqualTo(new Trace.Problem(kind, property));
    assertThat(steps(trace)).isEqualTo(steps);
  }

  @Test
  void bugReportIsTrace() {
    Trace trace = read("bug-report.md");
    assertThat(TracePrinter.print(trace))
        .isEqualTo(
            """
              1  Initial state
                   buffer = <<>>
                   pc[c1] = "consume"
                   pc[p1] = "produce"
                   pc[p2] = "produce"
                   waiting = {}
              2  Wait(c1)   <- the loop starts here
                   pc[c1]: "consume" -> "wait"
                   waiting: {} -> {c1}
              3  Put(p1, [from |-> p1, text |-> "State 9: Error: \\"odd\\" ]"])
                   buffer: <<>> -> <<[from |-> p1, text |-> "State 9: Error: \\"odd\\" ]"]>>
              4  Take(p2)
                   buffer: <<[from |-> p1, text |-> "State 9: Error: \\"odd\\" ]"]>> -> <<>>
              ->  Notify(p2)   <- back to state 2
                   (no change)
            The temporal property is violated by this infinite behaviour.
            """);
    assertThat(trace.model()).isEqualTo("MCQueue");
  }

  @Test
  void eachErrorIsTrace() {
    List<Trace> traces = TraceFile.read(FOLDER.resolve("continued.txt"));
    assertThat(traces)
        .extracting(trace -> trace.problem().sentence() + " " + trace.length())
        .containsExactly(
            "The invariant Small is false in the last state. 1",
            "The invariant Even is false in the last state. 2",
            "Deadlock: no action is enabled in the last state. 3");
    assertThat(traces).extracting(Trace::model).containsOnly("Counter");
  }

  @Test
  void evaluationErrorHasPosition() {
    assertThat(read("evaluation.txt").problem().sentence())
        .isEqualTo(
            """
            The specification cannot be evaluated: Attempted to check equality of integer 0 with\
             non-integer:
            "none"
            where: line 13, col 6 to line 13, col 20 of module Door
            it was evaluated for Door:12""");
  }

  @Test
  void unknownValuesStayText() {
    assertThat(read("states-only.txt").state(1).get("inside"))
        .isEqualTo(TlaValue.model("SUBSET {1}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"> ", "    ", "tlc-1  | ", "[INFO] ", "job 7\tTLC\t12:00:01.5 "})
  void logPrefixIsRemoved(String prefix, @TempDir Path directory) throws IOException {
    String log =
        Files.readString(FOLDER.resolve("invariant.txt")).replaceAll("(?m)^", prefix).strip();
    Path file = Files.writeString(directory.resolve("log"), prefix + log + "\r\n");
    assertThat(TraceJson.read(file)).isEqualTo(read("invariant.txt"));
  }

  @Test
  void windowsLineEndsAreAccepted(@TempDir Path directory) throws IOException {
    String log = Files.readString(FOLDER.resolve("bug-report.md")).replace("\n", "\r\n");
    Path file = Files.writeString(directory.resolve("log"), log);
    assertThat(TraceJson.read(file)).isEqualTo(read("bug-report.md"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "TLC2 Version 2.18\\nModel checking completed. No error has been found.;"
            + "it is output of TLC without an error",
        "TLC2 Version 2.18\\nError: Parsing or semantic analysis failed.;"
            + "TLC gives none for this error: Parsing or semantic analysis failed"
      })
  void outputWithoutTraceIsRejected(String text, String reason, @TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("log"), text.replace("\\n", "\n"));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> TraceJson.read(file))
        .withMessage("The file " + file + " does not hold a trace: " + reason + ".");
  }
}
