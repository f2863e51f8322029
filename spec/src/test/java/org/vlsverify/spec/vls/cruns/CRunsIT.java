package org.vlsverify.spec.vls.cruns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;
import org.vlsverify.spec.vls.cruns.CRunValidation.Result;

/** The recorded runs of the C code are behaviours of the source as committed. */
class CRunsIT {
  private static final String COMMAND =
      "mvn -q -pl spec verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=CRunsIT";

  private static final String VARIANT = "AsCommitted";
  private static final String ACCEPTED = "accepted";
  private static final int EVERY_SO_MANY = 3;

  /** All in one session; the changed runs as well. */
  @Test
  void runsAreAcceptedAndChangedOnesAreNot() {
    List<CRun> stored = StoredCRuns.files().stream().map(CRun::read).toList();
    List<StoredCRuns.Control> controls = StoredCRuns.controls();
    List<CRun> all =
        Stream.concat(stored.stream(), controls.stream().map(StoredCRuns.Control::changed))
            .toList();
    long start = System.nanoTime();
    List<Result> results = CRunValidation.validate(all);
    double seconds = (System.nanoTime() - start) / 1e9 / all.size();

    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < stored.size(); i++) {
      Result result = results.get(i);
      record("C run " + result.run().name(), null, ACCEPTED, result, true, seconds);
      softly.assertThat(result.message()).as("C run " + result.run().name()).isEmpty();
    }
    for (int i = 0; i < controls.size(); i++) {
      StoredCRuns.Control control = controls.get(i);
      Result result = results.get(stored.size() + i);
      String name = "C run " + control.run() + ", changed";
      expect(softly, name, control.name(), control.line(), control.sentence(), result, seconds);
    }
    softly.assertAll();
  }

  /** All in {@code nightly}, else one in {@value #EVERY_SO_MANY}: each loads a specification. */
  private static List<StoredCRuns.Undone> undone() {
    List<StoredCRuns.Undone> all = StoredCRuns.undone();
    int step = Budget.current().includes(Budget.NIGHTLY) ? 1 : EVERY_SO_MANY;
    return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get).toList();
  }

  /** The same mapping, and a specification without one of its changes. */
  @Test
  void undoneChangesAreFound() {
    SoftAssertions softly = new SoftAssertions();
    for (StoredCRuns.Undone undone : undone()) {
      long start = System.nanoTime();
      CRun run = StoredCRuns.run(undone.run());
      Result result = CRunValidation.validate(List.of(run), undone.replace()).get(0);
      double seconds = (System.nanoTime() - start) / 1e9;
      String name = "C run " + undone.run() + ", change undone";
      expect(softly, name, undone.name(), undone.line(), undone.sentence(), result, seconds);
    }
    softly.assertAll();
  }

  private static void expect(
      SoftAssertions softly,
      String name,
      String defect,
      int line,
      String sentence,
      Result result,
      double seconds) {
    String expected = "line %d: ... %s ...".formatted(line, sentence);
    boolean asExpected =
        !result.isAccepted() && result.line() == line && result.sentence().contains(sentence);
    record(name, defect, expected, result, asExpected, seconds);
    softly
        .assertThat(asExpected)
        .as(
            "%s, %s: expected %s, found %s%n%s",
            name, defect, expected, words(result), result.message())
        .isTrue();
  }

  private static String words(Result result) {
    return result.isAccepted()
        ? ACCEPTED
        : "line %d: %s".formatted(result.line(), result.sentence());
  }

  private static void record(
      String name,
      String defect,
      String expected,
      Result result,
      boolean asExpected,
      double seconds) {
    CheckResult.Builder builder = CheckResult.of(CheckMethod.TRACE_VALIDATION, name, VARIANT);
    if (defect == null) {
      builder.outcome(expected, words(result));
    } else {
      builder.defect(defect).outcome(expected, words(result), asExpected);
    }
    VerdictLog.record(
        builder.distinctStates(result.states()).seconds(seconds).reproduce(COMMAND).build());
  }

  @Test
  void namesAreUnique() {
    List<String> names = new ArrayList<>();
    StoredCRuns.undone().forEach(undone -> names.add(undone.name()));
    StoredCRuns.controls().forEach(control -> names.add(control.name()));
    assertThat(names).doesNotHaveDuplicates();
  }
}
