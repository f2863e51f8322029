package org.vlsverify.linearizability.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.checks.ReplayCheck;
import org.vlsverify.linearizability.checks.Variant;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.run.Budget;

/** The larger models, as far as the budget allows. */
class ReplayIT {

  static List<Arguments> models() {
    if (!Budget.current().includes(Budget.STANDARD)) {
      return List.of();
    }
    List<Model> models = new ArrayList<>();
    for (Budget budget : List.of(Budget.STANDARD, Budget.NIGHTLY)) {
      if (Budget.current().includes(budget)) {
        models.addAll(ReplayCheck.models(budget));
      }
    }
    assertThat(models).isNotEmpty();
    return ReplayCheck.each(models, Variant.all());
  }

  @ParameterizedTest(name = "{0} on {1}", allowZeroInvocations = true)
  @MethodSource("models")
  void replay(String model, Variant variant) {
    ReplayCheck.check(ReplayCheck.model(model), variant);
  }
}
