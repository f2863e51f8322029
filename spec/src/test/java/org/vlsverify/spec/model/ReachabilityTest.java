package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.spec.Fixtures;
import org.vlsverify.spec.module.ModuleText;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * The interesting states of each specification are reached, so its properties do not hold
 * vacuously. Each operator {@code Reach...} of a module {@code MC...} is in {@code reachable} of a
 * manifest, with the model that reaches it; {@code expected.json} has the length of the shortest
 * path.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReachabilityTest {
  private static final Path TLA = ProjectRoot.path().resolve("spec").resolve("tla");

  private final Map<String, ModelCatalog.Reachable> expected =
      ModelCatalog.load().reachable().stream()
          .collect(Collectors.toMap(ModelCatalog.Reachable::predicate, Function.identity()));

  private final Map<Model, Map<String, Reachability.End>> ends = new HashMap<>();

  /** The names are unique, since they are the keys of the verdict. */
  private static List<String> defined() throws IOException {
    try (Stream<Path> files = Files.list(TLA)) {
      return files
          .filter(file -> file.getFileName().toString().matches("MC\\w*\\.tla"))
          .flatMap(file -> ModuleText.read(file).definitions().stream())
          .map(ModuleText.Definition::name)
          .filter(name -> name.startsWith("Reach"))
          .toList();
    }
  }

  @Test
  void everyInterestingStateIsReachedByAModel() throws IOException {
    assertThat(expected.keySet())
        .as("\"reachable\" of the manifests, and the operators Reach... of the modules MC...")
        .containsExactlyInAnyOrderElementsOf(defined());
  }

  @Test
  void falsePredicateIsNotReached() {
    try (SpecSession session = SpecSession.open(Fixtures.model("LendingOk"))) {
      assertThat(Reachability.nearest(session, Set.of("ReachNoBook")))
          .extractingByKey("ReachNoBook")
          .satisfies(
              end -> {
                assertThat(end.reached()).isFalse();
                assertThat(end.seen()).isEqualTo(5);
              });
    }
  }

  Stream<String> interestingStates() {
    return expected.keySet().stream().sorted();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("interestingStates")
  void isReached(String predicate) {
    ModelCatalog.Reachable how = expected.get(predicate);
    Model model = how.model();
    Reachability.End end = ends.computeIfAbsent(model, this::search).get(predicate);
    String actual = end.reached() ? "reached in " + end.states() + " states" : "not reachable";
    String wanted = "reached in " + how.states() + " states";
    VerdictLog.record(
        CheckResult.of(
                model.method(), "reachable/" + predicate, ModuleText.of(model.module()).name())
            .outcome(wanted, actual)
            .distinctStates(end.seen())
            .seconds(end.seconds())
            .reproduce("mvn -q -pl spec test -Dtest=ReachabilityTest")
            .build());
    assertThat(actual)
        .as(
            "%s in model %s: if the change to the spec is intended, explain it and store it: %s",
            predicate, model.name(), model.writeCommand())
        .isEqualTo(wanted);
  }

  private Map<String, Reachability.End> search(Model model) {
    return Reachability.search(
        model,
        expected.values().stream()
            .filter(how -> how.model().equals(model))
            .map(ModelCatalog.Reachable::predicate)
            .collect(Collectors.toSet()));
  }
}
