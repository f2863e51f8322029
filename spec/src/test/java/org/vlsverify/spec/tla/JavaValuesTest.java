package org.vlsverify.spec.tla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JavaValuesTest {
  private enum Colour {
    RED
  }

  private static final TlaValue ZERO_BASED =
      TlaValue.function(
          Map.of(
              TlaValue.of(0), TlaValue.model("b"),
              TlaValue.of(1), TlaValue.model("a")));

  @Test
  void sameValues() {
    assertThat(JavaValues.same(TlaValue.of(3), 3)).isTrue();
    assertThat(JavaValues.same(TlaValue.of(3), 3L)).isTrue();
    assertThat(JavaValues.same(TlaValue.of(true), true)).isTrue();
    assertThat(JavaValues.same(TlaValue.string("RED"), Colour.RED)).isTrue();
    assertThat(JavaValues.same(TlaValue.model("r1"), "r1")).isTrue();
    assertThat(JavaValues.same(TlaValue.set(TlaValue.of(1), TlaValue.of(2)), Set.of(2, 1)))
        .isTrue();
    assertThat(JavaValues.same(TlaValue.tuple(TlaValue.of(1)), new int[] {1})).isTrue();
    assertThat(JavaValues.same(ZERO_BASED, List.of("b", "a"))).isTrue();
    assertThat(JavaValues.same(ZERO_BASED, new String[] {"b", "a"})).isTrue();
    assertThat(JavaValues.same(ZERO_BASED, Map.of(0, "b", 1, "a"))).isTrue();
    assertThat(JavaValues.same(TlaValue.record(Map.of("x", TlaValue.of(1))), Map.of("x", 1)))
        .isTrue();
    assertThat(JavaValues.same(TlaValue.of(3), Optional.of(3))).isTrue();
    assertThat(JavaValues.same(TlaValue.of(3), TlaValue.of(3))).isTrue();
    assertThat(JavaValues.same(List.of(TlaValue.of(3)), 3)).isTrue();
  }

  @Test
  void otherValues() {
    assertThat(JavaValues.same(TlaValue.of(3), 4)).isFalse();
    assertThat(JavaValues.same(TlaValue.of(3), "3")).isFalse();
    assertThat(JavaValues.same(TlaValue.of(3), null)).isFalse();
    assertThat(JavaValues.same(TlaValue.of(3), List.of())).isFalse();
    assertThat(JavaValues.same(TlaValue.of(3), Map.of())).isFalse();
    assertThat(JavaValues.same(TlaValue.of(3), Set.of())).isFalse();
    assertThat(JavaValues.same(TlaValue.of(3), Optional.empty())).isFalse();
    assertThat(JavaValues.same(TlaValue.tuple(TlaValue.of(1)), List.of(1, 2))).isFalse();
    assertThat(JavaValues.same(ZERO_BASED, List.of("a", "b"))).isFalse();
    assertThat(JavaValues.same(TlaValue.set(TlaValue.of(1)), Set.of(2))).isFalse();
    assertThat(JavaValues.same(List.of(TlaValue.of(3)), 3, 4)).isFalse();
  }
}
