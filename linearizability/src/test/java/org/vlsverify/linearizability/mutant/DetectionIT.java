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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vlsverify.linearizability.lincheck.Explanation;
import org.vlsverify.linearizability.lincheck.LincheckRunner;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Report;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.lincheck.Oracle;
import org.vlsverify.linearizability.lincheck.ScenarioSuite;
import org.vlsverify.linearizability.mutant.Detection.Search;
import org.vlsverify.linearizability.scenario.RandomScenarios;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * The scenarios that the models give find the concurrent defects, too. Where each is found is the
 * result of a search, which takes hours, and is stored; here it is found there again, in the same
 * words, with the specification itself in place of the reference that the search is made with.
 */
public class DetectionIT {
  /** Searches anew and stores the result. */
  static final String UPDATE = "vls.detection.update";

  /** Compares what is stored with random scenarios, and stores that. */
  static final String RANDOM = "vls.detection.random";

  /** With it, only defects whose design and name match this expression are searched for. */
  static final String ONLY = "vls.detection.only";

  static final int EXECUTIONS = 100;

  private static final int AT_LEAST = 32;

  /** For what gets stuck anyway, where Lincheck waits three times; nothing else takes so long. */
  private static final Duration WHERE_STUCK = Duration.ofSeconds(2);

  static final String COMMAND =
      "mvn -q -pl linearizability -am verify -Dtest=none -Dit.test=DetectionIT";

  /**
   * A set, and how many executions of each scenario.
   *
   * @param set not null
   * @param executions at least 1
   */
  private record Round(ScenarioSuite set, int executions) {}

  static final int FEW_EXECUTIONS = 30;

  /** Of few scenarios, with long threads. */
  static final int MANY_EXECUTIONS = 1_000;

  private static final List<ScenarioSuite> SETS =
      List.of(
          ScenarioSuite.TWO_WORKERS_LOOKS,
          ScenarioSuite.THREE_WORKERS_LOOKS,
          ScenarioSuite.SCARCE_ONCE,
          ScenarioSuite.TWO_WORKERS_OUTCOMES,
          ScenarioSuite.THREE_WORKERS_OUTCOMES,
          ScenarioSuite.TWO_WORKERS_SIGHTS,
          ScenarioSuite.THREE_SCARCE_SIGHTS,
          ScenarioSuite.TWO_WORKERS_TRIPLES,
          ScenarioSuite.THREE_WORKERS_CHAINS,
          ScenarioSuite.THREE_SCARCE_TRIPLES);

  /** The few that are known to have gone wrong in the specification; then few executions first. */
  private static List<Round> rounds() {
    List<Round> rounds = new ArrayList<>();
    rounds.add(new Round(ScenarioSuite.COUNTEREXAMPLES, MANY_EXECUTIONS));
    SETS.forEach(set -> rounds.add(new Round(set, FEW_EXECUTIONS)));
    SETS.forEach(set -> rounds.add(new Round(set, EXECUTIONS)));
    return rounds;
  }

  /** Of a larger set, as many, with few executions. */
  static final int MOST_OF_A_SET = 3_000;

  /** Of a larger set, as many, with more executions. */
  static final int FEWER_OF_A_SET = 1_000;

  static final int RANDOM_SCENARIOS = 101;

  /** What the implementation itself says that must not be is a finding; anything else is chance. */
  private static final Pattern ACCIDENT =
      Pattern.compile("thrown: (?!java\\.lang\\.IllegalStateException: )");

  /** After so many, the next set is looked through. */
  private static final int MOST_ACCIDENTS = 10;

  static List<ConcurrentDefects.Expected> found() {
    return ConcurrentDefects.all().stream()
        .filter(expected -> stored(expected.defect()).map(Detection::scenario).isPresent())
        .toList();
  }

  private static Optional<Detection> stored(Defect defect) {
    return Detection.stored().stream().filter(detection -> detection.isOf(defect)).findFirst();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("found")
  void isFoundInAScenarioOfAModel(ConcurrentDefects.Expected expected) {
    Detection detection = stored(expected.defect()).orElseThrow();
    Scenario scenario = detection.made();
    long start = System.nanoTime();

    int most = detection.set() == ScenarioSuite.COUNTEREXAMPLES ? MANY_EXECUTIONS : EXECUTIONS;
    // The search was made with the reference: so both specifications find the same.
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
                "Lincheck, model checking with SharedData.tla finds defect in a scenario of a model",
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
    assertThat(report.finding()).as("what is found in %s", scenario.words()).isPresent();
    stored.assertSameAs(finding);
  }

  /** What the search has taken out of a set is there still: it takes minutes to make all sets. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("found")
  @EnabledIfSystemProperty(named = Budget.PROPERTY, matches = "nightly")
  void theSetHasTheScenario(ConcurrentDefects.Expected expected) {
    Detection detection = stored(expected.defect()).orElseThrow();
    assertThat(detection.set().scenarios())
        .as(
            "the scenarios of %s; search anew with -D%s=true\nReproduce with: %s%s",
            detection.set(), UPDATE, COMMAND, Budget.options())
        .contains(detection.made());
  }

  /** None may get lost; those that nobody has found yet are named in the table. */
  @Test
  void atLeastAsManyAreFoundAsEver() {
    assertThat(found()).hasSizeGreaterThanOrEqualTo(AT_LEAST);
  }

  @Test
  void tableIsWhatIsStored() throws IOException {
    if (Boolean.getBoolean("vls.traces.update")) {
      Detection.store(Detection.stored());
    }
    assertThat(Files.readString(Detection.TABLE)).isEqualTo(Detection.table(Detection.stored()));
  }

  /** A command for whoever has changed a defect or the scenarios; no check. */
  @Test
  @EnabledIfSystemProperty(named = UPDATE, matches = "true")
  void searchAnew() {
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

  /** Not a check: what takes long is done once. */
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
   * First those in which nothing is refused if one thread comes after the other; and of them, one
   * of each that carry out the same methods, then another one of each, and so on.
   */
  private static List<Scenario> chosen(Round round, ConcurrentDefects.Expected expected) {
    Map<Object, Integer> met = new HashMap<>();
    return round.set().scenarios().stream()
        .filter(expected::concerns)
        .map(scenario -> new Ranked(!scenario.isGranted(), met, scenario))
        .sorted(Comparator.comparing(Ranked::refused).thenComparing(Ranked::turn))
        .map(Ranked::scenario)
        .limit(round.executions() == FEW_EXECUTIONS ? MOST_OF_A_SET : FEWER_OF_A_SET)
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
            expected.defect().toString(), round.set(), found.scenario().name(), all, null);
      }
    }
    return new Detection(expected.defect().toString(), null, null, all, null);
  }

  private static Search random(ConcurrentDefects.Expected expected) {
    return search(expected.defect(), RandomScenarios.of(RANDOM_SCENARIOS), EXECUTIONS).search();
  }

  /** The scenario is null if nothing is found. */
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
