package org.vlsverify.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.replay.ReplayModel;
import org.vlsverify.linearizability.scenario.ConflictAnalysis;
import org.vlsverify.linearizability.scenario.ConflictAnalysis.Kind;
import org.vlsverify.linearizability.scenario.ConflictScenarios;
import org.vlsverify.linearizability.scenario.ConflictScenarios.Coverage;
import org.vlsverify.linearizability.scenario.CounterexampleScenarios;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.run.Budget;

/** Of which models there are scenarios, how many of them, and how often each is carried out. */
public enum ScenarioSuite {
  /** 2 workers, 1 session that may listen: each pair of acts once. */
  TWO_WORKERS_ONCE("SharedData_2w1s", Coverage.EVERY_PAIR, order(), 10, 479),
  /** 2 workers, 2 sessions, room for one shared one: each pair of acts once. */
  SCARCE_ONCE("SharedData_2w2s_full", Coverage.EVERY_PAIR, order(), 10, 375),
  /** 3 workers, 1 session: each pair of acts once. */
  THREE_WORKERS_ONCE("SharedData_3w1s_live", Coverage.EVERY_PAIR, order(), 10, 637),
  /** 2 workers, 1 session that may listen: what looks at a change, too. */
  TWO_WORKERS_READS("SharedData_2w1s", Coverage.EVERY_PAIR, all(), 10, 637),
  /** 3 workers, 1 session: what looks at a change, too. */
  THREE_WORKERS_READS("SharedData_3w1s_live", Coverage.EVERY_PAIR, all(), 10, 1_197),
  /** 2 workers, 1 session that may listen: each pair with each of its outcomes. */
  TWO_WORKERS_OUTCOMES("SharedData_2w1s", Coverage.EVERY_OUTCOME, all(), 10, 2_642),
  /** 3 workers, 1 session: each pair with each of its outcomes. */
  THREE_WORKERS_OUTCOMES("SharedData_3w1s_live", Coverage.EVERY_OUTCOME, all(), 10, 2_529),
  /** 2 workers, 1 session that may listen: one act more. */
  TWO_WORKERS_1X2("SharedData_2w1s", Coverage.EVERY_TRIPLE, order(), 10, 24_966),
  /** 2 workers, 2 sessions, room for one shared one: one act more. */
  SCARCE_1X2("SharedData_2w2s_full", Coverage.EVERY_TRIPLE, order(), 10, 16_195),
  /** 3 workers, 1 session: one act more. */
  THREE_WORKERS_1X2("SharedData_3w1s_live", Coverage.EVERY_TRIPLE, order(), 10, 22_487),
  /** 3 workers, 2 sessions, room for one shared one: one act more. */
  THREE_SCARCE_1X2("SharedData_3w2s_full", Coverage.EVERY_TRIPLE, order(), 10, 27_698),
  /** 2 workers, 1 session that may listen: questions beside two acts. */
  TWO_WORKERS_2X1("SharedData_2w1s", Coverage.EVERY_SIGHT, order(), 10, 8_491),
  /** 3 workers, 2 sessions, room for one shared one: questions beside two acts. */
  THREE_SCARCE_2X1("SharedData_3w2s_full", Coverage.EVERY_SIGHT, order(), 10, 18_470),
  /** 3 workers, 1 session: what an act makes possible, and what that makes possible. */
  THREE_WORKERS_ENABLING("SharedData_3w1s_live", Coverage.EVERY_CHAIN, order(), 10, 2_912),
  /** 2 workers, 1 session that may listen: each pair in each state. */
  TWO_WORKERS("SharedData_2w1s", Coverage.EVERY_STATE, order(), 4, 10_347),
  /** 2 workers, 2 sessions, room for one shared one: what is full, and what was just freed. */
  SCARCE("SharedData_2w2s_full", Coverage.EVERY_CLASS, order(), 6, 2_519),
  /** 3 workers, 1 session: half-forked children, one owner of several subscribers. */
  THREE_WORKERS("SharedData_3w1s_live", Coverage.EVERY_CLASS, order(), 4, 3_888),
  /** The same in each state, with what looks at a change and may not notice. */
  THREE_WORKERS_ALL("SharedData_3w1s_live", Coverage.EVERY_STATE, all(), 10, 87_052),
  /** 3 workers, 2 sessions. */
  TWO_SESSIONS("SharedData_3w2s", Coverage.EVERY_STATE, order(), 10, 87_717),
  /** 3 workers, 1 session that may listen. */
  THREE_LISTENERS("SharedData_3w1s", Coverage.EVERY_CLASS, order(), 10, 94_955),
  /** What the threads do in the counterexamples of the specification of the optimistic design. */
  COUNTEREXAMPLES("SharedDataOptimistic", null, Set.of(), 100, 21) {
    @Override
    public List<Scenario> scenarios() {
      return CounterexampleScenarios.all();
    }

    @Override
    public Scenario named(String name) {
      return scenarios().stream()
          .filter(scenario -> scenario.name().equals(name))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("There is no scenario " + name));
    }

    @Override
    public String words() {
      return "SharedDataOptimistic, what threads do in its counterexamples";
    }
  };

  private static final Map<ScenarioSuite, ConflictScenarios> MADE = new ConcurrentHashMap<>();

  private static final Map<String, ConflictAnalysis> ANALYSES = new ConcurrentHashMap<>();

  private static final Map<String, ReplayModel> MODELS = new ConcurrentHashMap<>();

  private final String model;
  private final Coverage coverage;
  private final Set<Kind> kinds;
  private final int executions;
  private final int expected;

  ScenarioSuite(String model, Coverage coverage, Set<Kind> kinds, int executions, int expected) {
    this.executions = executions;
    this.model = model;
    this.coverage = coverage;
    this.kinds = kinds;
    this.expected = expected;
  }

  private static Set<Kind> order() {
    return EnumSet.of(Kind.NOT_COMMUTING, Kind.WRITE_WRITE);
  }

  private static Set<Kind> all() {
    return EnumSet.of(Kind.NOT_COMMUTING, Kind.WRITE_WRITE, Kind.READ_WRITE);
  }

  /** Everything that can be said of the model; the work is done once. */
  private ConflictScenarios made() {
    return MADE.computeIfAbsent(
        this, set -> new ConflictScenarios(analysis(set.model), set.coverage, set.kinds));
  }

  private static ConflictAnalysis analysis(String model) {
    return ANALYSES.computeIfAbsent(model, name -> new ConflictAnalysis(replayed(name)));
  }

  private static ReplayModel replayed(String model) {
    return MODELS.computeIfAbsent(model, name -> ReplayModel.of(ModelCatalog.load().model(name)));
  }

  /**
   * A scenario by its name, without making the others.
   *
   * @param name of a scenario of this set, or of another set of the same model
   * @return the scenario
   * @throws IllegalArgumentException if the model has none of that name
   */
  public Scenario named(String name) {
    return ConflictScenarios.named(replayed(model), name);
  }

  public List<Scenario> scenarios() {
    return made().scenarios();
  }

  /** How many scenarios there must be; another number is to be explained. */
  public int expected() {
    return expected;
  }

  /**
   * At most, of each scenario. Interleavings are tried in the same order in all scenarios, so that
   * what takes more than that many is not found however many scenarios there are.
   */
  int executions(Design design) {
    int share =
        switch (design) {
          case OPTIMISTIC -> executions;
          case LOCKED -> executions / 2;
          // Who comes first is all that executions differ in.
          case GLOBAL_LOCK -> 1;
        };
    return LincheckCheck.executionsOr(share);
  }

  /**
   * What the budget has. {@code standard} has the smallest models for the default design, each pair
   * once of the scarce one, and for the other designs each pair once of the one with three workers;
   * {@code nightly} has larger models and longer threads, for every design.
   */
  static List<Arguments> checkedOn(
      Predicate<Design> designs, Predicate<ScenarioSuite> whichOfThem) {
    return LincheckCheck.multiThreaded().stream()
        .filter(made -> designs.test(made.design()))
        .flatMap(
            made ->
                checkedOn(made.design()).filter(whichOfThem).map(set -> Arguments.of(set, made)))
        .toList();
  }

  /** Whether it has each pair in each state. */
  boolean isOfEveryState() {
    return coverage == Coverage.EVERY_STATE;
  }

  private static Stream<ScenarioSuite> checkedOn(Design design) {
    return switch (Budget.current()) {
      case QUICK -> Stream.of();
      case STANDARD ->
          design == Design.DEFAULT
              ? Stream.of(TWO_WORKERS, SCARCE_ONCE, THREE_WORKERS, COUNTEREXAMPLES)
              : Stream.of(THREE_WORKERS_ONCE);
      case NIGHTLY ->
          Stream.of(
              TWO_WORKERS,
              SCARCE,
              THREE_WORKERS_ALL,
              TWO_SESSIONS,
              THREE_LISTENERS,
              TWO_WORKERS_OUTCOMES,
              TWO_WORKERS_1X2,
              SCARCE_1X2,
              THREE_WORKERS_1X2,
              THREE_SCARCE_1X2,
              TWO_WORKERS_2X1,
              THREE_SCARCE_2X1,
              THREE_WORKERS_ENABLING,
              COUNTEREXAMPLES);
    };
  }

  /** Checks that a design is linearizable in all of them. */
  void check(String test, Implementation implementation) {
    assertThat(scenarios()).as("scenarios of %s", this).hasSize(expected());
    LincheckCheck.check(
        test,
        words(),
        Strategy.MODEL_CHECKING,
        implementation,
        scenarios(),
        executions(implementation.design()));
  }

  /**
   * What is covered, in words. The work is done for it: so these are not the words of toString,
   * which libraries ask every constant for.
   */
  public String words() {
    return model + ", " + made();
  }
}
