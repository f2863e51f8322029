package org.vlsverify.spec.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.model.DeclaredModel;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.run.SystemProperty;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.TraceJson;
import org.vlsverify.spec.verdict.VerdictLog;

class GraphReplayTest {
  /** {@code n} from 0 or 1 up to 3, by 1 or by 2. */
  private static final String COUNTER =
      """
      ---- MODULE Counter ----
      EXTENDS Integers
      CONSTANT Limit
      VARIABLE n
      Add(by) == n + by <= Limit /\\ n' = n + by
      Reset == n = Limit /\\ n' = 0
      Result(by) == IF n + by <= Limit THEN n + by ELSE -1
      Level == IF n = Limit THEN "full" ELSE "free"
      Spec == n \\in 0..1 /\\ [][Reset \\/ \\E by \\in 1..2 : Add(by)]_n
      Toss == n' \\in 1..2
      Coin == n = 0 /\\ [][Toss]_n
      Low == n < 2
      ====
      """;

  @TempDir private Path folder;
  private SystemProperty root;

  /** Failures on purpose are not in the verdict of this build. */
  @BeforeEach
  void useAnotherRoot() throws IOException {
    Files.createDirectories(folder.resolve("spec/tla"));
    Files.writeString(folder.resolve("Counter.tla"), COUNTER);
    root = new SystemProperty(ProjectRoot.PROPERTY, folder.toString());
  }

  @AfterEach
  void useTheRoot() {
    root.close();
  }

  private DeclaredModel declared() {
    return DeclaredModel.of(folder.resolve("Counter.tla"), "Counter").constant("Limit", "3");
  }

  /** A counter with a limit; the function says what an addition leaves. */
  private static final class Counter {
    private int n;
    private final IntUnaryOperator sum;

    Counter(int n, IntUnaryOperator sum) {
      this.n = n;
      this.sum = sum;
    }

    int add(int by) {
      if (n + by > 3) {
        return -1;
      }
      n = sum.applyAsInt(n + by);
      return n;
    }

    boolean reset() {
      boolean full = n == 3;
      n = full ? 0 : n;
      return full;
    }

    String level() {
      return n == 3 ? "full" : "free";
    }
  }

  private static GraphReplay<Counter> replay(Model model, IntUnaryOperator sum) {
    return GraphReplay.of(model, initial -> new Counter(initial.get("n").asInt(), sum))
        .action("Add", "Result", (counter, op) -> counter.add(op.number("by")))
        .action("Reset", (counter, op) -> counter.reset())
        .observe("n", counter -> counter.n)
        .observe("Level", Counter::level);
  }

  @Test
  void everyStepIsReplayed() {
    ReplayCounts counts = replay(declared().model(), n -> n).run();

    assertThat(counts).isEqualTo(new ReplayCounts(4, 6, 6));
    assertThat(new VerdictLog(folder).read().checks())
        .singleElement()
        .satisfies(check -> assertThat(check.passed()).isTrue())
        .satisfies(check -> assertThat(check.check()).isEqualTo("replay/Counter"));
  }

  /** At the edge of the constraints a step is neither an edge nor refused. */
  @Test
  void stepsOutOfTheConstraintsAreLeftOut() {
    ReplayCounts counts = replay(declared().constraint("Low").model(), n -> n).run();

    assertThat(counts).isEqualTo(new ReplayCounts(2, 1, 2));
  }

  @Test
  void differenceHasItsShortestPath() {
    GraphReplay<Counter> wrong = replay(declared().model(), n -> n == 3 ? 2 : n);

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(wrong::run)
        .withMessageStartingWith(
            """
            Counter differs from the specification of model Counter.
              1  Initial state
                   n = 1
              2  Add(by=2)
                   n: 1 -> 3
            The last step differs from the specification: Add(by=2) returned 2 instead of 3.

            Reproduce: mvn test -Dtest=GraphReplayTest
            """);
    assertThat(
            TraceJson.read(folder.resolve("target/verification/traces/replay-Counter.itf.json"))
                .problem()
                .kind())
        .isEqualTo(Verdict.DIFFERENCE);
    assertThat(new VerdictLog(folder).read().checks())
        .singleElement()
        .satisfies(check -> assertThat(check.passed()).isFalse());
  }

  @Test
  void refusedOperationMustChangeNothing() {
    GraphReplay<Counter> wrong =
        replay(declared().model(), n -> n)
            .action(
                "Reset",
                (counter, op) -> {
                  boolean was = counter.reset();
                  counter.n = 0;
                  return was;
                });

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(wrong::run)
        .withMessageContaining("Reset() n is 0 instead of 1.");
  }

  @Test
  void exceptionIsADifference() {
    GraphReplay<Counter> wrong =
        replay(declared().model(), n -> n)
            .step(
                "Reset",
                (counter, op) -> {
                  throw new IllegalStateException("broken");
                });

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(wrong::run)
        .withMessageContaining("Reset() threw java.lang.IllegalStateException: broken.")
        .withCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void wrongMappingIsOneSentence() {
    GraphReplay<Counter> wrong =
        GraphReplay.of(declared().model(), initial -> new Counter(0, n -> n))
            .step("Added", (counter, op) -> counter.add(1))
            .step("Reset", (counter, op) -> counter.reset())
            .observe("m", counter -> counter.n);

    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(wrong::run)
        .withMessage(
            "The model Counter cannot be replayed: the action Add has no method; the specification"
                + " has no action Added; the specification has no variable or operator m. The"
                + " actions are Add, Reset.");
  }

  @Test
  void severalNextStatesAreRefused() {
    GraphReplay<Counter> coin =
        GraphReplay.of(declared().specification("Coin").model(), initial -> new Counter(0, n -> n))
            .step("Toss", (counter, op) -> counter.add(1))
            .observe("n", counter -> counter.n);

    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(coin::run)
        .withMessageContaining("Toss() has several next states in one state");
  }
}
