package org.vlsverify.jcstress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vlsverify.spec.run.BadInputException;

/** Budget from system properties. */
class JcstressBudgetTest {

  private final String before = System.getProperty(JcstressBudget.FORKS_PROPERTY, "");

  @AfterEach
  void restore() {
    System.setProperty(JcstressBudget.FORKS_PROPERTY, before);
  }

  @Test
  void propertyOverridesBudget() {
    System.setProperty(JcstressBudget.FORKS_PROPERTY, "7");

    assertThat(JcstressBudget.current().forks()).isEqualTo(7);
    assertThat(JcstressBudget.current().options()).contains("-Dvls.jcstress.forks=7 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "1.5", "9999999999"})
  void invalidNumberIsRejected(String value) {
    System.setProperty(JcstressBudget.FORKS_PROPERTY, value);

    assertThatThrownBy(JcstressBudget::current)
        .isInstanceOf(BadInputException.class)
        .hasMessage("-Dvls.jcstress.forks=" + value + ": it must be a number from 1 on.");
  }
}
