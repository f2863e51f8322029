package org.vlsverify.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;
import org.vlsverify.spec.model.DeclaredModel;
import org.vlsverify.spec.run.BadInputException;

/** A specification in TLA+ that has nothing to do with sessions, as Lincheck's oracle. */
class TlaSequentialTest {
  static {
    // As LincheckRunner does, which may be used later in this process.
    System.setProperty("lincheck.logLevel", "ERROR");
  }

  private static final String COUNTER =
      """
      ---- MODULE Tickets ----
      EXTENDS Integers
      CONSTANTS Limit, Kinds
      VARIABLE sold
      Sell(kind, count) == sold + count <= Limit /\\ sold' = sold + count
      First(kind, count) == IF sold + count <= Limit THEN sold ELSE -1
      Left(kind) == IF kind = "child" THEN Limit - sold ELSE 0
      Spec == sold = 0 /\\ [][\\E kind \\in Kinds, count \\in 1..2 : Sell(kind, count)]_sold
      Several == sold \\in 0..1 /\\ [][FALSE]_sold
      Toss == sold' \\in 1..2
      Coin == sold = 0 /\\ [][Toss]_sold
      ====
      """;

  private static DeclaredModel model() {
    try {
      Path module = Files.createDirectories(Path.of("target", "tickets")).resolve("Tickets.tla");
      Files.writeString(module, COUNTER);
      return DeclaredModel.of(module, "Tickets")
          .constant("Limit", "3")
          .constant("Kinds", "{\"child\", \"adult\"}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The specification. */
  public static class Specified extends TlaSequential {
    private static final TlaSteps STEPS = TlaSteps.of(model().model());

    @Override
    protected TlaSteps steps() {
      return STEPS;
    }

    public int sell(int count) {
      return take("Sell", "First", "child", count).asInt();
    }

    boolean isSold(String kind, int count) {
      return isTaken("Sell", kind, count);
    }

    public int left() {
      return ask("Left", "child").asInt();
    }
  }

  /** An implementation, and the same with a lost update. */
  @Param(name = "count", gen = IntGen.class, conf = "1:2")
  public abstract static class Tickets {
    private final AtomicInteger sold = new AtomicInteger();

    abstract boolean replace(AtomicInteger counter, int before, int after);

    @Operation
    public int sell(@Param(name = "count") int count) {
      while (true) {
        int before = sold.get();
        if (before + count > 3) {
          return -1;
        }
        if (replace(sold, before, before + count)) {
          return before;
        }
      }
    }

    @Operation
    public int left() {
      return 3 - sold.get();
    }
  }

  /** With compare and set. */
  public static class Good extends Tickets {
    @Override
    boolean replace(AtomicInteger counter, int before, int after) {
      return counter.compareAndSet(before, after);
    }
  }

  /** Negative control. */
  public static class LosesUpdates extends Tickets {
    @Override
    boolean replace(AtomicInteger counter, int before, int after) {
      counter.set(after);
      return true;
    }
  }

  private static ModelCheckingOptions options() {
    return new ModelCheckingOptions()
        .iterations(5)
        .invocationsPerIteration(100)
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(1)
        .sequentialSpecification(Specified.class);
  }

  @Test
  void implementationIsLinearizableToTheSpecification() {
    options().check(Good.class);
  }

  @Test
  void lostUpdateIsFound() {
    assertThatThrownBy(() -> options().check(LosesUpdates.class))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("Invalid execution results");
  }

  @Test
  void stepsAreThoseOfTheSpecification() {
    Specified one = new Specified();
    Specified other = new Specified();
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one.isSold("adult", 2)).isTrue();
    assertThat(one).isNotEqualTo(other);
    assertThat(one.isSold("child", 2)).isFalse();
    assertThat(one.sell(1)).isEqualTo(2);
    assertThat(one.sell(1)).isEqualTo(-1);
    assertThat(one.left()).isZero();
    assertThat(other.left()).isEqualTo(3);
  }

  @Test
  void wrongMappingIsOneSentence() {
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> new Specified().isSold("senior", 1))
        .withMessageStartingWith(
            "The model Tickets has no operation Sell(senior, 1); it has Sell(");
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> TlaSteps.of(model().specification("Several").model()))
        .withMessage(
            "The model Tickets has 2 initial states; a sequential specification needs one.");
    TlaSteps coin = TlaSteps.of(model().specification("Coin").model());
    assertThatExceptionOfType(BadInputException.class)
        .isThrownBy(() -> coin.step(0, TlaSteps.invocation("Toss", null)))
        .withMessageContaining("Toss() has several next states in one state");
  }
}
