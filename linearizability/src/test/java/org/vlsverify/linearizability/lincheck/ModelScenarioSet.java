package org.vlsverify.linearizability.lincheck;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.vlsverify.linearizability.lincheck.ModelScenarios.Coverage;
import org.vlsverify.linearizability.lincheck.Situations.Kind;
import org.vlsverify.linearizability.replay.ReplayModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.ModelCatalog;

/** Of which models there are scenarios, how many of them, and how often each is carried out. */
enum ModelScenarioSet {
  /** A sample of {@link #TWO_WORKERS}, for every day. */
  TWO_WORKERS_SAMPLE("SharedData_2w1s", Coverage.EVERY_STATE, order(), 60, 5, 173),
  /** 2 workers, 1 session that may listen. */
  TWO_WORKERS("SharedData_2w1s", Coverage.EVERY_STATE, order(), 1, 3, 10_347),
  /** 2 workers, 2 sessions, room for one shared one: what is full, and what was just freed. */
  SCARCE("SharedData_2w2s_full", Coverage.EVERY_SITUATION, order(), 1, 3, 2_519),
  /** 3 workers, 1 session: half-forked children, one owner of several subscribers. */
  THREE_WORKERS("SharedData_3w1s_live", Coverage.EVERY_SITUATION, order(), 1, 3, 3_888),
  /** The same, with what looks at a change and may not notice. */
  THREE_WORKERS_ALL("SharedData_3w1s_live", Coverage.EVERY_STATE, all(), 1, 10, 87_052),
  /** 3 workers, 2 sessions. */
  TWO_SESSIONS("SharedData_3w2s", Coverage.EVERY_STATE, order(), 1, 3, 87_717),
  /** 3 workers, 1 session that may listen. */
  THREE_LISTENERS("SharedData_3w1s", Coverage.EVERY_SITUATION, order(), 1, 3, 94_955);

  /** Overrides how many executions of each scenario there are at most. */
  static final String EXECUTIONS_PROPERTY = "vls.lincheck.model.executions";

  private static final Map<ModelScenarioSet, ModelScenarios> MADE = new ConcurrentHashMap<>();

  private final String model;
  private final Coverage coverage;
  private final Set<Kind> kinds;
  private final int every;
  private final int executions;
  private final int expected;

  ModelScenarioSet(
      String model, Coverage coverage, Set<Kind> kinds, int every, int executions, int expected) {
    this.model = model;
    this.coverage = coverage;
    this.kinds = kinds;
    this.every = every;
    this.executions = executions;
    this.expected = expected;
  }

  private static Set<Kind> order() {
    return EnumSet.of(Kind.ORDER_MATTERS, Kind.BOTH_CHANGE);
  }

  private static Set<Kind> all() {
    return EnumSet.of(Kind.ORDER_MATTERS, Kind.BOTH_CHANGE, Kind.ONE_LOOKS);
  }

  /** Everything that can be said of the model; the work is done once. */
  ModelScenarios made() {
    return MADE.computeIfAbsent(
        this,
        set ->
            new ModelScenarios(
                ReplayModel.of(ModelCatalog.load().model(set.model)), set.coverage, set.kinds));
  }

  List<Scenario> scenarios() {
    List<Scenario> all = made().scenarios();
    return IntStream.range(0, all.size()).filter(i -> i % every == 0).mapToObj(all::get).toList();
  }

  /** How many scenarios there must be; another number is to be explained. */
  int expected() {
    return expected;
  }

  /** At most, of each scenario. With one lock, who comes first is all that they differ in. */
  int executions(Design design) {
    return Integer.getInteger(EXECUTIONS_PROPERTY, design == Design.GLOBAL_LOCK ? 1 : executions);
  }

  /** What is covered, in words. */
  @Override
  public String toString() {
    return "%s, %s%s".formatted(model, made(), every == 1 ? "" : ", 1 in " + every + " of them");
  }
}
