package org.vlsverify.linearizability.mutation;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.Budget;

/**
 * The checks of {@code mvn test} at an earlier revision and now, on the same mutants: those of the
 * earlier results of which there are results now.
 */
final class Comparison {
  /** The checks that only {@code mvn verify} has. */
  private static final List<String> LATER =
      List.of(MutantCheck.values()).stream()
          .filter(check -> check.budget() != Budget.QUICK)
          .map(MutantCheck::toString)
          .toList();

  private final Map<String, MutantResult> now;
  private final List<MutantResult> earlier;
  private final StringBuilder out = new StringBuilder();

  private Comparison(
      List<MutantResult> earlier, List<MutantResult> now, Predicate<MutantResult> isEquivalent) {
    this.now = now.stream().collect(Collectors.toMap(Comparison::key, Function.identity()));
    this.earlier =
        earlier.stream()
            .filter(result -> this.now.containsKey(key(result)))
            .filter(result -> !isEquivalent.test(result))
            .toList();
  }

  private static String key(MutantResult result) {
    return result.design() + "/" + result.id();
  }

  /** The section of the document; empty without earlier results. */
  static String text(
      List<MutantResult> earlier, List<MutantResult> now, Predicate<MutantResult> isEquivalent) {
    return earlier.isEmpty() ? "" : new Comparison(earlier, now, isEquivalent).text();
  }

  private String text() {
    out.append(
        """
        ## Before and now

        The same mutants without the equivalent ones, in the checks of `mvn test` of ba840ae: replay,
        the tests of `impl`, histories, Lincheck model checking of the hand-written scenarios with 20
        executions (10 for `global-lock`) and of the generated ones with 5 (2), and stress; each
        until the first finding. "Now" is without the tests of `impl`.

        | mutants | number | found before | CPU seconds | found now | CPU seconds |
        | --- | ---: | ---: | ---: | ---: | ---: |
        """);
    Predicate<MutantResult> byHand = result -> result.operator().equals(MutationsByHand.OPERATOR);
    for (Design design : Design.values()) {
      row(
          design.toString(),
          byHand.negate().and(result -> result.design().equals(design.toString())));
    }
    row("all generated", byHand.negate());
    row("by hand", byHand);
    return out.append('\n').toString();
  }

  private void row(String name, Predicate<MutantResult> which) {
    List<MutantResult> before = earlier.stream().filter(which).toList();
    if (before.isEmpty()) {
      return;
    }
    List<MutantResult> after = before.stream().map(result -> now.get(key(result))).toList();
    out.append(
        "| %s | %d | %s | %.0f | %s | %.0f |%n"
            .formatted(
                name, before.size(), share(before), seconds(before), share(after), seconds(after)));
  }

  private static String share(List<MutantResult> results) {
    long found =
        results.stream()
            .filter(MutantResult::isFound)
            .filter(result -> Budget.QUICK.toString().equals(result.budget()))
            .count();
    return results.isEmpty() ? "-" : "%d (%d %%)".formatted(found, 100 * found / results.size());
  }

  /** Only of checks of {@code mvn test}. */
  private static double seconds(List<MutantResult> results) {
    return results.stream()
        .flatMap(result -> result.seconds().entrySet().stream())
        .filter(check -> !LATER.contains(check.getKey()))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
