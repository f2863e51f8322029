package org.vlsverify.linearizability.lincheck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vlsverify.linearizability.reference.ReferenceSharedSessions;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.sessions.SharedSessions;
import org.vlsverify.sessions.testing.RecordingTransport;

/** All results that the specification allows: those of the sequential orders. */
public final class SequentialOrders {

  /**
   * Result of one order.
   *
   * @param results by thread, one for each invocation
   * @param observation the final observation
   */
  public record Result(List<List<Object>> results, Observation observation) {}

  /** One step of an order. */
  private record Step(int thread, Invocation invocation) {}

  private final Scenario scenario;
  private final Map<Result, String> results = new LinkedHashMap<>();

  private SequentialOrders(Scenario scenario) {
    this.scenario = scenario;
    extend(List.of(), new int[scenario.threads().size()]);
  }

  /**
   * Runs all orders; of composed operations, all orders of their steps.
   *
   * @param scenario not null
   * @return the different results, each with one order in words
   */
  public static Map<Result, String> of(Scenario scenario) {
    return scenario.isOfSteps()
        ? new SequentialOrders(scenario).results
        : ComposedOrders.of(scenario, Oracle.REFERENCE);
  }

  private void extend(List<Step> order, int[] done) {
    boolean complete = true;
    for (int thread = 0; thread < done.length; thread++) {
      if (done[thread] < scenario.threads().get(thread).size()) {
        complete = false;
        List<Step> longer = new ArrayList<>(order);
        longer.add(new Step(thread, scenario.threads().get(thread).get(done[thread])));
        int[] more = done.clone();
        more[thread]++;
        extend(longer, more);
      }
    }
    if (complete) {
      results.putIfAbsent(carryOut(order), words(order));
    }
  }

  private Result carryOut(List<Step> order) {
    RecordingTransport transport = new RecordingTransport(scenario.bounds().listenable());
    SharedSessions sessions = begin(scenario, transport);
    List<List<Object>> outcomes = new ArrayList<>();
    scenario.threads().forEach(thread -> outcomes.add(new ArrayList<>()));
    for (Step step : order) {
      outcomes.get(step.thread()).add(step.invocation().on(sessions, transport));
    }
    return new Result(
        outcomes.stream().map(List::copyOf).toList(),
        Observation.of(scenario.bounds(), sessions, transport));
  }

  private static SharedSessions begin(Scenario scenario, RecordingTransport transport) {
    SharedSessions sessions =
        new ReferenceSharedSessions(
            scenario.bounds().workers(),
            scenario.bounds().slots(),
            scenario.bounds().sharedCapacity(),
            Scenario.ROOT,
            transport);
    for (Invocation invocation : scenario.before()) {
      invocation.on(sessions, transport);
    }
    return sessions;
  }

  private static String words(List<Step> order) {
    return String.join("; ", order.stream().map(step -> step.invocation().toString()).toList());
  }
}
