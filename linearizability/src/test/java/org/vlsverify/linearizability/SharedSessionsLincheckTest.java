package org.vlsverify.linearizability;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.Oracle;
import org.vlsverify.linearizability.mutant.Defect;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.sessions.testing.RecordingTransport;

/**
 * The default design under Lincheck, in its usual form: a class of operations, the same with the
 * sequential specification, a model-checking test and a stress test. Lincheck makes the scenarios.
 *
 * <p>Start here. The other checks of this module derive their scenarios from the specification.
 */
@ExtendWith(LincheckVerdict.class)
class SharedSessionsLincheckTest {

  /** Operations of two workers that share a session. */
  @Param(name = "worker", gen = IntGen.class, conf = "0:1")
  public abstract static class Operations {
    private static final int SESSION = 0;
    private static final Bounds BOUNDS = new Bounds(2, 1, 1, 1, Set.of());

    private final SharedSessions sessions;

    Operations(SharedSessionsFactory factory) {
      sessions = factory.create(BOUNDS, 0, new RecordingTransport(BOUNDS.listenable()));
      sessions.open(0, SESSION);
      sessions.fork(0, 1);
    }

    @Operation
    public Outcome open(@Param(name = "worker") int worker) {
      return sessions.open(worker, SESSION);
    }

    @Operation
    public Outcome close(@Param(name = "worker") int worker) {
      return sessions.close(worker, SESSION);
    }

    @Operation
    public Outcome acknowledge(@Param(name = "worker") int worker) {
      return sessions.acknowledge(worker, SESSION);
    }

    @Operation
    public int owner(@Param(name = "worker") int worker) {
      return sessions.owner(worker, SESSION);
    }

    @Operation
    public boolean isSharedBy(
        @Param(name = "worker") int worker, @Param(name = "worker") int other) {
      return sessions.isSharedBy(worker, SESSION, other);
    }
  }

  public static class DefaultDesign extends Operations {
    public DefaultDesign() {
      super(new Implementation(Design.DEFAULT, ThreadModel.MULTI_THREADED));
    }
  }

  public static class Sequential extends Operations {
    public Sequential() {
      super(Oracle.REFERENCE);
    }
  }

  @Test
  void modelChecking() {
    modelCheckingOptions().check(DefaultDesign.class);
  }

  @Test
  void stress() {
    small(new StressOptions()).invocationsPerIteration(200).check(DefaultDesign.class);
  }

  private static ModelCheckingOptions modelCheckingOptions() {
    return small(new ModelCheckingOptions()).invocationsPerIteration(50);
  }

  private static <O extends Options<O, ?>> O small(O options) {
    return options
        .iterations(10)
        .threads(2)
        .actorsBefore(0)
        .actorsPerThread(2)
        .actorsAfter(1)
        .sequentialSpecification(Sequential.class);
  }

  /** Negative control: the owner query with a seeded defect. */
  public static class WithoutVersionCheck extends Operations {
    private static final Defect DEFECT =
        new Defect(
            Design.OPTIMISTIC,
            "version-check-dropped",
            "The owner query does not check the version for a concurrent writer.",
            "Queries",
            "int owner = element.owner(); if (lock.validate(stamp)) {",
            "int owner = element.owner(); if (true) {");

    public WithoutVersionCheck() {
      super(new MutatedImplementation(DEFECT));
    }
  }

  @Test
  @LincheckVerdict.Finds("version-check-dropped")
  void seededDefectIsFound() {
    assertThatThrownBy(() -> modelCheckingOptions().check(WithoutVersionCheck.class))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContainingAll("Invalid execution results", "owner(", "OWNER_CHANGED");
  }
}
