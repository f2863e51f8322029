package org.vlsverify.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/** The lanes run the operations of their rows: each lane checks its outcomes itself. */
class OperationTest {

  static Stream<Arguments> all() {
    return Arrays.stream(Operation.values())
        .flatMap(
            operation ->
                Arrays.stream(Design.values()).map(design -> Arguments.of(operation, design)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void operationRunsRepeatedly(Operation operation, Design design) {
    Lane[] lanes =
        operation.lanes(
            2, ThreadModel.MULTI_THREADED, config -> design.create(config, NoTransport.INSTANCE));

    for (int round = 0; round < 3; round++) {
      for (Lane lane : lanes) {
        lane.prepare();
        lane.run();
      }
    }
    assertThat(lanes).hasSize(2).doesNotContainNull();
  }

  @ParameterizedTest
  @EnumSource
  void limitRunsOnEachThread(Limit limit) {
    Lane[] lanes = limit.lanes(2);

    int first = lanes[0].run() + lanes[0].run();
    int second = lanes[1].run();

    assertThat(first + second)
        .isEqualTo(
            switch (limit) {
              case VOLATILE_READ -> 0;
              case CAS_UNCONTENDED -> 1;
              case CAS_CONTENDED -> 3;
            });
  }

  @Test
  void unexpectedOutcomeThrows() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Scene.expect(Outcome.FORKED, Outcome.NO_CAPACITY))
        .withMessage("expected FORKED, not NO_CAPACITY");
  }

  @Test
  void rowTitlesAreDistinct() {
    assertThat(new HashSet<>(BenchmarkTable.rows())).hasSameSizeAs(BenchmarkTable.rows());
  }
}
