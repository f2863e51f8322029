package org.vlsverify.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.linearizability.stepping.locked.CounterexampleReplay;
import org.vlsverify.linearizability.stepping.locked.CounterexampleReplay.Divergence;
import org.vlsverify.linearizability.stepping.locked.Counterexamples;
import org.vlsverify.linearizability.stepping.locked.Counterexamples.Counterexample;
import org.vlsverify.linearizability.stepping.locked.Counterexamples.Mutant;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.trace.Trace;

/** Drives a lock-level counterexample on a mutant that has its defect, and on the design. */
final class LockLevelReplay {
  private static final Implementation DESIGN =
      new Implementation(Design.LOCKED, ThreadModel.MULTI_THREADED);

  private LockLevelReplay() {}

  static boolean isOfLockLevel(Trace trace) {
    return trace.initial().containsKey("thread");
  }

  /** Whether there is a mutant for the counterexample of a model. */
  static boolean hasMutant(String model) {
    return Counterexamples.load().find(model).isPresent();
  }

  /**
   * Drives both.
   *
   * @return the exit code
   */
  static int run(Trace trace, PrintWriter out) {
    Counterexamples known = Counterexamples.load();
    Counterexample counterexample =
        known.find(trace.model()).orElseThrow(() -> withoutMutant(known, trace));
    Mutant mutant = known.mutant(counterexample);
    try (CounterexampleReplay replay = new CounterexampleReplay(trace)) {
      out.printf("%s, step by step, on a mutant of %s. %s%n", trace.model(), DESIGN, mutant.what());
      List<String> steps = replay.steps();
      for (int i = 0; i < steps.size(); i++) {
        out.printf("%3d  %s%n", i + 2, steps.get(i));
      }
      Optional<Divergence> ofMutant = replay.drive(new MutatedImplementation(mutant.defect()));
      ofMutant.ifPresent(divergence -> print(divergence, "the mutant", out));
      if (ofMutant.isEmpty()) {
        out.println("The mutant follows the trace to its end, and is in the same state.");
      }
      out.printf("On %s:%n", DESIGN);
      Optional<Divergence> ofDesign = replay.drive(DESIGN);
      ofDesign.ifPresent(divergence -> print(divergence, "the code", out));
      out.printf("The code %s this defect.%n", ofDesign.isPresent() ? "does not have" : "has");
      out.println("The defect: " + trace.problem().sentence());
      return ofMutant.isEmpty() && ofDesign.isPresent() ? ExitCodes.OK : ExitCodes.DIFFERENT;
    }
  }

  private static BadInputException withoutMutant(Counterexamples known, Trace trace) {
    return new BadInputException(
        "The lock-level trace of %s cannot be replayed: %s."
            .formatted(
                trace.model(),
                known.reason(trace.model()).orElse("no mutant is known that has its defect")));
  }

  private static void print(Divergence divergence, String who, PrintWriter out) {
    out.printf(
        "Step %d: %s diverges from the trace at %s.%n", divergence.state(), who, divergence.what());
    divergence.differences().forEach(line -> out.println("       " + line));
  }
}
