package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.spec.Fixtures;
import org.vlsverify.spec.module.ModuleText;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.session.StateQuery;
import org.vlsverify.spec.session.Successor;
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

  private final Map<String, Map<String, End>> ends = new HashMap<>();
  private Map<String, Expected> expected;

  /**
   * @param model the name of a model
   * @param states the length of the shortest behaviour that gets there
   */
  record Expected(String model, int states) {}

  /**
   * What a search has come to.
   *
   * @param reached whether the predicate holds in some state
   * @param states the length of a shortest behaviour to there; 0 if there is none
   * @param seen how many states the search has come to by then
   * @param seconds how long it took to there
   */
  private record End(boolean reached, int states, int seen, double seconds) {}

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
          .flatMap(file -> ModuleText.read(file).definitions().stream())
          .map(ModuleText.Definition::name)
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
      assertThat(nearest(session, Set.of("ReachNoBook")))
          .extractingByKey("ReachNoBook")
          .satisfies(
              end -> {
                assertThat(end.reached()).isFalse();
                assertThat(end.seen()).isEqualTo(5);
              });
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
    End end = ends.computeIfAbsent(how.model(), name -> search(model)).get(predicate);
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
            "%s in model %s: if the change to the spec is intended, explain it and update"
                + " spec/tla/reachable.json",
            predicate, how.model())
        .isEqualTo(wanted);
  }

  /** One search for all that a model is to reach, since each begins at the same place. */
  private Map<String, End> search(Model model) {
    Set<String> predicates = new TreeSet<>();
    expected.forEach(
        (predicate, how) -> {
          if (how.model().equals(model.name())) {
            predicates.add(predicate);
          }
        });
    try (SpecSession session = SpecSession.open(model)) {
      return nearest(session, predicates);
    }
  }

  /** Searches breadth first, until each predicate holds in some state or there are no more. */
  private static Map<String, End> nearest(SpecSession session, Set<String> predicates) {
    long start = System.nanoTime();
    Map<String, End> ends = new HashMap<>();
    Map<String, StateQuery> wanted = new HashMap<>();
    predicates.forEach(predicate -> wanted.put(predicate, session.query(predicate)));
    BitSet found = new BitSet();
    int[] level = session.initialStates();
    int length = 1;
    while (level.length > 0 && !wanted.isEmpty()) {
      int[] states = level;
      Arrays.stream(states).forEach(found::set);
      End end = new End(true, length, found.cardinality(), (System.nanoTime() - start) / 1e9);
      wanted
          .entrySet()
          .removeIf(
              entry -> {
                boolean holds = Arrays.stream(states).anyMatch(entry.getValue()::test);
                if (holds) {
                  ends.put(entry.getKey(), end);
                }
                return holds;
              });
      level =
          Arrays.stream(states)
              .flatMap(state -> session.successors(state).stream().mapToInt(Successor::target))
              .filter(state -> !found.get(state))
              .distinct()
              .toArray();
      length++;
    }
    End nowhere = new End(false, 0, found.cardinality(), (System.nanoTime() - start) / 1e9);
    wanted.keySet().forEach(predicate -> ends.put(predicate, nowhere));
    return ends;
  }
}
