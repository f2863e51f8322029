package org.vlsverify.spec.tla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlaValueTest {
  private static final TlaValue ONE = TlaValue.of(1);
  private static final TlaValue TWO = TlaValue.of(2);
  private static final TlaValue W1 = TlaValue.model("w1");
  private static final TlaValue W2 = TlaValue.model("w2");

  @Test
  void isPrintedInTheSyntaxOfTla() {
    TlaValue value =
        TlaValue.record(
            Map.of(
                "set", TlaValue.set(TWO, ONE),
                "flag", TlaValue.of(true),
                "text", TlaValue.string("a \"b\" \\\n"),
                "owner", TlaValue.function(Map.of(W2, ONE, W1, TlaValue.tuple()))));
    assertThat(value)
        .hasToString(
            "[flag |-> TRUE, owner |-> (w1 :> <<>> @@ w2 :> 1), set |-> {1, 2},"
                + " text |-> \"a \\\"b\\\" \\\\\\n\"]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-12",
        "TRUE",
        "w1",
        "\"w1\"",
        "\"a \\\"b\\\" \\\\ \\t\\n\\f\\r\"",
        "<<>>",
        "<<1, <<w1>>, {}>>",
        "{1, 2, {3}}",
        "[a |-> 1, b_2 |-> [c |-> {}]]",
        "(w1 :> 1 @@ w2 :> <<>>)",
        "(0 :> 1 @@ 1 :> 2)",
        "(\"a b\" :> 1)"
      })
  void isReadAsPrinted(String text) {
    assertThat(TlaValueParser.value(text)).hasToString(text);
  }

  @Test
  void isReadAsTlcPrints() {
    assertThat(TlaValueParser.value("( w1 :>\n  << >> @@\n w2 :> 1..3 )"))
        .isEqualTo(
            TlaValue.function(
                Map.of(W1, TlaValue.tuple(), W2, TlaValue.set(ONE, TWO, TlaValue.of(3)))));
    assertThat(TlaValueParser.state("/\\ x = 1\n/\\ y = <<w1,\n w2>>\n"))
        .containsExactly(Map.entry("x", ONE), Map.entry("y", TlaValue.tuple(W1, W2)));
    assertThat(TlaValueParser.state("x = 1")).containsExactly(Map.entry("x", ONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<<1", "{1 2}", "[a |-> ]", "(1 :> )", "1 1", "§", "[a = 1]"})
  void isNotReadFromOtherText(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> TlaValueParser.value(text));
  }

  @Test
  void functionsOnOneToNAreTuples() {
    assertThat(TlaValue.function(Map.of(TWO, W2, ONE, W1))).isEqualTo(TlaValue.tuple(W1, W2));
    assertThat(TlaValue.function(Map.of())).isEqualTo(TlaValue.tuple());
    assertThat(TlaValue.record(Map.of())).isEqualTo(TlaValue.tuple());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TlaValue.FunctionValue(new TreeMap<>(Map.of(ONE, W1))));
  }

  @Test
  void functionsOnNamesAreRecords() {
    TlaValue function = TlaValue.function(Map.of(TlaValue.string("a"), ONE));
    assertThat(function).isEqualTo(TlaValue.record(Map.of("a", ONE)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new TlaValue.FunctionValue(new TreeMap<>(Map.of(TlaValue.string("a"), ONE))));
    assertThatIllegalArgumentException().isThrownBy(() -> TlaValue.record(Map.of("a b", ONE)));
  }

  @Test
  void modelValuesAreNotStrings() {
    assertThat(W1).isNotEqualTo(TlaValue.string("w1"));
    assertThat(TlaValue.set(W1, TlaValue.string("w1")).elements()).hasSize(2);
  }

  @Test
  void setsHaveNoOrderAndNoDuplicates() {
    assertThat(TlaValue.set(ONE, TWO, ONE)).isEqualTo(TlaValue.set(TWO, ONE));
    TlaValue.SetValue set = (TlaValue.SetValue) TlaValue.set(W2, ONE, W1);
    assertThat(set.elements()).containsExactly(ONE, W1, W2);
    assertThat(set.contains(W1)).isTrue();
    assertThat(set.contains(TWO)).isFalse();
  }

  @Test
  void orderIsTotalOverAllKinds() {
    List<TlaValue> values =
        List.of(
            TlaValue.of(false),
            TlaValue.of(true),
            ONE,
            TWO,
            TlaValue.string("a"),
            TlaValue.string("w1"),
            W1,
            W2,
            TlaValue.tuple(),
            TlaValue.tuple(ONE),
            TlaValue.tuple(ONE, ONE),
            TlaValue.tuple(TWO),
            TlaValue.record(Map.of("a", ONE)),
            TlaValue.record(Map.of("a", TWO)),
            TlaValue.record(Map.of("b", ONE)),
            TlaValue.function(Map.of(W1, ONE)),
            TlaValue.function(Map.of(W1, TWO)),
            TlaValue.function(Map.of(W2, ONE)),
            TlaValue.set(),
            TlaValue.set(ONE));
    List<TlaValue> shuffled = new ArrayList<>(values);
    Collections.reverse(shuffled);
    assertThat(new TreeSet<>(shuffled)).containsExactlyElementsOf(values);
  }

  @Test
  void accessorsFollowKind() {
    TlaValue value =
        TlaValue.record(
            Map.of(
                "n", TWO, "b", TlaValue.of(true), "w", TlaValue.tuple(W1), "s", TlaValue.set(W2)));
    assertThat(value.get("n").asInt()).isEqualTo(2);
    assertThat(value.get("b").asBoolean()).isTrue();
    assertThat(value.get("w").get(1).asString()).isEqualTo("w1");
    assertThat(value.get("s").elements()).containsExactly(W2);
    assertThat(TlaValue.function(Map.of(W1, ONE)).get(W1)).isEqualTo(ONE);
  }

  @Test
  void accessorOfOtherKindFails() {
    assertThatIllegalStateException().isThrownBy(W1::asInt).withMessage("not an integer: w1");
    assertThatIllegalStateException().isThrownBy(ONE::asBoolean);
    assertThatIllegalStateException().isThrownBy(ONE::asString);
    assertThatIllegalStateException().isThrownBy(ONE::elements);
    assertThatIllegalStateException()
        .isThrownBy(() -> TlaValue.tuple(W1).get(2))
        .withMessage("<<w1>> has no value at 2");
    assertThatIllegalStateException().isThrownBy(() -> ONE.get("a"));
  }

  @Test
  void collectsModelValuesEverywhere() {
    List<String> names = new ArrayList<>();
    TlaValue.function(
            Map.of(W1, TlaValue.record(Map.of("a", TlaValue.set(TlaValue.tuple(W2, ONE))))))
        .collectModelValues(names);
    assertThat(names).containsExactly("w1", "w2");
  }
}
