package org.vlsverify.linearizability.pos;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.vlsverify.linearizability.lincheck.Observation;
import org.vlsverify.linearizability.lincheck.SequentialSteps;
import org.vlsverify.linearizability.lincheck.TransitionSystem.Step;
import org.vlsverify.linearizability.scenario.Scenario;

/**
 * Whether an execution is linearizable: some sequential order of its invocations, which keeps their
 * real-time order, has the same results and ends in the same observation. For one thread.
 */
final class Linearizations {

  /**
   * When an invocation ran, in steps of the execution: one that ends before another one begins
   * comes first in each order.
   */
  record Span(int begin, int end) {}

  private final Scenario scenario;
  private final SequentialSteps specification;
  private final List<List<Object>> results;
  private final List<List<Span>> spans;
  private final Observation observation;
  private final Set<List<Integer>> visited = new HashSet<>();

  private Linearizations(
      Scenario scenario,
      SequentialSteps specification,
      List<List<Object>> results,
      List<List<Span>> spans,
      Observation observation) {
    this.scenario = scenario;
    this.specification = specification;
    this.results = results;
    this.spans = spans;
    this.observation = observation;
  }

  /**
   * Looks for an order.
   *
   * @param results by thread, one for each invocation
   * @param spans by thread, one for each invocation
   * @param observation what is observed at the end
   */
  static boolean exist(
      Scenario scenario,
      SequentialSteps specification,
      List<List<Object>> results,
      List<List<Span>> spans,
      Observation observation) {
    return new Linearizations(scenario, specification, results, spans, observation)
        .extend(new int[scenario.threads().size()], SequentialSteps.BEGIN);
  }

  private boolean extend(int[] done, int state) {
    if (!visited.add(key(done, state))) {
      return false;
    }
    boolean complete = true;
    for (int thread = 0; thread < done.length; thread++) {
      int next = done[thread];
      if (next == results.get(thread).size()) {
        continue;
      }
      complete = false;
      if (mayComeNext(thread, done)) {
        Step step = specification.step(state, scenario.threads().get(thread).get(next));
        if (step.result().equals(results.get(thread).get(next))) {
          done[thread]++;
          if (extend(done, step.target())) {
            return true;
          }
          done[thread]--;
        }
      }
    }
    return complete && specification.observation(state).equals(observation);
  }

  private static List<Integer> key(int[] done, int state) {
    Integer[] key = new Integer[done.length + 1];
    for (int i = 0; i < done.length; i++) {
      key[i] = done[i];
    }
    key[done.length] = state;
    return List.of(key);
  }

  /** No invocation that is left has ended before this one began. */
  private boolean mayComeNext(int thread, int[] done) {
    Span mine = spans.get(thread).get(done[thread]);
    for (int other = 0; other < done.length; other++) {
      if (other != thread
          && done[other] < spans.get(other).size()
          && spans.get(other).get(done[other]).end() < mine.begin()) {
        return false;
      }
    }
    return true;
  }
}
