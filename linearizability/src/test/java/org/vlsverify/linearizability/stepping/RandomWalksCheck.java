package org.vlsverify.linearizability.stepping;

import java.util.EnumMap;
import java.util.Map;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.NumberProperty;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.trace.FailingTrace;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/** Random walks as checks, with a line in the verdict. */
final class RandomWalksCheck {
  /** The models, by design, in the order of the designs. */
  static final Map<Design, String> MODELS =
      new EnumMap<>(
          Map.of(
              Design.LOCKED, "Locking_3w2t2s_steps",
              Design.GLOBAL_LOCK, "GlobalLock_3w2t2s_steps",
              Design.OPTIMISTIC, "Optimistic_4w3t2s_steps"));

  static final String SEED_PROPERTY = "vls.walks.seed";
  static final String COUNT_PROPERTY = "vls.walks.count";

  /** With it the walks find the defects that they must find. */
  static final long SEED = 2;

  static final int LONGEST = 300;

  private static final String NO_DIFFERENCE = "no difference";

  private RandomWalksCheck() {}

  static RandomWalks<?, ?> open(Design design) {
    return RandomWalks.of(ModelCatalog.load().model(MODELS.get(design)));
  }

  /**
   * Drives walks on the design.
   *
   * @param usual how many, without an option
   */
  static void drive(RandomWalks<?, ?> walks, String check, int usual, String command) {
    long seed = NumberProperty.of(SEED_PROPERTY, Long.MIN_VALUE, Long.MAX_VALUE).orElse(SEED);
    int count = (int) NumberProperty.of(COUNT_PROPERTY, 1, Integer.MAX_VALUE).orElse(usual);
    String repeat =
        "%s -D%s=%d -D%s=%d".formatted(command, SEED_PROPERTY, seed, COUNT_PROPERTY, count);
    Implementation design = new Implementation(walks.design(), ThreadModel.MULTI_THREADED);
    CheckResult.Builder result =
        CheckResult.of(CheckMethod.TRACE_VALIDATION, check, design.toString()).reproduce(repeat);
    long start = System.nanoTime();
    try {
      RandomWalks.Report report =
          walks.drive(design.toString(), design, count, LONGEST, seed, repeat);
      System.out.printf(
          "%s: %,d walks with %,d steps through %,d states%n",
          check, report.walks(), report.steps(), report.states());
      VerdictLog.record(
          result
              .outcome(NO_DIFFERENCE, NO_DIFFERENCE)
              .distinctStates(report.states())
              .edges(report.steps())
              .executions(report.walks())
              .seconds(EdgeCoverCheck.seconds(start))
              .build());
    } catch (StepDivergence divergence) {
      var file = FailingTrace.file("random-walk-" + design);
      String commands = FailingTrace.store(divergence.trace(), file, "");
      VerdictLog.record(
          result
              .outcome(NO_DIFFERENCE, "differs at " + divergence.step(), false)
              .seconds(EdgeCoverCheck.seconds(start))
              .trace(file)
              .build());
      throw new AssertionError(divergence.getMessage() + "\n" + commands, divergence);
    }
  }
}
