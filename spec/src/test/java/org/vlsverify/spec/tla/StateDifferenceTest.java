package org.vlsverify.spec.tla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateDifferenceTest {
  private static List<String> difference(TlaValue before, TlaValue after) {
    return StateDifference.of(Map.of("x", before), Map.of("x", after), Set.of());
  }

  private static List<TlaValue> numbers(int from, int to) {
    return new ArrayList<>(IntStream.range(from, to).mapToObj(TlaValue::of).toList());
  }

  /** The values in TLA+ and their difference; a bar separates lines. */
  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "{1}; {1, 2}; x: {1} -> {1, 2}",
        "<<1, 2>>; <<2>>; x: <<1, 2>> -> <<2>>",
        "[a |-> {1}]; [a |-> {}]; x.a: {1} -> {}",
        "[a |-> 1]; [b |-> 1]; x.a: 1 -> (none)|x.b: (none) -> 1",
        "(0 :> 1); (0 :> 1 @@ \"s t\" :> 2); x[\"s t\"]: (none) -> 2",
        "<<1, 2>>; (0 :> 5 @@ 1 :> 1 @@ 2 :> 2); x[0]: (none) -> 5",
        "<<>>; [a |-> 1]; x: <<>> -> [a |-> 1]",
        "<<[a |-> 1], [a |-> 2]>>; <<[a |-> 1], [a |-> 3]>>; x[2].a: 2 -> 3",
      })
  void shortValuesAreShownWhole(String before, String after, String lines) {
    assertThat(difference(TlaValueParser.value(before), TlaValueParser.value(after)))
        .containsExactly(lines.split("\\|(?!-)"));
  }

  @Test
  void longSetShowsOnlyChangedElements() {
    List<TlaValue> more = numbers(101, 161);
    assertThat(difference(TlaValue.set(numbers(100, 160)), TlaValue.set(more)))
        .containsExactly("x: removed 100", "x: added 160");
  }

  @Test
  void longSequenceShowsOnlyChangedElements() {
    TlaValue before = TlaValue.tuple(numbers(100, 160));
    List<TlaValue> longer = numbers(100, 160);
    longer.add(TlaValue.of(7));
    assertThat(difference(before, TlaValue.tuple(longer))).containsExactly("x[61]: added 7");
    assertThat(difference(before, TlaValue.tuple(numbers(101, 160))))
        .containsExactly("x[1]: removed 100");
    List<TlaValue> inserted = numbers(100, 160);
    inserted.add(30, TlaValue.of(7));
    assertThat(difference(before, TlaValue.tuple(inserted))).containsExactly("x[31]: added 7");
    List<TlaValue> changed = numbers(100, 160);
    changed.set(4, TlaValue.of(-1));
    assertThat(difference(before, TlaValue.tuple(changed))).containsExactly("x[5]: 104 -> -1");
  }

  @Test
  void nestedDifferenceIsFound() {
    TlaValue small = TlaValue.record(Map.of("who", TlaValue.set(numbers(0, 60))));
    TlaValue large = TlaValue.record(Map.of("who", TlaValue.set(numbers(0, 61))));
    TlaValue other = TlaValue.string("another one, so that all of it is longer than a line");
    assertThat(
            difference(
                TlaValue.function(Map.of(TlaValue.model("k"), TlaValue.tuple(other, small))),
                TlaValue.function(Map.of(TlaValue.model("k"), TlaValue.tuple(other, large)))))
        .containsExactly("x[k][2].who: added 60");
  }
}
