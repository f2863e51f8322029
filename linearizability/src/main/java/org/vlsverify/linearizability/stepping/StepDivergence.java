package org.vlsverify.linearizability.stepping;

import java.util.List;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TracePrinter;

/** A design does not take a step of its specification as that says; the message explains it. */
public final class StepDivergence extends AssertionError {
  private static final long serialVersionUID = 1;

  private final transient Trace trace;
  private final String step;
  private final String difference;
  private final long steps;

  private StepDivergence(String message, Trace trace, String step, String difference, long steps) {
    super(message);
    this.trace = trace;
    this.step = step;
    this.difference = difference;
    this.steps = steps;
  }

  static StepDivergence of(
      String name,
      Trace trace,
      String step,
      String what,
      List<String> differences,
      long steps,
      String command) {
    String message =
        "The code of %s does not do what a step of model %s says.\n%s (step %d below)\n  %s\n\n%s\n\n%s"
            .formatted(
                name,
                trace.model(),
                what,
                trace.length(),
                String.join("\n  ", differences),
                TracePrinter.print(trace).stripTrailing(),
                "Reproduce: " + command);
    return new StepDivergence(message, trace, step, differences.get(0), steps);
  }

  /**
   * @return the steps of the specification up to the one that the code does not take
   */
  public Trace trace() {
    return trace;
  }

  /**
   * @return the step at which they differ, by its name in the specification; {@code begin close} of
   *     one that begins an operation
   */
  public String step() {
    return step;
  }

  /**
   * @return what differs first, one line
   */
  public String difference() {
    return difference;
  }

  /**
   * @return how many steps were driven until then, in all paths
   */
  public long steps() {
    return steps;
  }
}
