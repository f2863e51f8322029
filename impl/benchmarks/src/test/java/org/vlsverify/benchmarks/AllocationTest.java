package org.vlsverify.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/** Queries of the optimistic design allocate nothing. */
class AllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int RUNS = 100_000;

  /** Late compilation affects only the first of these. */
  private static final int ROUNDS = 20;

  private int sink;

  static Stream<Operation> queries() {
    return Arrays.stream(Operation.values()).filter(Operation::isQuery);
  }

  /** The smallest allocation of a round. */
  private long leastAllocated(Operation operation, Design design) {
    Lane lane =
        operation
            .lanes(
                1,
                ThreadModel.MULTI_THREADED,
                config -> design.create(config, NoTransport.INSTANCE))[0];
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int run = 0; run < RUNS; run++) {
        sink += lane.run();
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  @ParameterizedTest
  @MethodSource("queries")
  void optimisticQueryAllocatesNothing(Operation query) {
    assertThat(leastAllocated(query, Design.OPTIMISTIC)).isZero();
  }

  @Test
  void allocationOfAChangeIsMeasured() {
    assertThat(leastAllocated(Operation.SUBSCRIBE_SAME, Design.OPTIMISTIC))
        .isGreaterThan(RUNS * 16L);
  }
}
