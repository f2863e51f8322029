package org.vlsverify.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How often each step was taken in a specification that chooses the step of a thread by one CASE
 * over where the thread is, which TLC takes for one action.
 *
 * <p>A step is an operator with one parameter that appears behind an arrow of the definition of
 * {@code Step...(..)} or {@code Begin(..)}. It has as many branches as conjuncts {@code UNCHANGED
 * <<...}: each branch ends with one, as the last that is evaluated. So TLC's count for that line
 * says how often the branch was taken. A step with one branch has the name of its operator; the
 * others are named {@code Operator, branch 1} and so on, in the order of the text.
 */
final class StepCoverage {
  private static final Pattern DEFINITION = Pattern.compile("^(\\w+)(\\(.*\\))? ==");
  private static final Pattern CHOICE = Pattern.compile("^(?:Step\\w*|Begin)\\(\\w+\\) ==");
  private static final Pattern STEP = Pattern.compile("(?:->|/\\\\|\\\\/) (\\w+)\\(\\w+\\)$");
  private static final Pattern END_OF_BRANCH = Pattern.compile("/\\\\ UNCHANGED <<");

  private StepCoverage() {}

  /**
   * Counts the branches of all steps of the modules in which something was evaluated.
   *
   * @param directory where the modules are
   * @param evaluations how often what begins in a line was evaluated
   * @return name of the branch to how often it was taken
   */
  static Map<String, ActionCoverage> of(Path directory, Map<TlcOutput.Place, Long> evaluations) {
    Map<String, ActionCoverage> coverage = new TreeMap<>();
    Set<String> modules =
        evaluations.keySet().stream()
            .map(TlcOutput.Place::module)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String module : modules) {
      Path file = directory.resolve(module + ".tla");
      if (Files.exists(file)) {
        branches(read(file))
            .forEach(
                (branch, line) -> {
                  long count = evaluations.getOrDefault(new TlcOutput.Place(module, line), 0L);
                  coverage.put(branch, new ActionCoverage(0, count));
                });
      }
    }
    return coverage;
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of each branch of a step, and the line, from 1, that ends it. */
  private static Map<String, Integer> branches(List<String> lines) {
    Set<String> steps = steps(lines);
    Map<String, List<Integer>> ends = new TreeMap<>();
    String within = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher definition = DEFINITION.matcher(lines.get(i));
      if (definition.find()) {
        within = definition.group(1);
      }
      if (steps.contains(within) && END_OF_BRANCH.matcher(lines.get(i)).find()) {
        ends.computeIfAbsent(within, step -> new ArrayList<>()).add(i + 1);
      }
    }
    Map<String, Integer> named = new TreeMap<>();
    ends.forEach(
        (step, found) -> {
          for (int i = 0; i < found.size(); i++) {
            String name = found.size() == 1 ? step : step + ", branch " + (i + 1);
            named.put(name, found.get(i));
          }
        });
    return named;
  }

  private static Set<String> steps(List<String> lines) {
    Set<String> steps = new TreeSet<>();
    boolean choosing = false;
    for (String line : lines) {
      if (DEFINITION.matcher(line).find()) {
        choosing = CHOICE.matcher(line).find();
      }
      Matcher step = STEP.matcher(line.stripTrailing());
      if (choosing && step.find()) {
        steps.add(step.group(1));
      }
    }
    return steps;
  }
}
