package org.vlsverify.linearizability.lincheck;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.vlsverify.linearizability.lincheck.SequentialOrders.Result;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.Outcome;

/**
 * What the invocations of a scenario come to in the sequential orders of the specification. A
 * scenario tests little if an operation of it is refused in every order, and nothing if every order
 * has the same results and leads to the same state as no operation at all.
 */
public final class ScenarioOutcomes {
  private static final Set<Outcome> REFUSALS =
      EnumSet.range(Outcome.WORKER_NOT_LIVE, Outcome.SESSIONS_TO_LEAVE);

  private ScenarioOutcomes() {}

  /**
   * Whether an outcome is a refusal.
   *
   * @param result an outcome or an answer, not null
   * @return false also for an answer
   */
  public static boolean isRefusal(Object result) {
    return result instanceof Outcome outcome && REFUSALS.contains(outcome);
  }

  /**
   * What a scenario does not test.
   *
   * @param scenario not null
   * @return an operation for each line, or that no operation has an effect; empty if it tests all
   */
  public static List<String> objections(Scenario scenario) {
    List<String> objections = new ArrayList<>();
    Set<Result> results = SequentialOrders.of(scenario).keySet();
    for (int thread = 0; thread < scenario.threads().size(); thread++) {
      List<Invocation> invocations = scenario.threads().get(thread);
      for (int i = 0; i < invocations.size(); i++) {
        int t = thread;
        int position = i;
        if (results.stream().allMatch(r -> isRefusal(r.results().get(t).get(position)))) {
          objections.add("thread %d: %s is always refused".formatted(t + 1, invocations.get(i)));
        }
      }
    }
    Observation untouched =
        new SequentialSteps(scenario, Oracle.REFERENCE).observation(SequentialSteps.BEGIN);
    if (results.stream().allMatch(result -> result.observation().equals(untouched))) {
      objections.add("no operation has an effect in any order");
    }
    return List.copyOf(objections);
  }
}
