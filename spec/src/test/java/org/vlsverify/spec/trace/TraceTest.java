package org.vlsverify.spec.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tla.TlaValueParser;
import org.vlsverify.spec.tlc.Verdict;

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
  void lassoStartAndEndAreMarked() {
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
  void stutteringIsNamed() {
    Trace stuttering = with(new Trace.Lasso(2, Optional.empty()));
    assertThat(stuttering.lasso().orElseThrow().isStuttering()).isTrue();
    assertThat(TracePrinter.print(stuttering))
        .doesNotContain("loop")
        .contains("  ->  no further step after state 3\n");
  }

  @Test
  void stepWithoutChangeIsNamed() {
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
              "#meta": {"format": "ITF", "version": 1, "model": "some-model", "kind": "LIVENESS",\
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

  private static void assertRefused(Path file, String sentence) {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> TraceJson.read(file))
        .withMessage(sentence);
  }

  @Test
  void badFilesAreNamed(@TempDir Path directory) throws IOException {
    Path missing = directory.resolve("missing.json");
    assertRefused(missing, "There is no file " + missing + ".");
    assertRefused(directory, directory + " is a folder, not a file with a trace.");
    Path binary = Files.write(directory.resolve("binary.json"), new byte[] {(byte) 0xff, 0});
    assertRefused(binary, "The file " + binary + " is not text in UTF-8.");
    Path huge = directory.resolve("huge.json");
    try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
      sparse.setLength(TraceJson.MOST_BYTES + 1);
    }
    assertRefused(
        huge, "The file " + huge + " has 134,217,729 bytes; a trace may have 134,217,728.");
  }

  static List<Arguments> badTexts() {
    String good = TraceJson.toJson(SAFETY);
    String itf = "{\"vars\": [\"n\"], \"states\": ";
    return List.of(
        Arguments.of("", " is empty."),
        Arguments.of(" \n", " is empty."),
        Arguments.of("{", " is cut off: its JSON has no end."),
        Arguments.of(good.substring(0, 500), " is cut off: its JSON has no end."),
        Arguments.of("Hello.", " is not proper JSON, see line 1, column 6."),
        Arguments.of("{} {}", " is not proper JSON, see line 1, column 4."),
        Arguments.of(
            "[".repeat(101) + "]".repeat(101),
            " is nested more deeply than 100 levels, or has numbers or names too long."),
        Arguments.of("[]", " does not hold a trace: it is not a JSON object."),
        Arguments.of("{}", " does not hold a trace: the field \"vars\" is missing."),
        Arguments.of(itf + "[]}", " does not hold a trace: it has no states."),
        Arguments.of(
            itf + "7}", " does not hold a trace: the field \"states\" is not a JSON array."),
        Arguments.of(itf + "[3]}", " does not hold a trace: its state 1 is not a JSON object."),
        Arguments.of(
            itf + "[{}]}", " does not hold a trace: its state 1 has no value of the variable n."),
        Arguments.of(
            itf + "[{\"n\": 1}, {\"n\": 1, \"m\": 2}]}",
            " does not hold a trace: its state 2 has the variable m, which its first state does not"
                + " have."),
        Arguments.of(
            itf + "[{\"n\": {\"#map\": [[1, 2], [1, 3]]}}]}",
            " does not hold a trace: a #map has two values for the key 1."),
        Arguments.of(
            itf + "[{\"n\": null}]}", " does not hold a trace: not a value of TLA+: null."),
        Arguments.of(
            itf + "[{\"n\": {\"#new\": 1}}]}",
            " does not hold a trace: not a value of ITF: {\"#new\":1}."),
        Arguments.of(
            itf + "[{\"n\": 1}], \"loop\": 1}",
            " does not hold a trace: its loop starts at index 1, where it has no state."),
        Arguments.of(
            good.replace("\"version\": 1", "\"version\": 2"),
            " does not hold a trace: its format has version 2, and only version 1 can be read."),
        Arguments.of(
            good.replace("INVARIANT", "ODDITY"),
            " does not hold a trace: unknown kind of problem \"ODDITY\"."));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badTexts")
  void badTextIsRejectedInOneSentence(String text, String sentence, @TempDir Path directory)
      throws IOException {
    Path bad = Files.writeString(directory.resolve("bad.json"), text);
    assertRefused(bad, "The file " + bad + sentence);
  }

  @Test
  void tooManyStatesAreRejected(@TempDir Path directory) throws IOException {
    Path long100000 = directory.resolve("long.json");
    Files.writeString(
        long100000,
        "{\"vars\": [\"n\"], \"states\": [{\"n\": 0}" + ",{\"n\": 1}".repeat(100_000) + "]}");
    assertRefused(
        long100000,
        "The file "
            + long100000
            + " does not hold a trace: it has 100,001 states, and only 100,000 can be read.");
  }

  @Test
  void missingVersionMeansFirst(@TempDir Path directory) throws IOException {
    Path old =
        Files.writeString(
            directory.resolve("old.json"),
            TraceJson.toJson(SAFETY).replace("\"version\": 1, ", ""));
    assertThat(Files.readString(old)).doesNotContain("version");
    assertThat(TraceJson.read(old)).isEqualTo(SAFETY);
  }

  @Test
  void witnessIsKept(@TempDir Path directory) throws IOException {
    TlaValue worker = TlaValue.model("w7");
    Witness.Term term =
        new Witness.Term("owner[7]", List.of(TlaValue.string("owner"), worker), List.of(worker));
    Witness.Locks locks =
        new Witness.Locks(
            List.of(new Witness.Hold(TlaValue.string("desk"), worker, true)),
            List.of(new Witness.Wait(worker, worker, TlaValue.string("desk"))));
    Trace known =
        SAFETY.with(
            new Witness(
                List.of(
                    new Witness.Fault(
                        Map.of("w", worker), "P(w)", List.of(term), Optional.of(worker))),
                Optional.of(new Witness.Refinement("M", Optional.of("A(w7)"), List.of(term))),
                Collections.nCopies(SAFETY.length(), locks)));
    Path file = directory.resolve("trace.json");
    TraceJson.write(known, file);
    assertThat(TraceJson.read(file)).isEqualTo(known);

    Path wrong =
        Files.writeString(
            directory.resolve("wrong.json"),
            Files.readString(file).replace("\"formula\": \"P(w)\"", "\"formula\": 7"));
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> TraceJson.read(wrong))
        .withMessageContaining("does not hold a trace: the witness is malformed:")
        .withMessageContaining("\"formula\"");
  }

  @Test
  void locksAreKnownOfEachStateOrOfNone() {
    Witness one =
        new Witness(List.of(), Optional.empty(), List.of(new Witness.Locks(List.of(), List.of())));
    assertThatIllegalArgumentException().isThrownBy(() -> SAFETY.with(one));
  }

  @Test
  void outcomeIsKeptAndPrinted(@TempDir Path directory) {
    Trace known =
        new Trace(
            "m",
            new Trace.Problem(Verdict.DIFFERENCE, "the owner is another one"),
            SAFETY.initial(),
            List.of(new Trace.Step(LEAVE, Optional.of("unshared"), SAFETY.state(1))),
            Optional.empty());
    Path file = directory.resolve("trace.json");
    TraceJson.write(known, file);
    assertThat(TraceJson.read(file)).isEqualTo(known);
    assertThat(TracePrinter.print(known))
        .contains("  2  Leave(w=w1) -> unshared\n")
        .endsWith("differs from the specification: the owner is another one.\n");
  }

  @Test
  void tracesOfOtherToolsAreRead() {
    Trace trace =
        TraceJson.read(Path.of("src", "test", "resources", "foreign", "itf", "library.itf.json"));
    assertThat(TracePrinter.print(trace))
        .isEqualTo(
            """
              1  Initial state
                   Readers = 2
                   queue = <<"ann", "bob">>
                   lent = {}
                   fees = [ann |-> 0, bob |-> 0]
                   shelf[1] = [title |-> "Emma"]
                   shelf[7] = [title |-> "Ulysses"]
                   total = 123456789012345678901234567890
                   oddity = Nat
              2  step()   <- the loop starts here
                   queue: <<"ann", "bob">> -> <<"bob">>
                   lent: {} -> {<<"ann", 7>>}
              3  step()
                   lent: {<<"ann", 7>>} -> {}
                   fees.ann: 0 -> 3
                   total: 123456789012345678901234567890 -> -5
              ->  step()   <- back to state 2
                   lent: {} -> {<<"ann", 7>>}
                   fees.ann: 3 -> 0
                   total: -5 -> 123456789012345678901234567890
            The file says: source: Library.tla.
            """);
    assertThat(trace.model()).isEqualTo("Library.tla");
  }

  @Test
  void lassoStartMustBeAState() {
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
