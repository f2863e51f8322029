package org.vlsverify.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.scenario.HandWrittenScenarios;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.linearizability.scenario.ScenarioSuite;
import org.vlsverify.spec.run.ProjectRoot;

/** Each operation of a scenario is granted in some order, and each scenario has an effect. */
class ScenarioOutcomesTest {
  private static final Path EXCUSED =
      ProjectRoot.path()
          .resolve("linearizability/src/test/resources/scenarios/always-refused.json");

  /**
   * An operation that is always refused on purpose.
   *
   * @param scenario the name
   * @param objection that of {@link ScenarioOutcomes}
   * @param reason why the scenario is wanted nevertheless
   */
  private record Excuse(String scenario, String objection, String reason) {}

  @Test
  void everyOperationIsGrantedInSomeOrder() throws IOException {
    List<Excuse> excuses = new ObjectMapper().readValue(EXCUSED.toFile(), new TypeReference<>() {});
    Map<String, List<String>> excused =
        excuses.stream()
            .collect(
                Collectors.groupingBy(
                    Excuse::scenario,
                    LinkedHashMap::new,
                    Collectors.mapping(Excuse::objection, Collectors.toList())));

    Map<String, List<String>> found = objections(HandWrittenScenarios.all().stream());
    assertThat(without(found, excused))
        .as("always refused; change the scenario, or give a reason in " + EXCUSED)
        .isEmpty();
    assertThat(without(excused, found)).as("no longer refused, but in " + EXCUSED).isEmpty();
    assertThat(excuses).allSatisfy(excuse -> assertThat(excuse.reason()).isNotBlank());
  }

  private static Map<String, List<String>> without(
      Map<String, List<String>> all, Map<String, List<String>> others) {
    Map<String, List<String>> rest = new LinkedHashMap<>(all);
    rest.entrySet().removeAll(others.entrySet());
    return rest;
  }

  /** In generated scenarios a refusal is one of the conflicting invocations, or comes after it. */
  @Test
  void everyGeneratedScenarioHasAnEffect() {
    assertThat(objections(ScenarioSuite.TWO_WORKERS_ONCE.scenarios().stream()).values())
        .allSatisfy(
            objections ->
                assertThat(objections).doesNotContain("no operation has an effect in any order"));
  }

  private static Map<String, List<String>> objections(Stream<Scenario> scenarios) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    scenarios.forEach(
        scenario -> {
          List<String> objections = ScenarioOutcomes.objections(scenario);
          if (!objections.isEmpty()) {
            all.put(scenario.name(), objections);
          }
        });
    return all;
  }

  /** Negative control: the index of an exited worker, as it was tested for a long time. */
  @Test
  void operationThatIsAlwaysRefusedIsFound() {
    Scenario scenario =
        new Scenario(
            "the other worker opens a session that is open",
            new Bounds(2, 1, 1, 1, Set.of()),
            List.of(Invocation.open(0, 0), Invocation.fork(0, 1), Invocation.unshare(1, 0)),
            List.of(Invocation.exitComplete(1)),
            List.of(Invocation.open(1, 0)));

    assertThat(ScenarioOutcomes.objections(scenario))
        .containsExactly("thread 2: open(worker 1, session 0) is always refused");
  }

  @Test
  void scenarioWithoutEffectIsFound() {
    Scenario scenario =
        new Scenario(
            "two queries",
            new Bounds(1, 1, 1, 1, Set.of()),
            List.of(),
            List.of(Invocation.owner(0, 0)),
            List.of(Invocation.listenState(0, 0)));

    assertThat(ScenarioOutcomes.objections(scenario))
        .containsExactly("no operation has an effect in any order");
  }
}
