package org.vlsverify.linearizability.replay;

import java.util.EnumSet;
import java.util.Set;
import org.vlsverify.sessions.Outcome;

/**
 * The rule that the specification states of itself: an operation is a step if and only if it
 * changes the state, and then it has one next state.
 */
final class StepRule {
  /** Outcomes of granted operations that are no step if there is nothing to change. */
  private static final Set<Outcome> PERHAPS_NO_STEP = EnumSet.of(Outcome.ACCEPTING, Outcome.ADDED);

  private StepRule() {}

  /**
   * Checks every call in every state.
   *
   * @throws ReplayDifference if the specification violates its rule
   */
  static void check(ReplayModel model) {
    for (int state = 0; state < model.states(); state++) {
      for (int call = 0; call < model.calls().size(); call++) {
        Outcome outcome = model.outcome(state, call);
        boolean isRefused = ReplayModel.REFUSALS.contains(outcome);
        int targets = model.targets(state, call);
        if (targets > 1) {
          throw contradiction(model, state, call, "has more than one next state");
        } else if (targets == 1 && model.target(state, call) == state) {
          throw contradiction(model, state, call, "is a step that changes nothing");
        } else if (targets == 1 && isRefused) {
          throw contradiction(model, state, call, "is a step, although it is refused: " + outcome);
        } else if (targets == 0 && !isRefused && !PERHAPS_NO_STEP.contains(outcome)) {
          throw contradiction(model, state, call, "is no step, although it is granted: " + outcome);
        }
      }
    }
  }

  private static ReplayDifference contradiction(
      ReplayModel model, int state, int call, String what) {
    StringBuilder message = new StringBuilder();
    message.append("The specification contradicts itself in model ").append(model.name());
    message.append(".\n");
    PathPrinter.print(model, state, message);
    message.append("Now ").append(model.calls().get(call)).append(' ').append(what).append(".\n");
    return new ReplayDifference(
        message.toString(), model.calls().get(call).toString(), model.path(state).length + 1, null);
  }
}
