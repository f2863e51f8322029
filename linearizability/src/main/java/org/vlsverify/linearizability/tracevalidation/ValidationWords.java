package org.vlsverify.linearizability.tracevalidation;

import java.util.Map;

/** A report of a validation, for people. */
final class ValidationWords {
  private ValidationWords() {}

  static String of(ValidationReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%,d runs with %,d events, %,d rejected; %,d states; %d steps of the specification, %d pairs of steps of two threads%n"
            .formatted(
                report.runs(),
                report.events(),
                report.rejections().size(),
                report.states(),
                report.steps().size(),
                report.pairs().size()));
    for (Map.Entry<String, Integer> step : report.steps().entrySet()) {
      text.append("  %,9d  %s%n".formatted(step.getValue(), step.getKey()));
    }
    return text.toString();
  }
}
