package org.vlsverify.linearizability.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vlsverify.linearizability.scenario.Invocation.close;
import static org.vlsverify.linearizability.scenario.Invocation.forkBegin;
import static org.vlsverify.linearizability.scenario.Invocation.open;
import static org.vlsverify.linearizability.scenario.Invocation.owner;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioTest {
  private static String shape(List<Invocation> one, List<Invocation> two) {
    return Scenario.shape(List.of(one, two));
  }

  @Test
  void shapeIsIndependentOfNames() {
    assertThat(shape(List.of(close(0, 0)), List.of(forkBegin(1, 2), open(2, 0))))
        .isEqualTo(shape(List.of(close(2, 1)), List.of(forkBegin(0, 1), open(1, 1))));
  }

  @Test
  void shapeDistinguishesEqualWorkersAndSessions() {
    String byAnother = shape(List.of(close(0, 0)), List.of(owner(1, 0)));

    assertThat(shape(List.of(close(0, 0)), List.of(owner(0, 0)))).isNotEqualTo(byAnother);
    assertThat(shape(List.of(close(0, 0)), List.of(owner(1, 1)))).isNotEqualTo(byAnother);
    assertThat(shape(List.of(owner(1, 0)), List.of(close(0, 0)))).isNotEqualTo(byAnother);
    assertThat(shape(List.of(close(0, 0), owner(1, 0)), List.of())).isNotEqualTo(byAnother);
  }
}
