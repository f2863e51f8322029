package org.vlsverify.spec.tlc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vlsverify.spec.session.SpecSession;
import org.vlsverify.spec.session.Successor;
import org.vlsverify.spec.tla.TlaValue;
import org.vlsverify.spec.trace.Trace;

/**
 * Turns a counterexample as TLC prints it into a trace: walks it in the state graph to find the
 * arguments of each action, which not every TLC prints.
 */
final class TraceBuilder {
  private final SpecSession session;
  private int[] states = {};

  TraceBuilder(SpecSession session) {
    this.session = session;
  }

  /**
   * @param model the model's name
   * @param problem what is wrong
   * @param output with at least one state
   */
  Trace build(String model, Trace.Problem problem, TlcOutput output) {
    List<Integer> numbers = new ArrayList<>();
    List<Trace.Step> steps = new ArrayList<>();
    for (TlcOutput.PrintedState printed : output.states()) {
      if (numbers.isEmpty()) {
        numbers.add(initialState(printed.state()));
      } else {
        Successor step = step(numbers.get(numbers.size() - 1), printed.action(), printed.state());
        steps.add(new Trace.Step(step.operation(), session.state(step.target())));
        numbers.add(step.target());
      }
    }
    Optional<Trace.Lasso> lasso =
        output
            .lasso()
            .map(
                back ->
                    new Trace.Lasso(
                        back.start(),
                        back.action()
                            .map(
                                action ->
                                    step(
                                            numbers.get(numbers.size() - 1),
                                            action,
                                            session.state(numbers.get(back.start())))
                                        .operation())));
    this.states = numbers.stream().mapToInt(Integer::intValue).toArray();
    return new Trace(model, problem, session.state(numbers.get(0)), steps, lasso);
  }

  /** The numbers of the trace's states in the session. */
  int[] states() {
    return states.clone();
  }

  private int initialState(Map<String, TlaValue> printed) {
    for (int state : session.unconstrainedInitialStates()) {
      if (session.state(state).equals(printed)) {
        return state;
      }
    }
    throw new IllegalStateException("not an initial state: " + printed);
  }

  /** Several arguments can lead to the same state; the smallest are as good as any, and stable. */
  private Successor step(int source, String action, Map<String, TlaValue> target) {
    List<Successor> matching =
        session.unconstrainedSuccessors(source).stream()
            .filter(step -> session.state(step.target()).equals(target))
            .toList();
    return matching.stream()
        .filter(step -> step.operation().action().equals(action))
        .min((one, two) -> one.operation().compareTo(two.operation()))
        .or(() -> matching.stream().findFirst())
        .orElseThrow(
            () -> new IllegalStateException("no step by " + action + " leads to " + target));
  }
}
