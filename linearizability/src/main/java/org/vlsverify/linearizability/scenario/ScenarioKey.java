package org.vlsverify.linearizability.scenario;

import java.util.List;

/**
 * Identity of a scenario within its suite, as stored data. Immutable.
 *
 * @param state the state of the model in which the threads begin; null if the suite is not
 *     generated from a model
 * @param threads the invocations of each thread, in words; not null
 */
public record ScenarioKey(Integer state, List<List<String>> threads) {

  /** Copies its arguments. */
  public ScenarioKey {
    threads = threads.stream().map(List::copyOf).toList();
  }

  static ScenarioKey of(Integer state, Scenario scenario) {
    return new ScenarioKey(
        state,
        scenario.threads().stream()
            .map(thread -> thread.stream().map(Invocation::toString).toList())
            .toList());
  }
}
