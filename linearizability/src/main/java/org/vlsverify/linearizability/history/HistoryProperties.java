package org.vlsverify.linearizability.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutionResult.Status;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.vlsverify.linearizability.call.Hang;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.history.Commands.Exhaust;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.sessions.testing.TimeLimit;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * Long random histories by one thread, far beyond the bounds of the models: each implementation and
 * the reference agree on outcomes, queries, states, and the calls to VPP.
 */
@AddLifecycleHook(HistoryRun.class)
public abstract class HistoryProperties {
  private static final String AGREE = "all agree";

  private final String seed;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private long histories;

  /** The name of the implementation that differs. */
  private String failed;

  /**
   * Properties with a seed.
   *
   * @param seed the seed, unless the command line gives another one
   */
  protected HistoryProperties(String seed) {
    this.seed = seed;
  }

  String seed() {
    return seed;
  }

  /**
   * The implementations compared with the reference.
   *
   * @return by name; may be changed by the caller
   */
  protected Map<String, SharedSessionsFactory> subjects() {
    Map<String, SharedSessionsFactory> subjects = new LinkedHashMap<>();
    Implementation.all()
        .forEach(implementation -> subjects.put(implementation.toString(), implementation));
    return subjects;
  }

  /** Whether the coverage of the histories is checked. */
  boolean isCoverageChecked() {
    return HistoryRun.isUsual();
  }

  private History run(CommandSequence sequence) {
    List<Outcome> outcomes = new ArrayList<>();
    History history = new History(sequence, subjects(), outcomes::add);
    try {
      TimeLimit.run("A history on %s".formatted(subjects().keySet()), Hang.limit(), history::run);
    } catch (HistoryDifference e) {
      failed = e.subject();
      throw e;
    }
    // Statistics are of the thread that runs the property.
    outcomes.forEach(outcome -> Statistics.label("outcome").collect(outcome.toString()));
    history.seconds().forEach((name, spent) -> seconds.merge(name, spent, Double::sum));
    histories++;
    return history;
  }

  /** Records the verdict of a property. */
  void record(String property, PropertyExecutionResult result, String command) {
    boolean passed = result.status() == Status.SUCCESSFUL;
    for (String subject : subjects().keySet()) {
      String actual =
          passed
              ? AGREE
              : failed == null
                  ? "coverage not reached"
                  : subject.equals(failed) ? "a difference" : "not completed";
      VerdictLog.record(
          CheckResult.of(
                  CheckMethod.LINEARIZABILITY,
                  "histories/%s/%s".formatted(getClass().getSimpleName(), property),
                  subject)
              .outcome(AGREE, actual)
              .executions(histories)
              .seconds(seconds.getOrDefault(subject, 0.0))
              .reproduce(command)
              .build());
    }
  }

  private void comesUp(String label, String... values) {
    if (isCoverageChecked()) {
      Statistics.label(label)
          .coverage(
              coverage ->
                  Arrays.stream(values)
                      .forEach(value -> coverage.check(value).count(count -> count > 0)));
    }
  }

  // ---- Any calls of one thread

  @Property
  @Histories(quick = 20, standard = 20, nightly = 4_000)
  @StatisticsReport(StatisticsReportMode.OFF)
  void anyCalls(@ForAll("anySequences") CommandSequence sequence) {
    run(sequence);
    comesUp(
        "outcome", Arrays.stream(Outcome.values()).map(Outcome::toString).toArray(String[]::new));
  }

  /** Capacity for shared data is small, so that it is exhausted. */
  @Provide
  Arbitrary<CommandSequence> anySequences() {
    return Commands.steps()
        .list()
        .ofMaxSize(2_000)
        .withSizeDistribution(RandomDistribution.uniform())
        .map(commands -> new CommandSequence(Commands.bounds(64, 256, 8, 12), 1, commands))
        .withoutEdgeCases();
  }

  // ---- Forks of forks of forks

  @Property
  @Histories(quick = 10, standard = 100, nightly = 3_000)
  @StatisticsReport(StatisticsReportMode.OFF)
  void sharingTrees(@ForAll("trees") CommandSequence sequence) {
    countTree(run(sequence));
    comesUp("tree", "five forks deep");
    comesUp("subscribers", "32 and more");
    comesUp("owner changes", "10 and more");
  }

  private static void countTree(History history) {
    Statistics.label("tree").collect(history.deepest() >= 5 ? "five forks deep" : "flat");
    Statistics.label("subscribers").collect(history.widest() >= 32 ? "32 and more" : "few");
    Statistics.label("owner changes").collect(history.ownerChanges() >= 10 ? "10 and more" : "few");
  }

  /** The root has sessions from the beginning; most workers share them. */
  @Provide
  Arbitrary<CommandSequence> trees() {
    return Combinators.combine(
            // With rare comparisons, several workers end in between.
            Arbitraries.integers().between(1, 400).withDistribution(RandomDistribution.uniform()),
            Commands.opening().list().ofMinSize(1).ofMaxSize(4),
            Commands.growth()
                .list()
                .ofMaxSize(150)
                .withSizeDistribution(RandomDistribution.uniform()),
            Commands.decay()
                .list()
                .ofMaxSize(250)
                .withSizeDistribution(RandomDistribution.uniform()))
        .as(
            (compareEvery, opening, growth, decay) ->
                new CommandSequence(
                    Commands.bounds(250, 64, 6, 24),
                    compareEvery,
                    Stream.of(opening, growth, decay).flatMap(List::stream).toList()))
        .withoutEdgeCases();
  }

  // ---- Exhausted pools

  @Property
  @Histories(quick = 10, standard = 80, nightly = 4_000)
  @StatisticsReport(StatisticsReportMode.OFF)
  void exhaustion(@ForAll("exhaustions") CommandSequence sequence) {
    run(sequence);
    for (Command command : sequence.commands()) {
      if (command instanceof Exhaust exhaust) {
        Statistics.label("exhausted").collect(exhaust.pool().toString());
      }
    }
    comesUp(
        "exhausted",
        Arrays.stream(Exhaust.Pool.values()).map(Exhaust.Pool::toString).toArray(String[]::new));
  }

  /** A worker may have more sessions than there is capacity for shared data. */
  @Provide
  Arbitrary<CommandSequence> exhaustions() {
    return Arbitraries.integers()
        .between(2, 12)
        .flatMap(
            slots ->
                Combinators.combine(
                        Arbitraries.integers().between(3, 60),
                        Arbitraries.integers().between(1, slots - 1),
                        Combinators.combine(
                                Commands.disorder().list().ofMaxSize(40), Commands.exhaustion())
                            .as(HistoryProperties::with)
                            .list()
                            .ofMinSize(1)
                            .ofMaxSize(3))
                    .as(
                        (workers, elements, parts) ->
                            new CommandSequence(
                                Commands.bounds(workers, 256, slots, elements),
                                1,
                                parts.stream().flatMap(List::stream).toList())))
        .withoutEdgeCases();
  }

  private static List<Command> with(List<Command> commands, Command last) {
    return Stream.concat(commands.stream(), Stream.of(last)).toList();
  }

  // ---- Reuse of elements and slots

  @Property
  @Histories(quick = 6, standard = 100, nightly = 2_000)
  @StatisticsReport(StatisticsReportMode.OFF)
  void reuse(@ForAll("reuses") CommandSequence sequence) {
    run(sequence);
  }

  /** There is an index for a child and for one more worker. */
  @Provide
  Arbitrary<CommandSequence> reuses() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(1, 20),
            Arbitraries.frequencyOf(
                    Tuple.of(1, Commands.reuse(600)), Tuple.of(3, Commands.disorder()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12))
        .as(
            (elements, compareEvery, commands) ->
                new CommandSequence(Commands.bounds(4, 512, 3, elements), compareEvery, commands))
        .withoutEdgeCases();
  }
}
