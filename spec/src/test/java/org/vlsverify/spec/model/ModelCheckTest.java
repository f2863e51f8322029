package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vlsverify.spec.Fixtures;
import org.vlsverify.spec.tla.Operation;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.ModelRun;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;

class ModelCheckTest {
  private static final Path OUTPUT = Path.of("target", "m.out");

  private static ModelRun run(
      Model model, Verdict verdict, String property, long distinct, Optional<Trace> trace) {
    return new ModelRun(
        model, verdict, property, "", distinct, 9, 0, 3, 1.5, Map.of(), trace, OUTPUT);
  }

  private static Optional<Trace> trace(Model model, int length) {
    Map<String, TlaValue> state = Map.of("n", TlaValue.of(1));
    Trace.Step step = new Trace.Step(new Operation("Inc", Map.of()), state);
    return Optional.of(
        new Trace(
            model.name(),
            new Trace.Problem(Verdict.INVARIANT, "OneLoan"),
            state,
            Collections.nCopies(length - 1, step),
            Optional.empty()));
  }

  @Test
  void expectedRunPasses() {
    ModelCheck check =
        ModelCheck.of(run(Fixtures.model("LendingOk"), Verdict.OK, null, 5, Optional.empty()));
    assertThat(check.passed()).isTrue();
    CheckResult result = check.result(null);
    assertThat(result.passed()).isTrue();
    assertThat(result.method()).isEqualTo(CheckMethod.MODEL_CHECKING);
    assertThat(result.check()).isEqualTo("model/LendingOk");
    assertThat(result.variant()).isEqualTo("Lending");
    assertThat(result.actual()).isEqualTo("OK, 5 states, depth 3").isEqualTo(result.expected());
    assertThat(result.distinctStates()).isEqualTo(5);
    assertThat(result.generatedStates()).isEqualTo(9);
  }

  @Test
  void simulationNamesSeed() {
    Model model = Fixtures.model("LendingSimulated");
    ModelCheck ok = ModelCheck.of(run(model, Verdict.OK, null, 0, Optional.empty()));
    assertThat(ok.message())
        .contains("  generated states: expected 2001, found 9\n")
        .contains("\nSimulated with seed 1; -Dvls.simulate.seed=N uses another one.\n")
        .contains("/manifest.json LendingSimulated\" -Dvls.simulate.seed=1\n")
        .contains("tlc2.TLC -simulate num=50 -depth 40 -seed 1 -config LendingTwoBooks.cfg ");
    CheckResult result = ok.result(null);
    assertThat(result.actual()).isEqualTo("OK, 50 simulated behaviours of up to 40 states");
    assertThat(result.expected()).isEqualTo(result.actual());
    assertThat(result.executions()).isEqualTo(50);
    assertThat(result.distinctStates()).isNull();
    ModelCheck violation =
        ModelCheck.of(run(model, Verdict.INVARIANT, "OneLoan", 0, trace(model, 3)));
    assertThat(violation.result(null).actual()).isEqualTo("INVARIANT OneLoan");
    assertThat(violation.result(null).executions()).isNull();
  }

  @Test
  void changedNumberIsExplained() {
    ModelCheck check =
        ModelCheck.of(run(Fixtures.model("LendingOk"), Verdict.OK, null, 6, Optional.empty()));
    assertThat(check.message())
        .isEqualTo(
            """
            Model LendingOk (Two readers, one book)
              distinct states: expected 5, found 6
              - if the change to the spec is intended, explain it and store it: %s

            Reproduce: mvn -q -pl spec exec:java -Dexec.args="--catalog spec/src/test/tla/manifest.json LendingOk"
            or in %s: java -cp tla2tools.jar tlc2.TLC -config LendingOk.cfg Lending.tla
            Output of TLC: %s
            """
                .formatted(Fixtures.model("LendingOk").writeCommand(), Fixtures.SPECS, OUTPUT));
    assertThat(check.result(null).passed()).isFalse();
    assertThat(check.result(null).actual()).isEqualTo("OK, 6 states, depth 3");
  }

  @Test
  void violationHasMeaningAndTrace() {
    Model model = Fixtures.model("LendingOk");
    String message =
        ModelCheck.of(run(model, Verdict.INVARIANT, "OneLoan", 5, trace(model, 2))).message();
    assertThat(message)
        .startsWith(
            """
            Model LendingOk (Two readers, one book)
              result: expected OK, found INVARIANT OneLoan
            The invariant OneLoan is false in the last state. It says: A reader has at most one\
             book at a time.

              1  Initial state
            """)
        .contains("  2  Inc()\n")
        .doesNotContain("store it");
  }

  @Test
  void missedDefectIsExplained() {
    Model model = Fixtures.model("LendingLimitless");
    assertThat(ModelCheck.of(run(model, Verdict.OK, null, 5, Optional.empty())).differences())
        .containsExactly(
            "result: expected INVARIANT OneLoan, found OK",
            "the seeded defect limitless was not found");
    assertThat(
            ModelCheck.of(run(model, Verdict.INVARIANT, "TypeOK", 5, trace(model, 3)))
                .differences())
        .contains("result: expected INVARIANT OneLoan, found INVARIANT TypeOK");
    assertThat(
            ModelCheck.of(run(model, Verdict.INVARIANT, "OneLoan", 5, trace(model, 2)))
                .differences())
        .containsExactly("states in the counterexample: expected 3, found 2");
  }

  @Test
  void resultHasTraceAndDefect() {
    Model model = Fixtures.model("LendingLimitless");
    CheckResult result =
        ModelCheck.of(run(model, Verdict.INVARIANT, "OneLoan", 5, trace(model, 3)))
            .result(Path.of("target", "t.json"));
    assertThat(result.defect()).isEqualTo("limitless");
    assertThat(result.trace()).isEqualTo(Path.of("target", "t.json").toString());
    assertThat(result.expected())
        .isEqualTo(result.actual())
        .isEqualTo("INVARIANT OneLoan, trace of 3 states");
  }

  @Test
  void differenceCanBeAdded() {
    ModelCheck check =
        ModelCheck.of(run(Fixtures.model("LendingOk"), Verdict.OK, null, 5, Optional.empty()));
    assertThat(check.and("one more").differences()).isEqualTo(List.of("one more"));
    assertThat(check.and("one more").passed()).isFalse();
  }
}
