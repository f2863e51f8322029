package org.vlsverify.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * The interesting states of each specification are reached, so that its properties do not hold for
 * lack of occasions. Each operator {@code Reach...} of a module {@code MC...} has an entry in
 * {@code reachable.json}: the model that reaches it, and in how many states at the least.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReachabilityTest {
  private static final Path TLA = ProjectRoot.path().resolve("spec").resolve("tla");

  private Map<String, Expected> expected;

  /**
   * @param model the name of a model
   * @param states the length of the shortest behaviour that gets there
   */
  record Expected(String model, int states) {}

  @BeforeAll
  void readExpectations() throws IOException {
    expected =
        new JsonMapper()
            .readValue(TLA.resolve("reachable.json").toFile(), new TypeReference<>() {});
  }

  /** The names are unique, since they are the keys of the file. */
  private static List<String> defined() throws IOException {
    try (Stream<Path> files = Files.list(TLA)) {
      return files
          .filter(file -> file.getFileName().toString().matches("MC\\w*\\.tla"))
          .flatMap(file -> Specification.read(file).definitions().stream())
          .map(Specification.Definition::name)
          .filter(name -> name.startsWith("Reach"))
          .toList();
    }
  }

  @Test
  void everyInterestingStateHasAModelThatReachesIt() throws IOException {
    assertThat(expected.keySet())
        .as("the keys of reachable.json, and the operators Reach... of the modules MC...")
        .containsExactlyInAnyOrderElementsOf(defined());
  }

  @Test
  void whatIsNeverTrueIsNotReached() {
    try (SpecSession session = SpecSession.open(Fixtures.model("LendingOk"))) {
      BitSet found = new BitSet();
      assertThat(nearest(session, "ReachNoBook", found)).isEmpty();
      assertThat(found.cardinality()).isEqualTo(5);
    }
  }

  Stream<String> interestingStates() {
    return new TreeSet<>(expected.keySet()).stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("interestingStates")
  void isReached(String predicate) {
    Expected how = expected.get(predicate);
    Model model = ModelCatalog.load().model(how.model());
    long start = System.nanoTime();
    OptionalInt states;
    int seen;
    try (SpecSession session = SpecSession.open(model)) {
      BitSet found = new BitSet();
      states = nearest(session, predicate, found);
      seen = found.cardinality();
    }
    String actual =
        states.isEmpty() ? "not reachable" : "reached in " + states.getAsInt() + " states";
    String wanted = "reached in " + how.states() + " states";
    VerdictLog.record(
        CheckResult.of(
                model.edge(), "reachable/" + predicate, Specification.of(model.module()).name())
            .outcome(wanted, actual)
            .distinctStates(seen)
            .seconds((System.nanoTime() - start) / 1e9)
            .reproduce("mvn -q -pl spec test -Dtest=ReachabilityTest")
            .build());
    assertThat(actual)
        .as(
            "%s in model %s: if the change to the spec is intended, explain it and update"
                + " spec/tla/reachable.json",
            predicate, how.model())
        .isEqualTo(wanted);
  }

  /**
   * Searches breadth first and stops at the first state in which the predicate holds.
   *
   * @param found is filled with the states that the search has come to
   * @return the number of states on a shortest behaviour to there
   */
  private static OptionalInt nearest(SpecSession session, String predicate, BitSet found) {
    Query query = session.query(predicate);
    int[] level = session.initialStates();
    for (int length = 1; level.length > 0; length++) {
      Arrays.stream(level).forEach(found::set);
      if (Arrays.stream(level).anyMatch(query::test)) {
        return OptionalInt.of(length);
      }
      level =
          Arrays.stream(level)
              .flatMap(state -> session.successors(state).stream().mapToInt(Successor::target))
              .filter(state -> !found.get(state))
              .distinct()
              .toArray();
    }
    return OptionalInt.empty();
  }
}
