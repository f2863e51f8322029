package org.vlsverify.linearizability.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.lincheck.Explanation;
import org.vlsverify.linearizability.lincheck.LincheckRunner;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Report;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.lincheck.Oracle;
import org.vlsverify.linearizability.mutant.Detection.Search;
import org.vlsverify.linearizability.pos.PosRunner;
import org.vlsverify.linearizability.scenario.RandomScenarios;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.linearizability.scenario.ScenarioSuite;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * Generated scenarios find the seeded concurrent defects, too. The scenario that finds each defect
 * is the result of a search, which takes hours and is stored. Random interleavings find the defect
 * in it again; Lincheck does, too, with the same explanation, and with the specification in place
 * of the reference as oracle: for all defects in {@code nightly}, else for one in {@value
 * #EVERY_SO_MANY}, since each takes fifteen times as long.
 */
public class DetectionIT {
  /** Repeats the search and stores the result. */
  static final String UPDATE = "vls.detection.update";

  /** Searches random scenarios, too, and stores that result beside the stored one. */
  static final String RANDOM = "vls.detection.random";

  /** Regular expression for design and name; the search is for these defects only. */
  static final String ONLY = "vls.detection.only";

  static final int EXECUTIONS = 100;

  private static final int AT_LEAST = 32;

  /** As in the comparison of the schedulers. */
  private static final int MOST_RANDOM = 20_000;

  private static final long RANDOM_SEED = 1;

  /** For deadlocks, where Lincheck waits three times. */
  private static final Duration WHERE_STUCK = Duration.ofSeconds(2);

  static final String COMMAND = MavenTest.integration("DetectionIT").command();

  /**
   * A suite, and the number of executions of each scenario.
   *
   * @param suite not null
   * @param executions at least 1
   */
  private record Round(ScenarioSuite suite, int executions) {}

  static final int FEW_EXECUTIONS = 30;

  /** For the few scenarios with long threads. */
  static final int MANY_EXECUTIONS = 1_000;

  private static final List<ScenarioSuite> SUITES =
      List.of(
          ScenarioSuite.TWO_WORKERS_READS,
          ScenarioSuite.THREE_WORKERS_READS,
          ScenarioSuite.SCARCE_ONCE,
          ScenarioSuite.TWO_WORKERS_OUTCOMES,
          ScenarioSuite.THREE_WORKERS_OUTCOMES,
          ScenarioSuite.TWO_WORKERS_2X1,
          ScenarioSuite.THREE_SCARCE_2X1,
          ScenarioSuite.TWO_WORKERS_1X2,
          ScenarioSuite.THREE_WORKERS_ENABLING,
          ScenarioSuite.THREE_SCARCE_1X2);

  /** The counterexamples; then all suites with few executions, then all with more. */
  private static List<Round> rounds() {
    List<Round> rounds = new ArrayList<>();
    rounds.add(new Round(ScenarioSuite.COUNTEREXAMPLES, MANY_EXECUTIONS));
    SUITES.forEach(suite -> rounds.add(new Round(suite, FEW_EXECUTIONS)));
    SUITES.forEach(suite -> rounds.add(new Round(suite, EXECUTIONS)));
    return rounds;
  }

  /** Limit of the scenarios of a suite, with few executions. */
  static final int MOST_OF_A_SUITE = 3_000;

  /** Limit of the scenarios of a suite, with more executions. */
  static final int FEWER_OF_A_SUITE = 1_000;

  static final int RANDOM_SCENARIOS = 101;

  /** The implementations report a broken invariant as IllegalStateException; the rest is chance. */
  private static final Pattern ACCIDENT =
      Pattern.compile("thrown: (?!java\\.lang\\.IllegalStateException: )");

  /** Limit of accidents in a suite, after which the search goes on with the next one. */
  private static final int MOST_ACCIDENTS = 10;

  static List<ConcurrentDefects.Expected> found() {
    return ConcurrentDefects.all().stream()
        .filter(expected -> stored(expected.defect()).map(Detection::scenario).isPresent())
        .toList();
  }

  private static final int EVERY_SO_MANY = 4;

  /** The sample has all designs and a deadlock, and no model that takes TLC long. */
  private static final int FIRST = 1;

  /** Those for Lincheck, in the current budget. */
  static List<ConcurrentDefects.Expected> sample() {
    List<ConcurrentDefects.Expected> all = found();
    return Budget.current().includes(Budget.NIGHTLY)
        ? all
        : IntStream.range(0, all.size())
            .filter(i -> i % EVERY_SO_MANY == FIRST)
            .mapToObj(all::get)
            .toList();
  }

  private static Optional<Detection> stored(Defect defect) {
    return Detection.stored().stream().filter(detection -> detection.isOf(defect)).findFirst();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("found")
  void isFoundInRandomInterleavings(ConcurrentDefects.Expected expected) {
    Scenario scenario = stored(expected.defect()).orElseThrow().made();
    long start = System.nanoTime();

    Optional<Finding> finding =
        PosRunner.run(
            new MutatedImplementation(expected.defect()), scenario, MOST_RANDOM, RANDOM_SEED);

    VerdictLog.record(
        CheckResult.of(
                CheckMethod.LINEARIZABILITY,
                "random interleavings find defect in generated scenario",
                expected.defect().implementation().toString())
            .defect(expected.defect().name())
            .outcome(
                "a finding",
                finding.map(found -> found.kind().toString()).orElse("nothing"),
                finding.isPresent())
            .executions(finding.map(Finding::execution).orElse((long) MOST_RANDOM))
            .seconds((System.nanoTime() - start) / 1e9)
            .reproduce(COMMAND)
            .build());
    assertThat(finding).as("finding in %s", scenario.words()).isPresent();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sample")
  void isFoundInGeneratedScenario(ConcurrentDefects.Expected expected) {
    Detection detection = stored(expected.defect()).orElseThrow();
    Scenario scenario = detection.made();
    long start = System.nanoTime();

    int most = detection.suite() == ScenarioSuite.COUNTEREXAMPLES ? MANY_EXECUTIONS : EXECUTIONS;
    // The search uses the reference: so both oracles find the same.
    Report report =
        LincheckRunner.run(
            Strategy.MODEL_CHECKING,
            List.of(scenario),
            most,
            new MutatedImplementation(expected.defect()),
            Oracle.TLA,
            expected.kind() == Kind.STUCK ? WHERE_STUCK : LincheckRunner.PATIENCE);

    String finding =
        report
            .finding()
            .map(found -> expected.defect().what() + "\n" + Explanation.of(found))
            .orElse("nothing");
    StoredFinding stored =
        StoredFinding.of("detection/" + expected.defect().design(), expected.defect().name());
    VerdictLog.record(
        CheckResult.of(
                CheckMethod.LINEARIZABILITY,
                "Lincheck, model checking with SharedData.tla finds defect in generated scenario",
                expected.defect().implementation().toString())
            .defect(expected.defect().name())
            .outcome(
                expected.kind().toString(),
                report.finding().map(found -> found.kind().toString()).orElse("nothing"),
                stored.isSameAs(finding))
            .executions(report.allExecutions())
            .seconds((System.nanoTime() - start) / 1e9)
            .trace(stored.file())
            .reproduce(COMMAND)
            .build());
    assertThat(expected.concerns(scenario)).isTrue();
    assertThat(finding).doesNotContainPattern(ACCIDENT);
    assertThat(report.finding()).as("finding in %s", scenario.words()).isPresent();
    stored.assertSameAs(finding);
  }

  /** The suites still contain the stored scenarios. Nightly: generating them takes minutes. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("found")
  @EnabledIfSystemProperty(named = Budget.PROPERTY, matches = "nightly")
  void suiteContainsScenario(ConcurrentDefects.Expected expected) {
    Detection detection = stored(expected.defect()).orElseThrow();
    assertThat(detection.suite().scenarios())
        .as(
            "the scenarios of %s; search again with -D%s=true\nReproduce with: %s%s",
            detection.suite(), UPDATE, COMMAND, Budget.options())
        .contains(detection.made());
  }

  /** The table names the defects that are not found. */
  @Test
  void noDefectIsLost() {
    assertThat(found()).hasSizeGreaterThanOrEqualTo(AT_LEAST);
  }

  @Test
  void tableMatchesStoredResults() throws IOException {
    if (Boolean.getBoolean("vls.traces.update")) {
      Detection.store(Detection.stored());
    }
    assertThat(Files.readString(Detection.TABLE)).isEqualTo(Detection.table(Detection.stored()));
  }

  /** The search, after a change of defects or scenarios; no check. */
  @Test
  @EnabledIfSystemProperty(named = UPDATE, matches = "true")
  void search() {
    List<Detection> detections = new ArrayList<>();
    List<Detection> before = Detection.stored();
    for (ConcurrentDefects.Expected expected : ConcurrentDefects.all()) {
      Defect defect = expected.defect();
      if (defect.toString().matches(System.getProperty(ONLY, ".*"))) {
        detections.add(search(expected));
      } else {
        before.stream().filter(stored -> stored.isOf(defect)).forEach(detections::add);
      }
      Detection.store(
          Stream.concat(
                  detections.stream(),
                  before.stream()
                      .filter(
                          stored ->
                              detections.stream()
                                  .noneMatch(d -> d.defect().equals(stored.defect()))))
              .toList());
    }
  }

  /** The search in random scenarios; no check. */
  @Test
  @EnabledIfSystemProperty(named = RANDOM, matches = "true")
  void compareWithRandomScenarios() {
    List<Detection> detections = new ArrayList<>(Detection.stored());
    for (ConcurrentDefects.Expected expected : ConcurrentDefects.all()) {
      for (int i = 0; i < detections.size(); i++) {
        Detection stored = detections.get(i);
        if (stored.isOf(expected.defect())
            && expected.toString().matches(System.getProperty(ONLY, ".*"))) {
          detections.set(i, stored.comparedWith(random(expected)));
          Detection.store(detections);
        }
      }
    }
  }

  /**
   * The scenarios in the order of the search: first those without a refused call in sequential
   * order; among them, one of each combination of operations, then another one of each, and so on.
   */
  private static List<Scenario> chosen(Round round, ConcurrentDefects.Expected expected) {
    Map<Object, Integer> met = new HashMap<>();
    return round.suite().scenarios().stream()
        .filter(expected::concerns)
        .map(scenario -> new Ranked(!scenario.isGranted(), met, scenario))
        .sorted(Comparator.comparing(Ranked::refused).thenComparing(Ranked::turn))
        .map(Ranked::scenario)
        .limit(round.executions() == FEW_EXECUTIONS ? MOST_OF_A_SUITE : FEWER_OF_A_SUITE)
        .toList();
  }

  private record Ranked(boolean refused, int turn, Scenario scenario) {
    Ranked(boolean refused, Map<Object, Integer> met, Scenario scenario) {
      this(refused, met.merge(List.of(refused, scenario.methods()), 1, Integer::sum), scenario);
    }
  }

  private static Detection search(ConcurrentDefects.Expected expected) {
    Search all = new Search(false, 0, 0, 0);
    for (Round round : rounds()) {
      Found found = search(expected.defect(), chosen(round, expected), round.executions());
      System.out.printf("%s, %s: %s%n", expected, round, found);
      all =
          new Search(
              found.scenario() != null,
              all.scenarios() + found.search().scenarios(),
              all.executions() + found.search().executions(),
              all.seconds() + found.search().seconds());
      if (found.scenario() != null) {
        return new Detection(
            expected.defect().toString(),
            round.suite(),
            round.suite().key(found.scenario()),
            all,
            null);
      }
    }
    return new Detection(expected.defect().toString(), null, null, all, null);
  }

  private static Search random(ConcurrentDefects.Expected expected) {
    return search(expected.defect(), RandomScenarios.of(RANDOM_SCENARIOS), EXECUTIONS).search();
  }

  /** Result of a search in one suite; the scenario is null if nothing is found. */
  private record Found(Scenario scenario, Search search) {}

  private static Found search(Defect defect, List<Scenario> scenarios, int most) {
    long start = System.nanoTime();
    long executions = 0;
    int at = 0;
    Scenario found = null;
    int accidents = 0;
    while (found == null && at < scenarios.size() && accidents < MOST_ACCIDENTS) {
      Report report = run(scenarios.subList(at, scenarios.size()), defect, most);
      executions += report.allExecutions();
      at += report.executions().size();
      accidents++;
      found =
          report
              .finding()
              .filter(finding -> !ACCIDENT.matcher(Explanation.of(finding)).find())
              .map(Finding::scenario)
              .orElse(null);
    }
    return new Found(
        found,
        new Search(found != null, at, executions, (System.nanoTime() - start) / 1_000_000_000));
  }

  private static Report run(List<Scenario> scenarios, Defect defect, int most) {
    return LincheckRunner.run(
        Strategy.MODEL_CHECKING, scenarios, most, new MutatedImplementation(defect));
  }
}
