package org.vlsverify.linearizability.stepping;

import java.util.EnumMap;
import java.util.Map;
import org.vlsverify.linearizability.call.Implementation;
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

  static final long SEED = 2;
  static final int LONGEST = 300;

  private static final String NO_DIFFERENCE = "no difference";

  private RandomWalksCheck() {}

  static RandomWalks<?, ?> open(Design design) {
    return RandomWalks.of(ModelCatalog.load().model(MODELS.get(design)));
  }

  static void drive(RandomWalks<?, ?> walks, String check, int count, String command) {
    Implementation design = new Implementation(walks.design(), ThreadModel.MULTI_THREADED);
    CheckResult.Builder result =
        CheckResult.of(CheckMethod.TRACE_VALIDATION, check, design.toString()).reproduce(command);
    long start = System.nanoTime();
    try {
      RandomWalks.Report report =
          walks.drive(design.toString(), design, count, LONGEST, SEED, command);
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
