package org.vlsverify.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/** The measured memory grows with the number of subscribers. */
class FootprintTest {

  @ParameterizedTest
  @EnumSource
  void moreSubscribersNeedMoreBytes(Design design) {
    double alone = Footprint.ofPrivate(design, ThreadModel.SINGLE_THREADED);
    double four = Footprint.ofShared(design, ThreadModel.SINGLE_THREADED, 4);
    double eight = Footprint.ofShared(design, ThreadModel.SINGLE_THREADED, 8);

    assertThat(alone).isBetween(8.0, 1_000.0);
    assertThat(four).isGreaterThan(4 * 8.0);
    assertThat(eight).isGreaterThan(four).isLessThan(2 * four);
  }
}
