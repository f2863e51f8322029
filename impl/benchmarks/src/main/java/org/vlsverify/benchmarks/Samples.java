package org.vlsverify.benchmarks;

import java.util.List;
import org.openjdk.jmh.util.ListStatistics;

/**
 * What was measured of one row, with so many threads, for one design. Immutable.
 *
 * @param perMicrosecond operations per microsecond of all threads together, one for each iteration
 *     of each fork; not empty
 * @param bytes allocated per operation, or not a number if that was not told
 */
record Samples(List<Double> perMicrosecond, double bytes) {

  Samples {
    perMicrosecond = List.copyOf(perMicrosecond);
  }

  double median() {
    return percentile(50);
  }

  double lowerQuartile() {
    return percentile(25);
  }

  double upperQuartile() {
    return percentile(75);
  }

  private double percentile(double rank) {
    return new ListStatistics(perMicrosecond.stream().mapToDouble(Double::doubleValue).toArray())
        .getPercentile(rank);
  }

  /** How many times faster this is, by the medians. */
  double ratioTo(Samples baseline) {
    return median() / baseline.median();
  }

  /** The least that the quartiles allow for. */
  double lowRatioTo(Samples baseline) {
    return lowerQuartile() / baseline.upperQuartile();
  }

  /** The most that the quartiles allow for. */
  double highRatioTo(Samples baseline) {
    return upperQuartile() / baseline.lowerQuartile();
  }
}
