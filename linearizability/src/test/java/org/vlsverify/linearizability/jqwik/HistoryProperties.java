package org.vlsverify.linearizability.jqwik;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.statistics.Statistics;
import org.vlsverify.linearizability.Action;
import org.vlsverify.linearizability.Bounds;
import org.vlsverify.linearizability.Implementation;
import org.vlsverify.sessions.Outcome;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.Edge;
import org.vlsverify.spec.verdict.VerdictLog;

/**
 * Long random histories by one thread, far beyond the bounds of the models: each implementation and
 * the reference agree on each outcome, each query, each state, and on what they tell VPP.
 */
abstract class HistoryProperties {
  /** Room for shared data is scarce, so that it runs out. */
  static final Bounds BOUNDS =
      new Bounds(64, 256, 8, 12, IntStream.range(0, 128).boxed().collect(Collectors.toSet()));

  private final Map<Implementation, Double> seconds = new LinkedHashMap<>();
  private long histories;

  /** Whose histories are shrunk. */
  private Implementation failed;

  private String command() {
    String name = getClass().getSimpleName();
    return "mvn -pl linearizability -am "
        + (name.endsWith("IT") ? "verify -Dit.test=" : "test -Dtest=")
        + name
        + (name.endsWith("IT") ? " -Dtest=none" : "")
        + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false";
  }

  /** Runs one history on each implementation. */
  void agree(List<Step> steps) {
    for (Implementation implementation : failed == null ? Implementation.all() : List.of(failed)) {
      run(implementation, steps);
    }
    histories++;
  }

  private void run(Implementation implementation, List<Step> steps) {
    long start = System.nanoTime();
    try {
      new History(BOUNDS, implementation, command())
          .run(steps, outcome -> Statistics.label("outcome").collect(outcome));
    } catch (AssertionError e) {
      failed = implementation;
      throw new AssertionError(implementation + ": " + e.getMessage(), e);
    } finally {
      seconds.merge(implementation, (System.nanoTime() - start) / 1e9, Double::sum);
    }
  }

  /** Nothing holds for lack of occasions: each outcome comes up. */
  static void everyOutcomeComesUp() {
    Statistics.label("outcome")
        .coverage(
            coverage ->
                Arrays.stream(Outcome.values())
                    .forEach(outcome -> coverage.check(outcome).count(count -> count > 0)));
  }

  @AfterProperty
  void record() {
    seconds.forEach(
        (implementation, spent) ->
            VerdictLog.record(
                CheckResult.of(
                        Edge.RIGHT,
                        "histories/" + getClass().getSimpleName(),
                        implementation.toString())
                    .outcome(
                        "all agree", implementation.equals(failed) ? "a difference" : "all agree")
                    .executions(histories)
                    .seconds(spent)
                    .reproduce(command())
                    .build()));
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return historiesUpTo(2_000);
  }

  static Arbitrary<List<Step>> historiesUpTo(int length) {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 255);
    Arbitrary<Boolean> rarely = Arbitraries.frequency(Tuple.of(1, true), Tuple.of(9, false));
    Arbitrary<Boolean> mostly = Arbitraries.frequency(Tuple.of(4, true), Tuple.of(1, false));
    return Combinators.combine(actions(), numbers, numbers, mostly, rarely)
        .as(Step::new)
        .list()
        .ofMaxSize(length);
  }

  /** More is opened, forked and shared than is closed; few die. */
  private static Arbitrary<Action> actions() {
    return Arbitraries.frequency(
        Tuple.of(6, Action.OPEN),
        Tuple.of(3, Action.CLOSE),
        Tuple.of(2, Action.UNSHARE),
        Tuple.of(2, Action.ACKNOWLEDGE),
        Tuple.of(4, Action.LISTEN),
        Tuple.of(4, Action.ACCEPT),
        Tuple.of(4, Action.EPOLL_ADD),
        Tuple.of(2, Action.EPOLL_DEL),
        Tuple.of(4, Action.FORK_BEGIN),
        Tuple.of(14, Action.FORK_SHARE_NEXT),
        Tuple.of(5, Action.FORK_COMPLETE),
        Tuple.of(2, Action.EXIT_LEAVE_NEXT),
        Tuple.of(2, Action.EXIT_COMPLETE),
        Tuple.of(1, Action.DIE),
        Tuple.of(4, Action.CLEANUP_LEAVE_NEXT),
        Tuple.of(3, Action.CLEANUP_COMPLETE));
  }
}
