package org.vlsverify.linearizability.stepping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.linearizability.stepping.locked.CounterexampleReplay;
import org.vlsverify.linearizability.stepping.locked.CounterexampleReplay.Divergence;
import org.vlsverify.linearizability.stepping.locked.Counterexamples;
import org.vlsverify.linearizability.stepping.locked.Counterexamples.Counterexample;
import org.vlsverify.linearizability.stepping.locked.Counterexamples.Mutant;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.model.StoredTrace;
import org.vlsverify.spec.trace.TraceJson;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * The stored counterexample of a seeded defect of {@code SharedDataLocking} is driven on the mutant
 * that has the defect, which ends in the same state; the design diverges at a known step.
 */
class CounterexampleReplayTest {
  private static final String COMMAND =
      "mvn -q -pl linearizability -am test -Dtest=CounterexampleReplayTest";

  private static final Implementation LOCKED =
      new Implementation(Design.LOCKED, ThreadModel.MULTI_THREADED);

  private static final Counterexamples KNOWN = Counterexamples.load();

  private static List<Path> stored() {
    return StoredTrace.all().stream()
        .filter(file -> file.toString().contains("/SharedDataLocking/"))
        .toList();
  }

  private static String model(Path file) {
    return file.getFileName().toString().replace(".json", "");
  }

  @Test
  void everyStoredCounterexampleIsReplayedOrExcused() {
    List<String> named =
        Stream.concat(
                KNOWN.counterexamples().stream().map(Counterexample::name),
                KNOWN.notReplayed().stream().flatMap(entry -> entry.names().stream()))
            .toList();
    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            stored().stream().map(CounterexampleReplayTest::model).toList());
    assertThat(KNOWN.counterexamples().stream().map(Counterexample::mutant).distinct())
        .containsExactlyInAnyOrderElementsOf(KNOWN.mutants().stream().map(Mutant::name).toList());
  }

  static List<Counterexample> counterexamples() {
    return KNOWN.counterexamples();
  }

  @ParameterizedTest
  @MethodSource("counterexamples")
  void onlyTheMutantFollows(Counterexample counterexample) {
    Path file =
        stored().stream()
            .filter(stored -> model(stored).equals(counterexample.name()))
            .findFirst()
            .orElseThrow();
    Mutant mutant = KNOWN.mutant(counterexample);
    long start = System.nanoTime();
    try (CounterexampleReplay replay = new CounterexampleReplay(TraceJson.read(file))) {
      Optional<Divergence> ofMutant = replay.drive(new MutatedImplementation(mutant.defect()));
      Optional<Divergence> ofDesign = replay.drive(LOCKED);
      String expected = words("the end", counterexample.step(), counterexample.difference());
      String actual =
          words(
              ofMutant.map(CounterexampleReplayTest::words).orElse("the end"),
              ofDesign.map(Divergence::step).orElse("no step"),
              ofDesign.map(divergence -> divergence.differences().get(0)).orElse("none"));
      VerdictLog.record(
          CheckResult.of(
                  CheckMethod.TRACE_VALIDATION,
                  "counterexample driven on its mutant",
                  LOCKED.toString())
              .defect(counterexample.name())
              .outcome(expected, actual)
              .edges(replay.steps().size())
              .seconds((System.nanoTime() - start) / 1e9)
              .reproduce(COMMAND)
              .build());
      SoftAssertions softly = new SoftAssertions();
      softly
          .assertThat(ofMutant)
          .as("where the mutant \"%s\" does not follow %s", mutant.what(), counterexample)
          .isEmpty();
      softly
          .assertThat(actual)
          .as("where %s and its mutant go along %s", LOCKED, counterexample)
          .isEqualTo(expected);
      softly.assertAll();
    }
  }

  private static String words(String end, String step, String difference) {
    return "mutant: to %s; design: diverges at \"%s\": %s".formatted(end, step, difference);
  }

  private static String words(Divergence divergence) {
    return "\"%s\" (%s)".formatted(divergence.step(), String.join("; ", divergence.differences()));
  }
}
