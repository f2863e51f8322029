package org.vlsverify.benchmarks;

import java.util.List;
import org.openjdk.jmh.util.ListStatistics;

/**
 * The measurements of one row for one design and number of threads. Immutable.
 *
 * @param perMicrosecond operations per microsecond of all threads together, one for each iteration
 *     of each fork; not empty
 * @param bytes allocated per operation; NaN if not measured
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

  /** The ratio of the medians. */
  double ratioTo(Samples baseline) {
    return median() / baseline.median();
  }

  /** The lowest ratio by quartiles. */
  double lowRatioTo(Samples baseline) {
    return lowerQuartile() / baseline.upperQuartile();
  }

  /** The highest ratio by quartiles. */
  double highRatioTo(Samples baseline) {
    return upperQuartile() / baseline.lowerQuartile();
  }
}
