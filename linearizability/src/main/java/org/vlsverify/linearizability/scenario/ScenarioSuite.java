package org.vlsverify.linearizability.scenario;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vlsverify.linearizability.replay.ReplayModel;
import org.vlsverify.linearizability.scenario.Selection.Distinct;
import org.vlsverify.spec.model.ModelCatalog;

/**
 * The suites of generated scenarios: model, selection, and the expected counts. What runs in which
 * budget is in {@link org.vlsverify.linearizability.lincheck.ScenarioBudget} and {@link
 * org.vlsverify.linearizability.pos.RandomBudget}.
 */
public enum ScenarioSuite {
  /** 2 workers, 1 session that may listen: each conflicting pair once. */
  TWO_WORKERS_ONCE("SharedData_2w1s", Selection.pairs(Distinct.BY_PAIR), 728, 479),
  /** 2 workers, 2 sessions, capacity for one shared session: each conflicting pair once. */
  SCARCE_ONCE("SharedData_2w2s_full", Selection.pairs(Distinct.BY_PAIR), 754, 375),
  /** 3 workers, 1 session: each conflicting pair once. */
  THREE_WORKERS_ONCE("SharedData_3w1s_live", Selection.pairs(Distinct.BY_PAIR), 1_106, 637),
  /** 2 workers, 1 session that may listen: each conflicting pair or read once. */
  TWO_WORKERS_READS("SharedData_2w1s", Selection.pairsWithReads(Distinct.BY_PAIR), 1_790, 637),
  /** 3 workers, 1 session: each conflicting pair or read once. */
  THREE_WORKERS_READS(
      "SharedData_3w1s_live", Selection.pairsWithReads(Distinct.BY_PAIR), 3_760, 1_197),
  /** 2 workers, 1 session that may listen: each pair or read with each of its outcomes. */
  TWO_WORKERS_OUTCOMES(
      "SharedData_2w1s", Selection.pairsWithReads(Distinct.BY_OUTCOME), 2_642, 2_642),
  /** 3 workers, 1 session: each pair or read with each of its outcomes. */
  THREE_WORKERS_OUTCOMES(
      "SharedData_3w1s_live", Selection.pairsWithReads(Distinct.BY_OUTCOME), 2_529, 2_529),
  /** 2 workers, 1 session that may listen: one operation concurrent with two. */
  TWO_WORKERS_1X2("SharedData_2w1s", Selection.conflict(1, 2), 24_966, 24_966),
  /** 2 workers, 2 sessions, capacity for one shared session: one operation with two. */
  SCARCE_1X2("SharedData_2w2s_full", Selection.conflict(1, 2), 16_195, 16_195),
  /** 3 workers, 1 session: one operation concurrent with two. */
  THREE_WORKERS_1X2("SharedData_3w1s_live", Selection.conflict(1, 2), 22_487, 22_487),
  /** 3 workers, 2 sessions, capacity for one shared session: one operation with two. */
  THREE_SCARCE_1X2("SharedData_3w2s_full", Selection.conflict(1, 2), 27_698, 27_698),
  /** 2 workers, 1 session that may listen: two writes concurrent with a query. */
  TWO_WORKERS_2X1("SharedData_2w1s", Selection.readOnly(2, 1), 8_491, 8_491),
  /** 3 workers, 2 sessions, capacity for one shared session: two writes with a query. */
  THREE_SCARCE_2X1("SharedData_3w2s_full", Selection.readOnly(2, 1), 18_470, 18_470),
  /** 3 workers, 1 session: enabling sequences. */
  THREE_WORKERS_ENABLING("SharedData_3w1s_live", Selection.enabling(3), 2_912, 2_912),
  /** 2 workers, 1 session that may listen: each conflicting pair in each state. */
  TWO_WORKERS("SharedData_2w1s", Selection.pairs(Distinct.BY_STATE), 20_308, 10_347),
  /** 2 workers, 2 sessions, capacity for one shared session: each conflict class. */
  SCARCE("SharedData_2w2s_full", Selection.pairs(Distinct.BY_CLASS), 5_364, 2_519),
  /** 3 workers, 1 session: each conflict class, among them half-forked children. */
  THREE_WORKERS("SharedData_3w1s_live", Selection.pairs(Distinct.BY_CLASS), 6_911, 3_888),
  /** 3 workers, 1 session: each conflicting pair or read in each state. */
  THREE_WORKERS_ALL(
      "SharedData_3w1s_live", Selection.pairsWithReads(Distinct.BY_STATE), 297_417, 87_052),
  /** 3 workers, 2 sessions: each conflicting pair in each state. */
  TWO_SESSIONS("SharedData_3w2s", Selection.pairs(Distinct.BY_STATE), 225_932, 87_717),
  /** 3 workers, 1 session that may listen: each conflict class. */
  THREE_LISTENERS("SharedData_3w1s", Selection.pairs(Distinct.BY_CLASS), 129_838, 94_955),
  /** The operations of the threads in the counterexamples of the optimistic design's spec. */
  COUNTEREXAMPLES("SharedDataOptimistic", null, 21, 21) {
    @Override
    public List<Scenario> scenarios() {
      return CounterexampleScenarios.all();
    }

    @Override
    public ScenarioKey key(Scenario scenario) {
      return ScenarioKey.of(null, scenario);
    }

    @Override
    public Scenario scenario(ScenarioKey key) {
      return scenarios().stream()
          .filter(scenario -> key(scenario).equals(key))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException("No counterexample has the threads " + key));
    }

    @Override
    public long selected() {
      return scenarios().size();
    }

    @Override
    public String words() {
      return model() + ", counterexamples";
    }
  };

  private static final Map<ScenarioSuite, ConflictScenarios> MADE = new ConcurrentHashMap<>();

  private static final Map<String, ConflictAnalysis> ANALYSES = new ConcurrentHashMap<>();

  private static final Map<String, ReplayModel> MODELS = new ConcurrentHashMap<>();

  private final String model;
  private final Selection selection;
  private final int expectedPairs;
  private final int expected;

  ScenarioSuite(String model, Selection selection, int expectedPairs, int expected) {
    this.model = model;
    this.selection = selection;
    this.expectedPairs = expectedPairs;
    this.expected = expected;
  }

  /** The scenarios, generated once. */
  private ConflictScenarios made() {
    return MADE.computeIfAbsent(
        this, suite -> new ConflictScenarios(analysis(suite.model), suite.selection));
  }

  private static ConflictAnalysis analysis(String model) {
    return ANALYSES.computeIfAbsent(model, name -> new ConflictAnalysis(replayed(name)));
  }

  private static ReplayModel replayed(String model) {
    return MODELS.computeIfAbsent(model, name -> ReplayModel.of(ModelCatalog.load().model(name)));
  }

  /** The name of the model, or of the specification whose counterexamples are taken. */
  public String model() {
    return model;
  }

  /**
   * A scenario by its key; the other scenarios are not generated for it.
   *
   * @param key of a scenario of this suite, or of another suite of the same model; not null
   * @return the scenario
   * @throws IllegalArgumentException if there is none with that key
   */
  public Scenario scenario(ScenarioKey key) {
    return ConflictScenarios.scenario(replayed(model), key);
  }

  /**
   * The key by which {@link #scenario} finds a scenario again.
   *
   * @param scenario one of this suite, not null
   * @return its key
   */
  public ScenarioKey key(Scenario scenario) {
    return made().key(scenario);
  }

  /** The scenarios; generated on the first call, which takes up to minutes. */
  public List<Scenario> scenarios() {
    return made().scenarios();
  }

  /** The expected number of scenarios; a change is to be explained. */
  public int expected() {
    return expected;
  }

  /** The number of selected pairs, or of longer scenarios. */
  public long selected() {
    return made().selected();
  }

  /** The expected number of selected pairs; several of them may share a scenario. */
  public int expectedPairs() {
    return expectedPairs;
  }

  /** Whether the suite has each pair in each state. */
  public boolean isOfEveryState() {
    return selection != null && selection.distinct() == Distinct.BY_STATE;
  }

  /** Lengths of the threads, such as {@code 1x2}. */
  public String shape() {
    return selection == null ? "2 threads" : selection.shape();
  }

  /** What is selected, without counts. */
  public String description() {
    return selection == null
        ? "operations of the threads of a counterexample, then one more share"
        : selection.description();
  }

  /**
   * Model, selection and counts, for a report. Generates the scenarios; so it is not {@code
   * toString}, which libraries call on every constant.
   */
  public String words() {
    return model + ", " + made();
  }
}
