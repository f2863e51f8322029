package org.vlsverify.linearizability.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.Action;
import org.vlsverify.linearizability.call.Query;
import org.vlsverify.linearizability.checks.ReplayCheck;
import org.vlsverify.linearizability.checks.Variant;
import org.vlsverify.linearizability.oracle.SpecSharedSessions;
import org.vlsverify.sessions.ListenState;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.run.Budget;

/**
 * Replay of the small models on the reference; also of a model named in {@value
 * ReplayCheck#MODEL_PROPERTY}, or on an implementation named in {@value
 * ReplayCheck#VARIANT_PROPERTY}.
 */
class ReplayTest {
  /** A call evaluated by TLC takes a hundred times as long. */
  private static final int MOST_STATES_BY_TLC = 1_000;

  static List<Arguments> models() {
    return ReplayCheck.each(ReplayCheck.models(Budget.QUICK), List.of(Variant.REFERENCE));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("models")
  void replay(String model, Variant variant) {
    ReplayCheck.check(ReplayCheck.model(model), variant);
  }

  static List<String> smallest() {
    return ReplayCheck.models(Budget.QUICK).stream()
        .filter(model -> model.expected().distinct() <= MOST_STATES_BY_TLC)
        .map(Model::name)
        .toList();
  }

  /** The oracle of Lincheck that asks TLC conforms to the specification. */
  @ParameterizedTest
  @MethodSource("smallest")
  void replayOnSpecification(String model) {
    ReplayCheck.check(
        ReplayCheck.model(model), new Variant("specification", SpecSharedSessions::new));
  }

  /** A defect in an outcome, step or answer that never occurs would not be found. */
  @Test
  void smallModelsCoverOutcomesStepsAndAnswers() {
    Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
    Set<Action> steps = EnumSet.noneOf(Action.class);
    Set<String> answers = new HashSet<>();
    for (Model model : ReplayCheck.models(Budget.QUICK)) {
      ReplayModel prepared = ReplayCheck.prepare(model);
      for (int state = 0; state < prepared.states(); state++) {
        for (int call = 0; call < prepared.calls().size(); call++) {
          outcomes.add(prepared.outcome(state, call));
          if (prepared.isStep(state, call)) {
            steps.add(prepared.calls().get(call).action());
          }
        }
        for (int query = 0; query < prepared.queries().size(); query++) {
          answers.add(prepared.queries().get(query).kind() + " " + prepared.answer(state, query));
        }
      }
    }
    assertThat(outcomes).containsExactlyInAnyOrder(Outcome.values());
    assertThat(steps).containsExactlyInAnyOrder(Action.values());
    assertThat(answers)
        .contains(Query.Kind.OWNER + " -1", Query.Kind.OWNER + " 0")
        .contains(Query.Kind.IS_SHARED_BY + " true", Query.Kind.IS_SHARED_BY + " false")
        .contains(Query.Kind.IS_LISTENER + " true", Query.Kind.IS_LISTENER + " false");
    for (ListenState listen : ListenState.values()) {
      assertThat(answers).contains(Query.Kind.LISTEN_STATE + " " + listen);
    }
  }
}
