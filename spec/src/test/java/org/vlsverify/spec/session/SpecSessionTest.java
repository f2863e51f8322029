package org.vlsverify.spec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vlsverify.spec.Fixtures;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.TlcJar;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpecSessionTest {
  private static final TlaValue R1 = TlaValue.model("r1");
  private static final TlaValue R2 = TlaValue.model("r2");
  private static final TlaValue B1 = TlaValue.model("b1");

  private SpecSession lending;
  private SpecSession values;

  @BeforeAll
  void open() {
    lending = SpecSession.open(Fixtures.model("LendingOk"));
    values = SpecSession.open(Fixtures.model("Values"));
  }

  @AfterAll
  void close() {
    lending.close();
    values.close();
  }

  @Test
  void variablesAreInTheOrderOfTheirDeclaration() {
    assertThat(lending.variables()).containsExactly("holder", "waiting", "card");
    assertThat(lending.state(lending.initialStates()[0]).keySet())
        .containsExactly("holder", "waiting", "card");
  }

  @Test
  void operationsHaveTheirArgumentsByName() {
    assertThat(lending.operations())
        .extracting(Operation::toString)
        .containsExactly(
            "Borrow(r=r1, b=b1)",
            "Borrow(r=r2, b=b1)",
            "Request(r=r1, b=b1)",
            "Request(r=r2, b=b1)",
            "Return(r=r1, b=b1)",
            "Return(r=r2, b=b1)");
  }

  @Test
  void successorsAreStepsOfTheSpecification() {
    int initial = lending.initialStates()[0];
    List<Successor> steps = lending.successors(initial);
    assertThat(steps)
        .extracting(step -> step.operation().toString())
        .containsExactly("Borrow(r=r1, b=b1)", "Borrow(r=r2, b=b1)");
    int lent = steps.get(0).target();
    assertThat(lending.value(lent, "holder")).hasToString("(b1 :> r1)");
    assertThat(lending.value(lent, "card").get(R1))
        .hasToString("[loans |-> {b1}, state |-> \"full\"]");
    assertThat(lending.successors(lent))
        .extracting(step -> step.operation().toString())
        .containsExactly("Request(r=r2, b=b1)", "Return(r=r1, b=b1)");
    assertThat(lending.successors(lent).get(1).target()).isEqualTo(initial);
  }

  @Test
  void statesAreFoundByTheirValues() {
    int initial = lending.initialStates()[0];
    Map<String, TlaValue> state = lending.state(initial);
    assertThat(lending.find(state)).isEqualTo(OptionalInt.of(initial));
    Map<String, TlaValue> unknown =
        Map.of(
            "holder", TlaValue.function(Map.of(B1, R1)),
            "waiting", state.get("waiting"),
            "card", state.get("card"));
    assertThat(lending.find(unknown)).isEmpty();
  }

  @Test
  void operatorsAreEvaluatedInAState() {
    int initial = lending.initialStates()[0];
    int lent = lending.successors(initial).get(0).target();
    assertThat(lending.evaluate(initial, "Answer", R1, B1)).isEqualTo(TlaValue.string("free"));
    StateQuery answer = lending.query("Answer", R2, B1);
    assertThat(answer.evaluate(lent)).isEqualTo(TlaValue.string("lent"));
    assertThat(answer.evaluate(initial)).isEqualTo(TlaValue.string("free"));
    assertThat(lending.query("OneLoan").test(lent)).isTrue();
    assertThat(lending.evaluate(lent, "Lent")).isEqualTo(TlaValue.set(B1));
    assertThat(lending.evaluate(lent, "Queue", B1)).hasToString("[length |-> 0, readers |-> {}]");
  }

  @Test
  void constantsAndConstantOperatorsAreEvaluated() {
    int initial = lending.initialStates()[0];
    assertThat(lending.evaluate(initial, "Readers")).isEqualTo(TlaValue.set(R1, R2));
    assertThat(lending.evaluate(initial, "Loans"))
        .isEqualTo(TlaValue.set(TlaValue.tuple(R1, B1), TlaValue.tuple(R2, B1)));
    assertThat(lending.evaluate(initial, "Range", TlaValue.tuple(R1))).isEqualTo(TlaValue.set(R1));
    assertThat(lending.evaluate(initial, "Room"))
        .as("the override of the configuration")
        .isEqualTo(TlaValue.of(2));
    assertThat(lending.defines("Answer")).isTrue();
    assertThat(lending.defines("Append")).isTrue();
    assertThat(lending.defines("Shelf")).isTrue();
    assertThat(lending.defines("holder")).isFalse();
    assertThat(lending.defines("Nothing")).isFalse();
  }

  @Test
  void invalidQueriesAreRejected() {
    int initial = lending.initialStates()[0];
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> lending.query("Nothing"))
        .withMessage("the specification does not define Nothing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lending.query("Answer", R1))
        .withMessage("Answer has 2 parameters, not 1");
    assertThatIllegalArgumentException().isThrownBy(() -> lending.query("Readers", R1));
    assertThatIllegalArgumentException().isThrownBy(() -> lending.successors(1_000_000));
    assertThatIllegalArgumentException().isThrownBy(() -> lending.value(initial, "nothing"));
    assertThatIllegalStateException().isThrownBy(() -> lending.query("Lent").test(initial));
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> lending.query("Len", TlaValue.tuple()))
        .withMessage("Len is not defined in TLA+ but in Java");
  }

  @Test
  void evaluationErrorIsSpecificationError() {
    int initial = values.initialStates()[0];
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> values.evaluate(initial, "NoValue"))
        .withMessageContaining("missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bool TRUE",
        "int -3",
        "string \"a \\\"b\\\" \\\\ c\"",
        "model Thing",
        "tuple <<1, <<>>, \"x\">>",
        "set {1, 2, 3}",
        "record [kind |-> Thing, size |-> 2]",
        "function (Other :> 2 @@ Thing :> 1)",
        "interval {2, 3, 4}",
        "powerset {<<>>, {}}",
        "lambda <<1, 4, 9>>"
      })
  void everyKindOfValueGoesToTlcAndBack(String variableAndValue) {
    int initial = values.initialStates()[0];
    String variable = variableAndValue.substring(0, variableAndValue.indexOf(' '));
    TlaValue value = values.value(initial, variable);
    if (variable.equals("powerset")) {
      assertThat(value).hasToString("{{}, {1}, {1, 2}, {2}}");
    } else {
      assertThat(value).hasToString(variableAndValue.substring(variable.length() + 1));
    }
    assertThat(values.evaluate(initial, "Identity", value)).isEqualTo(value);
    assertThat(values.evaluate(initial, "Both", value, value))
        .isEqualTo(TlaValue.tuple(value, value));
  }

  @Test
  void modelValuesKeepTheirIdentityInTlc() {
    int initial = values.initialStates()[0];
    TlaValue function = TlaValue.function(Map.of(TlaValue.model("Thing"), TlaValue.of(7)));
    assertThat(values.evaluate(initial, "OfThing", function).asInt()).isEqualTo(7);
    assertThat(values.query("ThingIsModel").test(initial)).isTrue();
    assertThat(values.find(values.state(initial))).hasValue(initial);
  }

  @Test
  void brokenSpecificationIsRejectedWithPosition() {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> SpecSession.open(Fixtures.model("BrokenSyntax")))
        .withMessage(
            """
            The specification BrokenSyntax.tla with the configuration BrokenSyntax.cfg cannot be\
             checked:
              Encountered "Beginning of definition" at line 5, column 1 and token "1"
              Could not parse module BrokenSyntax from file BrokenSyntax.tla""");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> SpecSession.open(Fixtures.model("BrokenName")))
        .withMessageContaining("line 4, col 14 to line 4, col 22 of module BrokenName")
        .withMessageContaining("Unknown operator: `Successor'.");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> SpecSession.open(Fixtures.model("StepsBadConfig")))
        .withMessageContaining("NoSuchInvariant");
  }

  @Test
  void missingFilesAreNamed() {
    Path module = Fixtures.SPECS.resolve("Lending.tla");
    Path missing = Fixtures.SPECS.resolve("Missing.cfg");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> SpecSession.open(module, missing, TlcJar.find()))
        .withMessage("There is no file " + missing + ".");
  }

  @Test
  void concurrentQueriesAreSafe() throws Exception {
    int initial = lending.initialStates()[0];
    int lent = lending.successors(initial).get(0).target();
    StateQuery answer = lending.query("Answer", R1, B1);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> results =
          IntStream.range(0, 4)
              .mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              IntStream.range(0, 2_000)
                                  .allMatch(
                                      n ->
                                          answer.evaluate(initial).asString().equals("free")
                                              && answer.evaluate(lent).asString().equals("yours"))))
              .toList();
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Standard modules are read from a jar; closing one session must not close it for another. */
  @Test
  void sessionsAreOpenedAndClosedByManyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> opened =
          IntStream.range(0, 24)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            try (SpecSession session =
                                SpecSession.open(Fixtures.model("LendingOk"))) {
                              return session.initialStates().length;
                            }
                          }))
              .toList();
      for (Future<Integer> session : opened) {
        assertThat(session.get()).isEqualTo(lending.initialStates().length);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
