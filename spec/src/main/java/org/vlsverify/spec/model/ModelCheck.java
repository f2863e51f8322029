package org.vlsverify.spec.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.vlsverify.spec.tlc.ModelRun;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TracePrinter;
import org.vlsverify.spec.verdict.CheckResult;

/**
 * A run of a model, compared with its expected result.
 *
 * @param run the run, not null
 * @param differences the differences, one line each; immutable
 */
public record ModelCheck(ModelRun run, List<String> differences) {

  /** Copies the differences. */
  public ModelCheck {
    differences = List.copyOf(differences);
  }

  /**
   * Compares a run with the expected result of its model.
   *
   * @param run a run, not null
   * @return the comparison
   */
  public static ModelCheck of(ModelRun run) {
    Model.Expectation expected = run.model().expected();
    List<String> differences = new ArrayList<>();
    if (expected.verdict() == null) {
      return new ModelCheck(run, differences);
    }
    String wanted = outcome(expected.verdict(), expected.property());
    String found = outcome(run.verdict(), run.property());
    if (!wanted.equals(found)) {
      differences.add("result: expected " + wanted + ", found " + found);
      if (run.model().seededDefect() != null) {
        differences.add("the seeded defect " + run.model().seededDefect() + " was not found");
      }
    } else {
      compare(differences, "distinct states", expected.distinct(), run.distinct());
      compare(differences, "generated states", expected.generated(), run.generated());
      compare(differences, "depth", expected.depth(), run.depth());
      compare(
          differences,
          "states in the counterexample",
          expected.traceLength(),
          run.trace().map(Trace::length).orElse(0));
    }
    compareWarnings(differences, expected.warnings(), run.warnings());
    return new ModelCheck(run, differences);
  }

  /** A model may be as expected only because of a mistake that TLC warns of. */
  private static void compareWarnings(
      List<String> differences, List<String> expected, List<String> found) {
    found.stream()
        .filter(warning -> expected.stream().noneMatch(warning::contains))
        .forEach(
            warning -> differences.add("TLC warns: " + warning + " (not listed in \"warnings\")"));
    expected.stream()
        .filter(part -> found.stream().noneMatch(warning -> warning.contains(part)))
        .forEach(part -> differences.add("a warning that \"warnings\" lists is missing: " + part));
  }

  private static void compare(
      List<String> differences, String what, Number expected, Number found) {
    if (expected != null && expected.longValue() != found.longValue()) {
      differences.add(what + ": expected " + expected + ", found " + found);
    }
  }

  static String outcome(Verdict verdict, String property) {
    return property == null ? verdict.toString() : verdict + " " + property;
  }

  /**
   * @param difference a further difference, one line
   * @return a comparison with it
   */
  public ModelCheck and(String difference) {
    List<String> more = new ArrayList<>(differences);
    more.add(difference);
    return new ModelCheck(run, more);
  }

  /**
   * @return whether everything is as expected
   */
  public boolean passed() {
    return differences.isEmpty();
  }

  /**
   * Explains the differences, for readers who do not know the model.
   *
   * @return the differences, the verdict, the counterexample, and the command that reproduces it
   */
  public String message() {
    return message(run.model().command(), run.model().writeCommand());
  }

  /**
   * The same with other commands.
   *
   * @param reproduce the command that repeats the check, not null
   * @param store the command that stores new numbers, not null
   * @return the differences, the verdict, the counterexample, and the commands
   */
  public String message(String reproduce, String store) {
    Model model = run.model();
    StringBuilder text = new StringBuilder();
    text.append("Model ").append(model.name()).append(" (").append(model.what()).append(")\n");
    differences.forEach(difference -> text.append("  ").append(difference).append('\n'));
    if (!passed() && isChangeOfNumbers()) {
      text.append(
          "  - if the change to the spec is intended, explain it and store it: " + store + "\n");
    }
    if (run.verdict() != Verdict.OK) {
      text.append(run.sentence()).append('\n');
      if (!run.verdict().isViolation() && !run.message().isBlank()) {
        text.append(run.message()).append('\n');
      }
    }
    if (passed()) {
      run.warnings().forEach(warning -> text.append("TLC warns: ").append(warning).append('\n'));
    }
    run.trace().ifPresent(trace -> text.append('\n').append(TracePrinter.print(trace)));
    if (model.simulate() != null) {
      text.append(
          "\nSimulated with seed %d; -D%s=N uses another one.\n"
              .formatted(model.simulate().seed(), Simulation.SEED_PROPERTY));
    }
    text.append("\nReproduce: ").append(reproduce).append('\n');
    text.append("or in ")
        .append(model.module().getParent())
        .append(": ")
        .append(model.plainCommand())
        .append('\n');
    text.append("Output of TLC: ").append(run.output()).append('\n');
    return text.toString();
  }

  private boolean isChangeOfNumbers() {
    Model.Expectation expected = run.model().expected();
    return run.verdict() == expected.verdict()
        && Objects.equals(run.property(), expected.property());
  }

  /**
   * Gives the check as an entry of the verdict.
   *
   * @param trace where the trace was stored, or null
   * @return the entry
   */
  public CheckResult result(Path trace) {
    return result(trace, run.model().command());
  }

  /**
   * The same with another command.
   *
   * @param trace where the trace was stored, or null
   * @param reproduce the command that repeats the check, not null
   * @return the entry
   */
  public CheckResult result(Path trace, String reproduce) {
    Model model = run.model();
    Model.Expectation expected = model.expected();
    String wanted =
        outcome(expected.verdict(), expected.property())
            + numbers(expected.distinct(), expected.depth(), expected.traceLength());
    String found =
        outcome(run.verdict(), run.property())
            + numbers(
                expected.distinct() == null ? null : run.distinct(),
                expected.depth() == null ? null : run.depth(),
                expected.traceLength() == null ? null : run.trace().map(Trace::length).orElse(0));
    boolean simulatedToTheEnd = model.simulate() != null && run.verdict() == Verdict.OK;
    if (simulatedToTheEnd) {
      found += ", " + model.simulate().extent();
    }
    if (model.simulate() != null && expected.verdict() == Verdict.OK) {
      wanted += ", " + model.simulate().extent();
    }
    String module = model.module().getFileName().toString().replace(".tla", "");
    CheckResult.Builder result =
        CheckResult.of(model.method(), "model/" + model.name(), module)
            .defect(model.seededDefect())
            .outcome(wanted, found, passed());
    if (model.simulate() == null) {
      result.states(run.distinct(), run.generated(), run.depth());
    } else if (simulatedToTheEnd) {
      result.executions(model.simulate().behaviours());
    }
    return result.seconds(run.seconds()).trace(trace).reproduce(reproduce).build();
  }

  private static String numbers(Number distinct, Number depth, Number traceLength) {
    return (distinct == null ? "" : ", " + distinct + " states")
        + (depth == null ? "" : ", depth " + depth)
        + (traceLength == null ? "" : ", trace of " + traceLength + " states");
  }
}
