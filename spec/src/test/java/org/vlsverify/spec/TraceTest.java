package org.vlsverify.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
  private static final Operation SHARE = operation("Share", "w", "w2", "s", "s1");
  private static final Operation LEAVE = operation("Leave", "w", "w1");

  private static final Trace SAFETY =
      new Trace(
          "some-model",
          new Trace.Problem(Verdict.INVARIANT, "OwnerIsSubscriber"),
          state("[owner |-> w1, listeners |-> {}]", "(w1 :> <<Free, Free>> @@ w2 :> <<w1, w2>>)"),
          List.of(
              new Trace.Step(
                  SHARE,
                  state(
                      "[owner |-> w2, listeners |-> {w1}]",
                      "(w1 :> <<[id |-> s1], Free>> @@ w2 :> <<w2, w1>>)")),
              new Trace.Step(
                  LEAVE,
                  state(
                      "NotShared", "(w1 :> <<[id |-> s1], Free>> @@ w2 :> <<>> @@ w3 :> \"w1\")"))),
          Optional.empty());

  private static Operation operation(String action, String... namesAndValues) {
    Map<String, TlaValue> arguments = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      arguments.put(namesAndValues[i], TlaValue.model(namesAndValues[i + 1]));
    }
    return new Operation(action, arguments);
  }

  private static Map<String, TlaValue> state(String shared, String pool) {
    Map<String, TlaValue> state = new LinkedHashMap<>();
    state.put("shared", TlaValueParser.value(shared));
    state.put("pool", TlaValueParser.value(pool));
    return state;
  }

  private static Trace with(Trace.Lasso lasso) {
    return new Trace(
        SAFETY.model(),
        new Trace.Problem(Verdict.LIVENESS, "Served"),
        SAFETY.initial(),
        SAFETY.steps(),
        Optional.of(lasso));
  }

  @Test
  void isPrintedWithItsChangesOnly() {
    assertThat(TracePrinter.print(SAFETY))
        .isEqualTo(
            """
              1  Initial state
                   shared = [listeners |-> {}, owner |-> w1]
                   pool[w1] = <<Free, Free>>
                   pool[w2] = <<w1, w2>>
              2  Share(w=w2, s=s1)
                   shared.listeners: {} -> {w1}
                   shared.owner: w1 -> w2
                   pool[w1][1]: Free -> [id |-> s1]
                   pool[w2]: <<w1, w2>> -> <<w2, w1>>
              3  Leave(w=w1)
                   shared: [listeners |-> {w1}, owner |-> w2] -> NotShared
                   pool[w2]: <<w2, w1>> -> <<>>
                   pool[w3]: (none) -> "w1"
            The invariant OwnerIsSubscriber is false in the last state.
            """);
  }

  @Test
  void marksWhereALassoStartsAndHowItCloses() {
    assertThat(TracePrinter.print(with(new Trace.Lasso(1, Optional.of(SHARE)))))
        .contains("  2  Share(w=w2, s=s1)   <- the loop starts here\n")
        .endsWith(
            """
              ->  Share(w=w2, s=s1)   <- back to state 2
                   shared: NotShared -> [listeners |-> {w1}, owner |-> w2]
                   pool[w2]: <<>> -> <<w2, w1>>
                   pool[w3]: "w1" -> (none)
            The temporal property Served is violated by this infinite behaviour.
            """);
  }

  @Test
  void saysWhenNothingHappensAnyMore() {
    Trace stuttering = with(new Trace.Lasso(2, Optional.empty()));
    assertThat(stuttering.lasso().orElseThrow().isStuttering()).isTrue();
    assertThat(TracePrinter.print(stuttering))
        .doesNotContain("loop")
        .contains("  ->  nothing happens any more after state 3\n");
  }

  @Test
  void saysWhenAStepChangesNothing() {
    Trace idle =
        new Trace(
            "m",
            new Trace.Problem(Verdict.DEADLOCK, null),
            SAFETY.initial(),
            List.of(new Trace.Step(LEAVE, SAFETY.initial())),
            Optional.empty());
    assertThat(TracePrinter.print(idle))
        .endsWith(
            """
              2  Leave(w=w1)
                   (no change)
            Deadlock: no action is enabled in the last state.
            """);
  }

  @Test
  void isTheSameAfterJson(@TempDir Path directory) {
    for (Trace trace :
        List.of(
            SAFETY,
            with(new Trace.Lasso(0, Optional.of(SHARE))),
            with(new Trace.Lasso(2, Optional.empty())))) {
      Path file = directory.resolve("some").resolve("trace.json");
      TraceJson.write(trace, file);
      assertThat(TraceJson.read(file)).isEqualTo(trace);
    }
  }

  @Test
  void jsonHasOneLinePerVariable() {
    assertThat(TraceJson.toJson(with(new Trace.Lasso(1, Optional.of(LEAVE)))))
        .isEqualTo(
            """
            {
              "#meta": {"format": "ITF", "model": "some-model", "kind": "LIVENESS",\
             "property": "Served", "modelValues": ["Free", "NotShared", "s1", "w1", "w2", "w3"],\
             "loopStep": {"action": "Leave", "arguments": {"w": "w1"}}},
              "vars": ["shared", "pool"],
              "states": [
                {
                  "#meta": {"index": 0},
                  "shared": {"listeners": {"#set": []}, "owner": "w1"},
                  "pool": {"#map": [["w1", ["Free", "Free"]], ["w2", ["w1", "w2"]]]}
                },
                {
                  "#meta": {"index": 1, "action": "Share", "arguments": {"w": "w2", "s": "s1"}},
                  "shared": {"listeners": {"#set": ["w1"]}, "owner": "w2"},
                  "pool": {"#map": [["w1", [{"id": "s1"}, "Free"]], ["w2", ["w2", "w1"]]]}
                },
                {
                  "#meta": {"index": 2, "action": "Leave", "arguments": {"w": "w1"}},
                  "shared": "NotShared",
                  "pool": {"#map": [["w1", [{"id": "s1"}, "Free"]], ["w2", []],\
             ["w3", {"#string": "w1"}]]}
                }
              ],
              "loop": 1
            }
            """);
  }

  @Test
  void badFilesAreNamed(@TempDir Path directory) throws IOException {
    Path missing = directory.resolve("missing.json");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> TraceJson.read(missing))
        .withMessage("The trace " + missing + " cannot be read.");
    for (String text : List.of("", "{", "[]", "{}", "{\"#meta\": {\"modelValues\": []}}")) {
      Path bad = Files.writeString(directory.resolve("bad.json"), text);
      assertThatExceptionOfType(BadInputException.class)
          .isThrownBy(() -> TraceJson.read(bad))
          .withMessage("The file " + bad + " does not hold a trace.");
    }
  }

  @Test
  void aLassoStartsAtAState() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(new Trace.Lasso(3, Optional.empty())));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(new Trace.Lasso(-1, Optional.empty())));
  }

  @Test
  void operationsAreOrderedByNameThenArguments() {
    assertThat(
            List.of(operation("B"), SHARE, operation("Share", "w", "w2", "s", "s0"), LEAVE).stream()
                .sorted()
                .toList())
        .extracting(Operation::toString)
        .containsExactly("B()", "Leave(w=w1)", "Share(w=w2, s=s0)", "Share(w=w2, s=s1)");
    assertThat(SHARE.argument("s")).isEqualTo(TlaValue.model("s1"));
    assertThat(SAFETY.length()).isEqualTo(3);
  }
}
