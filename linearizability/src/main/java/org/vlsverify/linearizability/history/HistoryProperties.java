package org.vlsverify.linearizability.history;

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
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.history.Moves.Exhaust;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * Long random histories by one thread, far beyond the bounds of the models: each implementation and
 * the reference agree on each outcome, each query, each state, and on what they tell VPP.
 */
@AddLifecycleHook(HistoryRun.class)
public abstract class HistoryProperties {
  private static final String AGREE = "all agree";

  private final String seed;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private long histories;

  /** The name of the one that differs. */
  private String failed;

  /**
   * @param seed from which everything random is made, unless the command line says otherwise
   */
  protected HistoryProperties(String seed) {
    this.seed = seed;
  }

  String seed() {
    return seed;
  }

  /**
   * What is compared with the reference.
   *
   * @return by name, may be changed by the caller
   */
  protected Map<String, SharedSessionsFactory> subjects() {
    Map<String, SharedSessionsFactory> subjects = new LinkedHashMap<>();
    Implementation.all()
        .forEach(implementation -> subjects.put(implementation.toString(), implementation));
    return subjects;
  }

  /** Whether it is checked that nothing holds for lack of occasions. */
  boolean isCoverageChecked() {
    return HistoryRun.isUsual();
  }

  private History run(Story story) {
    History history =
        new History(
            story, subjects(), outcome -> Statistics.label("outcome").collect(outcome.toString()));
    try {
      history.run();
    } catch (HistoryDifference e) {
      failed = e.subject();
      throw e;
    }
    history.seconds().forEach((name, spent) -> seconds.merge(name, spent, Double::sum));
    histories++;
    return history;
  }

  /** Puts what has come of a property into the verdict. */
  void record(String property, PropertyExecutionResult result, String command) {
    boolean passed = result.status() == Status.SUCCESSFUL;
    for (String subject : subjects().keySet()) {
      String actual =
          passed
              ? AGREE
              : failed == null
                  ? "not everything came up"
                  : subject.equals(failed) ? "a difference" : "not all was tried";
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

  // ---- All that one thread can do

  @Property
  @Histories(quick = 20, standard = 20, nightly = 4_000)
  @StatisticsReport(StatisticsReportMode.OFF)
  void anyCalls(@ForAll("anyStories") Story story) {
    run(story);
    comesUp(
        "outcome", Arrays.stream(Outcome.values()).map(Outcome::toString).toArray(String[]::new));
  }

  /** Room for shared data is scarce, so that it runs out. */
  @Provide
  Arbitrary<Story> anyStories() {
    return Moves.steps()
        .list()
        .ofMaxSize(2_000)
        .withSizeDistribution(RandomDistribution.uniform())
        .map(moves -> new Story(Moves.bounds(64, 256, 8, 12), 1, moves))
        .withoutEdgeCases();
  }

  // ---- Forks of forks of forks

  @Property
  @Histories(quick = 10, standard = 100, nightly = 3_000)
  @StatisticsReport(StatisticsReportMode.OFF)
  void sharingTrees(@ForAll("trees") Story story) {
    countTree(run(story));
    comesUp("tree", "five forks deep");
    comesUp("subscribers", "32 and more");
    comesUp("owner changes", "10 and more");
  }

  private static void countTree(History history) {
    Statistics.label("tree").collect(history.deepest() >= 5 ? "five forks deep" : "flat");
    Statistics.label("subscribers").collect(history.widest() >= 32 ? "32 and more" : "few");
    Statistics.label("owner changes").collect(history.ownerChanges() >= 10 ? "10 and more" : "few");
  }

  /** The root has sessions from the beginning, which most workers share then. */
  @Provide
  Arbitrary<Story> trees() {
    return Combinators.combine(
            // A look now and then, so that several workers end in between.
            Arbitraries.integers().between(1, 400).withDistribution(RandomDistribution.uniform()),
            Moves.opening().list().ofMinSize(1).ofMaxSize(4),
            Moves.growth().list().ofMaxSize(150).withSizeDistribution(RandomDistribution.uniform()),
            Moves.decay().list().ofMaxSize(250).withSizeDistribution(RandomDistribution.uniform()))
        .as(
            (lookEvery, opening, growth, decay) ->
                new Story(
                    Moves.bounds(250, 64, 6, 24),
                    lookEvery,
                    Stream.of(opening, growth, decay).flatMap(List::stream).toList()))
        .withoutEdgeCases();
  }

  // ---- Nothing is left

  @Property
  @Histories(quick = 10, standard = 80, nightly = 4_000)
  @StatisticsReport(StatisticsReportMode.OFF)
  void exhaustion(@ForAll("exhaustions") Story story) {
    run(story);
    for (Move move : story.moves()) {
      if (move instanceof Exhaust exhaust) {
        Statistics.label("exhausted").collect(exhaust.pool().toString());
      }
    }
    comesUp(
        "exhausted",
        Arrays.stream(Exhaust.Pool.values()).map(Exhaust.Pool::toString).toArray(String[]::new));
  }

  /** A worker may have more sessions than there is room for shared data. */
  @Provide
  Arbitrary<Story> exhaustions() {
    return Arbitraries.integers()
        .between(2, 12)
        .flatMap(
            slots ->
                Combinators.combine(
                        Arbitraries.integers().between(3, 60),
                        Arbitraries.integers().between(1, slots - 1),
                        Combinators.combine(
                                Moves.disorder().list().ofMaxSize(40), Moves.exhaustion())
                            .as(HistoryProperties::with)
                            .list()
                            .ofMinSize(1)
                            .ofMaxSize(3))
                    .as(
                        (workers, elements, parts) ->
                            new Story(
                                Moves.bounds(workers, 256, slots, elements),
                                1,
                                parts.stream().flatMap(List::stream).toList())))
        .withoutEdgeCases();
  }

  private static List<Move> with(List<Move> moves, Move last) {
    return Stream.concat(moves.stream(), Stream.of(last)).toList();
  }

  // ---- The same place again and again

  @Property
  @Histories(quick = 6, standard = 100, nightly = 2_000)
  @StatisticsReport(StatisticsReportMode.OFF)
  void reuse(@ForAll("reuses") Story story) {
    run(story);
  }

  /** There is an index for a child, and one for somebody in the way. */
  @Provide
  Arbitrary<Story> reuses() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(1, 20),
            Arbitraries.frequencyOf(Tuple.of(1, Moves.reuse(600)), Tuple.of(3, Moves.disorder()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12))
        .as(
            (elements, lookEvery, moves) ->
                new Story(Moves.bounds(4, 512, 3, elements), lookEvery, moves))
        .withoutEdgeCases();
  }
}
