package org.vlsverify.spec.tlc;

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
import org.vlsverify.spec.module.ModuleText;
import org.vlsverify.spec.run.BadInputException;

/**
 * The coverage of each step in a specification that chooses the step of a thread by one CASE over
 * its position, which is one action to TLC.
 *
 * <p>A step is an action with parameters that the definition of {@code Step...(..)} or {@code
 * Begin(..)} names. It has as many branches as conjuncts {@code UNCHANGED <<...>>}, or, if there is
 * none, as conjuncts {@code UNCHANGED} that are the last of their list: each branch ends with one,
 * as the last that is evaluated. So TLC's count for that place is the count of the branch. A step
 * with one branch has the name of its operator; the others are named {@code Operator, branch 1} and
 * so on, in the order of the text.
 */
final class StepCoverage {
  private static final Pattern CHOICE = Pattern.compile("Step\\w*|Begin");
  private static final Pattern CALL = Pattern.compile("(?<![!\\w])([A-Z]\\w*)\\(");
  private static final Pattern CHANGE = Pattern.compile("\\w'|\\bUNCHANGED\\b");
  private static final Pattern END = Pattern.compile("/\\\\ (UNCHANGED) <<");
  private static final Pattern PLAIN_END = Pattern.compile("/\\\\ (UNCHANGED)\\b");

  private StepCoverage() {}

  /**
   * Counts the branches of all steps of the modules in which something was evaluated.
   *
   * @param directory the folder of the modules
   * @param evaluations place of an expression to its number of evaluations
   * @return name of the branch to its count
   * @throws BadInputException if a step ends without any UNCHANGED
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
        branches(ModuleText.read(file))
            .forEach(
                (branch, end) -> {
                  long count = evaluations.getOrDefault(end, 0L);
                  coverage.put(branch, new ActionCoverage(0, count));
                });
      }
    }
    return coverage;
  }

  /** The name of each branch of a step, and the place of its last conjunct. */
  private static Map<String, TlcOutput.Place> branches(ModuleText specification) {
    Map<String, TlcOutput.Place> named = new TreeMap<>();
    for (ModuleText.Definition step : steps(specification)) {
      List<TlcOutput.Place> ends = ends(specification.name(), step);
      if (ends.isEmpty()) {
        throw new BadInputException(
            "The coverage of the step %s of %s is unknown: it does not end with UNCHANGED."
                .formatted(step.name(), specification.name()));
      }
      for (int i = 0; i < ends.size(); i++) {
        String name = ends.size() == 1 ? step.name() : step.name() + ", branch " + (i + 1);
        named.put(name, ends.get(i));
      }
    }
    return named;
  }

  private static List<ModuleText.Definition> steps(ModuleText specification) {
    return specification.definitions().stream()
        .filter(definition -> isChoice(definition.name()) && definition.hasParameters())
        .flatMap(choice -> CALL.matcher(choice.text()).results().map(call -> call.group(1)))
        .distinct()
        .filter(name -> !isChoice(name))
        .flatMap(name -> specification.definition(name).stream())
        .filter(definition -> isAction(specification, definition))
        .toList();
  }

  private static boolean isChoice(String name) {
    return CHOICE.matcher(name).matches();
  }

  private static boolean isAction(ModuleText specification, ModuleText.Definition definition) {
    return CHANGE.matcher(definition.text()).find()
        || CALL.matcher(definition.text())
            .results()
            .filter(call -> !call.group(1).equals(definition.name()))
            .flatMap(call -> specification.definition(call.group(1)).stream())
            .anyMatch(called -> isAction(specification, called));
  }

  private static List<TlcOutput.Place> ends(String module, ModuleText.Definition step) {
    List<String> lines = step.text().lines().toList();
    List<TlcOutput.Place> ends = new ArrayList<>();
    List<TlcOutput.Place> plainEnds = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher end = END.matcher(lines.get(i));
      Matcher plain = PLAIN_END.matcher(lines.get(i));
      if (end.find()) {
        ends.add(new TlcOutput.Place(module, step.firstLine() + i, end.start(1) + 1));
      } else if (plain.find() && !isFollowed(lines, i, plain.start())) {
        plainEnds.add(new TlcOutput.Place(module, step.firstLine() + i, plain.start(1) + 1));
      }
    }
    return ends.isEmpty() ? plainEnds : ends;
  }

  /** Whether the list of conjuncts continues below. */
  private static boolean isFollowed(List<String> lines, int line, int column) {
    return lines.stream()
        .skip(line + 1)
        .filter(next -> !next.isBlank() && indentation(next) <= column)
        .findFirst()
        .filter(next -> next.startsWith("/\\", column))
        .isPresent();
  }

  private static int indentation(String line) {
    return line.length() - line.stripLeading().length();
  }
}
