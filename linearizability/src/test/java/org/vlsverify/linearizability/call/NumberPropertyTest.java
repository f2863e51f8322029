package org.vlsverify.linearizability.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vlsverify.spec.run.BadInputException;

class NumberPropertyTest {
  private static final String PROPERTY = "example.number";

  @AfterEach
  void clear() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void missingNumberIsEmpty() {
    assertThat(NumberProperty.of(PROPERTY, 1, 9)).isEmpty();
    System.setProperty(PROPERTY, " ");
    assertThat(NumberProperty.of(PROPERTY, 1, 9)).isEmpty();
  }

  @Test
  void numberIsRead() {
    System.setProperty(PROPERTY, " 9 ");

    assertThat(NumberProperty.of(PROPERTY, 1, 9)).hasValue(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10", "-1", "many", "1.5", "99999999999999999999"})
  void invalidNumberIsRejectedInOneSentence(String value) {
    System.setProperty(PROPERTY, value);

    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> NumberProperty.of(PROPERTY, 1, 9))
        .withMessage("-Dexample.number=" + value + ": it must be a number from 1 to 9.");
  }
}
