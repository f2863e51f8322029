package org.vlsverify.spec.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vlsverify.spec.Fixtures;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.tlc.TlcTest;
import org.vlsverify.spec.trace.Trace;

class StateGraphTest {

  /** The expected numbers are checked against TLC by {@link TlcTest}. */
  @ParameterizedTest
  @ValueSource(strings = {"LendingOk", "LendingTwoBooks", "LendingFair", "StepsConstrained"})
  void hasTheNumbersOfTlc(String name) {
    Model model = Fixtures.model(name);
    try (StateGraph graph = StateGraph.explore(model)) {
      assertThat((long) graph.states()).isEqualTo(model.expected().distinct());
      assertThat(graph.generated()).isEqualTo(model.expected().generated());
      assertThat(graph.depth()).isEqualTo(model.expected().depth());
    }
  }

  @Test
  void symmetryIsNotApplied() {
    try (StateGraph graph = StateGraph.explore(Fixtures.model("LendingSymmetry"))) {
      assertThat(graph.states()).isEqualTo(47);
    }
  }

  @Test
  void edgesAreAStream() {
    try (StateGraph graph = StateGraph.explore(Fixtures.model("LendingOk"))) {
      List<Edge> edges = graph.stream().toList();
      assertThat(edges).hasSize(graph.edges());
      assertThat(edges.get(0)).hasToString("0 -> Borrow(r=r1, b=b1) -> 1");
      assertThat(edges.get(0).before()).isEqualTo(graph.state(0));
      assertThat(edges.get(0).after()).isEqualTo(graph.state(1));
      assertThat(graph.stream(0)).allSatisfy(edge -> assertThat(edge.source()).isZero());
    }
  }

  @Test
  void edgesAreTheDistinctStepsOfEachState() {
    try (StateGraph graph = StateGraph.explore(Fixtures.model("LendingTwoBooks"));
        SpecSession session = SpecSession.open(Fixtures.model("LendingTwoBooks"))) {
      assertThat(session.initialStates()).hasSize(graph.initialStates());
      int edge = 0;
      for (int state = 0; state < graph.states(); state++) {
        List<Successor> steps = session.successors(state);
        assertThat(graph.firstEdge(state)).isEqualTo(edge);
        for (Successor step : steps) {
          assertThat(graph.operations().get(graph.operation(edge))).isEqualTo(step.operation());
          assertThat(graph.target(edge)).isEqualTo(step.target());
          assertThat(graph.source(edge)).isEqualTo(state);
          edge++;
        }
        assertThat(graph.endEdge(state)).isEqualTo(edge);
        assertThat(new HashSet<>(steps)).hasSameSizeAs(steps);
        assertThat(graph.state(state)).isEqualTo(session.state(state));
      }
      assertThat(graph.edges()).isEqualTo(edge);
    }
  }

  @Test
  void statesAreDistinctAndComeByLevel() {
    try (StateGraph graph = StateGraph.explore(Fixtures.model("LendingTwoBooks"))) {
      Set<Map<String, TlaValue>> states = new HashSet<>();
      int level = 1;
      for (int state = 0; state < graph.states(); state++) {
        assertThat(states.add(graph.state(state))).isTrue();
        assertThat(graph.level(state)).isBetween(level, level + 1);
        level = graph.level(state);
        assertThat(graph.parentEdge(state) == -1).isEqualTo(state < graph.initialStates());
      }
      assertThat(level).isEqualTo(graph.depth());
    }
  }

  @Test
  void pathsAreShortestBehaviours() {
    try (StateGraph graph = StateGraph.explore(Fixtures.model("LendingTwoBooks"))) {
      int last = graph.states() - 1;
      Trace path = graph.pathTo(last);
      assertThat(path.length()).isEqualTo(graph.level(last)).isEqualTo(9);
      assertThat(path.initial()).isEqualTo(graph.state(0));
      assertThat(path.state(8)).isEqualTo(graph.state(last));
      for (int i = 1; i < path.length(); i++) {
        int source = graph.session().find(path.state(i - 1)).orElseThrow();
        int target = graph.session().find(path.state(i)).orElseThrow();
        Successor step = new Successor(path.steps().get(i - 1).operation(), target);
        assertThat(graph.session().successors(source)).contains(step);
      }
      assertThat(graph.pathTo(0).length()).isEqualTo(1);
    }
  }

  @Test
  void operatorsAreEvaluatedInEachState() {
    try (StateGraph graph = StateGraph.explore(Fixtures.model("LendingTwoBooks"))) {
      StateQuery lent = graph.query("Lent");
      for (int state = 0; state < graph.states(); state++) {
        long holders =
            ((TlaValue.FunctionValue) graph.value(state, "holder"))
                .mappings().values().stream()
                    .filter(holder -> !holder.equals(TlaValue.model("Shelf")))
                    .count();
        assertThat(lent.evaluate(state).elements()).hasSize((int) holders);
      }
      assertThat(graph.evaluate(0, "TypeOK").asBoolean()).isTrue();
      assertThat(graph.variables()).containsExactly("holder", "waiting", "card");
    }
  }

  @Test
  void explorationErrorIsSpecificationError() {
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> StateGraph.explore(Fixtures.model("StepsEvaluation")))
        .withMessageContaining("Attempted to select field \"field\" from a non-record value 3");
    assertThatExceptionOfType(SpecException.class)
        .isThrownBy(() -> StateGraph.explore(Fixtures.model("BrokenSyntax")));
  }
}
