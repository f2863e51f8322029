package org.vlsverify.sessions.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vlsverify.sessions.SharedSessionsConfig;
import org.vlsverify.sessions.ThreadModel;

/** The creation of shared sessions is the same for all designs. */
class DesignTest {

  @ParameterizedTest
  @EnumSource
  void nullArgumentsThrow(Design design) {
    SharedSessionsConfig config = new SharedSessionsConfig(1, 1, 1, 0, ThreadModel.MULTI_THREADED);

    assertThatNullPointerException()
        .isThrownBy(() -> design.create(null, new StrictTransport()))
        .withMessage("config");
    assertThatNullPointerException()
        .isThrownBy(() -> design.create(config, null))
        .withMessage("transport");
  }

  @ParameterizedTest
  @EnumSource
  void namesAreLowerCaseWithHyphens(Design design) {
    assertThat(design.toString()).matches("[a-z]+(-[a-z]+)*");
  }

  @Test
  void designCreatesAnInstanceOfItsOwnPackage() {
    SharedSessionsConfig config = new SharedSessionsConfig(1, 1, 1, 0, ThreadModel.MULTI_THREADED);

    for (Design design : Design.values()) {
      assertThat(design.create(config, new StrictTransport()).getClass().getPackageName())
          .as("package of %s", design)
          .isEqualTo(Design.class.getPackageName() + "." + design.toString().replace("-", ""));
    }
  }
}
