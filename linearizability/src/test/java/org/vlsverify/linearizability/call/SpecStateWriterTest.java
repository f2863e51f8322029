package org.vlsverify.linearizability.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.session.StateGraph;
import org.vlsverify.spec.tla.TlaValue;

class SpecStateWriterTest {
  @ParameterizedTest
  @ValueSource(strings = {"SharedData_2w1s", "SharedData_2w2s_full"})
  void writtenStatesEqualReadStates(String model) {
    SpecStateReader reader = new SpecStateReader();
    try (StateGraph graph = StateGraph.explore(ModelCatalog.load().model(model))) {
      int sessions = Bounds.of(graph).sessions();
      for (int i = 0; i < graph.states(); i++) {
        Map<String, TlaValue> state = graph.state(i);
        Map<String, TlaValue> written = SpecStateWriter.state(reader.snapshot(state), sessions);
        assertThat(written).isEqualTo(state);
        assertThat(List.copyOf(written.keySet())).isEqualTo(List.copyOf(state.keySet()));
      }
    }
  }
}
