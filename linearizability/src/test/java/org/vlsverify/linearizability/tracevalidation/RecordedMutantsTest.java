package org.vlsverify.linearizability.tracevalidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.stepping.SteppingDefect;
import org.vlsverify.linearizability.tracevalidation.RecordedMutants.Measured;
import org.vlsverify.linearizability.tracevalidation.ValidationReport.Rejection;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/** A stored run of each mutant that free runs have shown is rejected, at the same event. */
class RecordedMutantsTest {
  private static final String COMMAND =
      "mvn -q -pl linearizability -am test -Dtest=RecordedMutantsTest";

  @Test
  void everyStoredRunIsRejected() {
    String update = System.getProperty(RecordedMutants.UPDATE, "false");
    if (!update.equals("false")) {
      RecordedMutants.update(
          Stream.of(Design.values())
              .filter(
                  design ->
                      update.equals("true")
                          || List.of(update.split(",")).contains(design.toString()))
              .collect(Collectors.toSet()));
    }
    List<Measured> found =
        RecordedMutants.all().stream().filter(measured -> measured.line() != null).toList();

    ValidationReport report =
        TraceValidation.validate(found.stream().map(Measured::stored).toList());

    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < found.size(); i++) {
      int run = i;
      String expected = words(found.get(i).line(), found.get(i).sentence());
      String actual =
          report.rejections().stream()
              .filter(rejection -> rejection.run() == run)
              .findFirst()
              .map(RecordedMutantsTest::words)
              .orElse("accepted");
      VerdictLog.record(
          CheckResult.of(
                  CheckMethod.TRACE_VALIDATION,
                  "recorded run of mutant is rejected",
                  found.get(i).variant())
              .defect(found.get(i).name())
              .outcome(expected, actual)
              .reproduce(COMMAND)
              .build());
      softly
          .assertThat(actual)
          .as(
              "the stored run of %s; -D%s=%s records anew",
              found.get(i), RecordedMutants.UPDATE, found.get(i).design())
          .isEqualTo(expected);
    }
    softly.assertAll();
  }

  @Test
  void everyDefectIsMeasured() {
    assertThat(RecordedMutants.all().stream().map(Measured::name))
        .containsExactlyInAnyOrderElementsOf(
            RecordedMutants.defects().stream().map(SteppingDefect::name).toList());
    assertThat(RecordedMutants.all())
        .as("a run, or the reason that there is none")
        .allMatch(measured -> measured.line() == null != (measured.reason() == null));
  }

  private static String words(Rejection rejection) {
    return words(rejection.line(), rejection.sentence());
  }

  private static String words(int line, String sentence) {
    return "line %d: %s".formatted(line, sentence);
  }
}
