package org.vlsverify.linearizability.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class BoundsTest {

  @Test
  void numbersOutOfRangeAreRejected() {
    assertThatThrownBy(() -> new Bounds(0, 1, 1, 1, Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("workers 0");
    assertThatThrownBy(() -> new Bounds(1, -1, 1, 1, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Bounds(1, 1, 0, 1, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Bounds(1, 1, 1, -1, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Bounds(1, 1, 1, 1, Set.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void valuesOfParametersAreCounted() {
    Bounds bounds = new Bounds(3, 2, 1, 1, Set.of());

    assertThat(bounds.count(Parameter.WORKER)).isEqualTo(3);
    assertThat(bounds.count(Parameter.CHILD)).isEqualTo(3);
    assertThat(bounds.count(Parameter.SESSION)).isEqualTo(2);
    assertThat(bounds.count(Parameter.ATTACHED)).isEqualTo(2);
  }
}
