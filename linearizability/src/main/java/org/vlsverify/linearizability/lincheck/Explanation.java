package org.vlsverify.linearizability.lincheck;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Kind;
import org.vlsverify.linearizability.lincheck.SequentialOrders.Result;
import org.vlsverify.linearizability.scenario.Invocation;
import org.vlsverify.linearizability.scenario.Scenario;

/** Explains a finding in words of the domain. */
public final class Explanation {
  private static final String INDENT = "  ";

  private final Finding finding;
  private final StringBuilder out = new StringBuilder();

  private Explanation(Finding finding) {
    this.finding = finding;
  }

  /**
   * Describes the results and why they are wrong: the same text for the same results, whatever the
   * interleaving.
   *
   * @param finding not null
   * @return lines
   */
  public static String of(Finding finding) {
    Explanation explanation = new Explanation(finding);
    explanation.explain();
    return explanation.out.toString();
  }

  private void explain() {
    Scenario scenario = finding.scenario();
    out.append("Scenario \"%s\": %s.\n".formatted(scenario.name(), finding.kind()));
    out.append(scenario.words());
    switch (finding.kind()) {
      case STUCK -> {
        out.append("The threads do not terminate.\n");
        finding.blind().ifPresent(why -> out.append(why).append('\n'));
      }
      case THREW -> out.append("There was an exception outside of the operations.\n");
      case BROKEN -> {
        line("Results by thread", finding.results());
        lines("Violated at the end:", finding.observation().orElseThrow().brokenInvariants());
      }
      case NOT_LINEARIZABLE -> {
        line("Results by thread", finding.results());
        explainResults();
      }
    }
  }

  private void explainResults() {
    Map<Result, String> orders = SequentialOrders.of(finding.scenario());
    List<Result> sameResults =
        orders.keySet().stream().filter(o -> o.results().equals(finding.results())).toList();
    if (sameResults.isEmpty()) {
      out.append("No sequential order gives these results. Sequential orders give:\n");
      orders.entrySet().stream()
          .map(e -> new Result(e.getKey().results(), null))
          .distinct()
          .forEach(o -> line(INDENT + "possible", o.results()));
      return;
    }
    if (finding.observation().isEmpty()) {
      out.append("Afterwards the state cannot be observed");
      out.append(finding.blind().map(why -> ": " + why).orElse("") + ".\n");
      return;
    }
    Observation observation = finding.observation().get();
    Optional<Result> same =
        sameResults.stream().filter(o -> o.observation().equals(observation)).findFirst();
    if (same.isPresent()) {
      out.append("Only this order gives these results: " + orders.get(same.get()) + "\n");
      out.append("It contradicts the real-time order of the invocations.\n");
      return;
    }
    for (Result result : sameResults) {
      lines(
          "Differences from the order: " + orders.get(result),
          observation.deviationsFrom(result.observation()));
    }
  }

  private void line(String what, List<List<Object>> results) {
    out.append(what).append(": ");
    for (int thread = 0; thread < results.size(); thread++) {
      List<Invocation> invocations = finding.scenario().threads().get(thread);
      for (int i = 0; i < results.get(thread).size(); i++) {
        out.append(i > 0 ? ", " : thread > 0 ? " | " : "");
        out.append(invocations.get(i).words(results.get(thread).get(i)));
      }
    }
    out.append('\n');
  }

  private void lines(String what, List<String> lines) {
    out.append(what).append('\n');
    lines.forEach(line -> out.append(INDENT).append(line).append('\n'));
  }

  /** Whether the finding is of this kind, and its explanation contains all these texts. */
  static boolean says(Finding finding, Kind kind, List<String> pieces) {
    String text = of(finding);
    return finding.kind() == kind && pieces.stream().allMatch(text::contains);
  }
}
