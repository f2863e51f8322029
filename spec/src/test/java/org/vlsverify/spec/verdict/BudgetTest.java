package org.vlsverify.spec.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BudgetTest {
  @Test
  void isReadFromItsName() {
    assertThat(Budget.parse("standard")).isEqualTo(Budget.STANDARD);
  }

  @Test
  void unknownNameIsRefusedWithTheChoices() {
    assertThatThrownBy(() -> Budget.parse("Quick"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("-Dvls.budget=Quick names no budget; choose one of quick, standard, nightly.");
  }

  @Test
  void largerIncludesSmaller() {
    assertThat(Budget.NIGHTLY.includes(Budget.QUICK)).isTrue();
    assertThat(Budget.STANDARD.includes(Budget.STANDARD)).isTrue();
    assertThat(Budget.QUICK.includes(Budget.STANDARD)).isFalse();
  }
}
