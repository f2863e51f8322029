package org.vlsverify.linearizability.mutation;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.vlsverify.linearizability.mutation.MutationResults.Equivalent;
import org.vlsverify.linearizability.mutation.MutationResults.Stored;
import org.vlsverify.linearizability.mutation.Operators.Operator;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;

/** The stored results, and the document that is generated from them. */
public final class MutationReport {
  /** The generated document. */
  public static final Path DOCUMENT =
      ProjectRoot.path().resolve("linearizability/docs/mutation.md");

  private final Stored stored;
  private final Map<String, String> equivalent;
  private final Map<String, String> gaps;
  private final StringBuilder out = new StringBuilder();

  private MutationReport(Stored stored) {
    this.stored = stored;
    this.equivalent =
        MutationResults.equivalent().stream()
            .collect(
                Collectors.toMap(
                    same -> MutationResults.key(same.design(), same.id()), Equivalent::reason));
    this.gaps =
        MutationResults.gaps().stream()
            .collect(
                Collectors.toMap(
                    gap -> MutationResults.key(gap.design(), gap.id()),
                    gap -> "**a gap**: %s Needed: %s".formatted(gap.reason(), gap.needed())));
  }

  /** The text of the document. */
  public static String document() {
    return new MutationReport(MutationResults.load()).text();
  }

  private String text() {
    out.append(
        """
        # Mutation testing

        Generated; do not edit. Written by

            vls mutate --sample %d --seed %d --write
            vls mutate --not-found --budget standard --write
            vls mutate --by-hand --write

        `vls mutate` generates mistakes from the sources of the designs, one at a time: each kind at
        each place. It compiles each mutant and runs it through the checks until one finds it: first
        the checks of `mvn test`, then, for a mutant that is not found, those that only `mvn verify`
        has. A sample takes the kinds in turn. A mutant that is not found is equivalent, with a
        reason, or a gap in the checks. A mutant that does not compile is none.

        """
            .formatted(stored.sample(), stored.seed()));
    score();
    newSample();
    checks();
    kinds();
    byHand();
    out.append(Comparison.text(MutationResults.earlier(), stored.results(), this::isEquivalent));
    notFound();
    return out.toString();
  }

  private void newSample() {
    MutationResults.NewSample sample = MutationResults.newSample();
    List<MutationResults.Found> wrong =
        sample.results().stream()
            .filter(one -> !equivalent.containsKey(MutationResults.key(one.design(), one.id())))
            .toList();
    long quick = wrong.stream().filter(one -> Budget.QUICK.toString().equals(one.budget())).count();
    long standard = wrong.stream().filter(one -> one.foundBy() != null).count();
    out.append(
        """
        Some checks were added for mutants of this sample. So these scores say less than that of a new
        one, `--sample %d --seed %d`, of which %d mutants are not in this table, run once, before any check
        was changed for them: %d are equivalent, `mvn test` found %d of %d, `mvn verify` %d.

        """
            .formatted(
                sample.sample(),
                sample.seed(),
                sample.results().size(),
                sample.results().size() - wrong.size(),
                quick,
                wrong.size(),
                standard));
  }

  private static String key(MutantResult result) {
    return MutationResults.key(result.design(), result.id());
  }

  private boolean isEquivalent(MutantResult result) {
    return equivalent.containsKey(key(result));
  }

  private List<MutantResult> counted(Predicate<MutantResult> which) {
    return stored.results().stream()
        .filter(MutantResult::isMutant)
        .filter(result -> !result.operator().equals(MutationsByHand.OPERATOR))
        .filter(which)
        .toList();
  }

  private void score() {
    out.append("## Score\n\n");
    out.append(
        "| design | mutants | equivalent | found by `mvn test` | found by `mvn verify` | CPU seconds |\n");
    out.append("| --- | ---: | ---: | ---: | ---: | ---: |\n");
    for (Design design : Design.values()) {
      row(design.toString(), counted(result -> result.design().equals(design.toString())));
    }
    row("all", counted(result -> true));
    out.append('\n');
  }

  private void row(String name, List<MutantResult> mutants) {
    long equivalent = mutants.stream().filter(this::isEquivalent).count();
    long real = mutants.size() - equivalent;
    long quick = mutants.stream().filter(result -> isFoundIn(result, Budget.QUICK)).count();
    long all = mutants.stream().filter(MutantResult::isFound).count();
    out.append(
        "| %s | %d | %d | %s | %s | %.0f |%n"
            .formatted(
                name,
                mutants.size(),
                equivalent,
                share(quick, real),
                share(all, real),
                mutants.stream().mapToDouble(MutantResult::cpuSeconds).sum()));
  }

  private static boolean isFoundIn(MutantResult result, Budget budget) {
    return result.isFound() && budget.toString().equals(result.budget());
  }

  private static String share(long found, long of) {
    return of == 0 ? "-" : "%d (%d %%)".formatted(found, 100 * found / of);
  }

  private void checks() {
    out.append(
        "## What each check finds\n\nA mutant counts for the first check that finds it.\n\n");
    out.append("| check | budget | run on | found | CPU seconds | found per CPU minute |\n");
    out.append("| --- | --- | ---: | ---: | ---: | ---: |\n");
    for (MutantCheck check : MutantCheck.values()) {
      String name = check.toString();
      List<MutantResult> run = counted(result -> result.seconds().containsKey(name));
      if (!run.isEmpty()) {
        long found = run.stream().filter(result -> name.equals(result.foundBy())).count();
        double seconds = run.stream().mapToDouble(result -> result.seconds().get(name)).sum();
        out.append(
            "| %s | %s | %d | %d | %.0f | %.1f |%n"
                .formatted(
                    name,
                    check.budget(),
                    run.size(),
                    found,
                    seconds,
                    seconds == 0 ? 0 : 60 * found / seconds));
      }
    }
    out.append('\n');
  }

  private void kinds() {
    out.append("## Kinds of mistakes\n\n");
    out.append("| kind | meaning | mutants | equivalent | found |\n");
    out.append("| --- | --- | ---: | ---: | ---: |\n");
    for (Operator operator : Operators.all()) {
      List<MutantResult> mutants = counted(result -> result.operator().equals(operator.name()));
      long equivalent = mutants.stream().filter(this::isEquivalent).count();
      out.append(
          "| `%s` | %s | %d | %d | %s |%n"
              .formatted(
                  operator.name(),
                  operator.what(),
                  mutants.size(),
                  equivalent,
                  share(
                      mutants.stream().filter(MutantResult::isFound).count(),
                      mutants.size() - equivalent)));
    }
    out.append('\n');
  }

  private void byHand() {
    out.append(
        """
        ## Mistakes made by hand

        Made without knowledge of the checks, all of them once missed by them.

        | design | mistake | found by | budget | CPU seconds |
        | --- | --- | --- | --- | ---: |
        """);
    stored.results().stream()
        .filter(result -> result.operator().equals(MutationsByHand.OPERATOR))
        .forEach(
            result ->
                out.append(
                    "| %s | %s | %s | %s | %.1f |%n"
                        .formatted(
                            result.design(),
                            result.place().replaceFirst("^[^:]*:\\d+: ", ""),
                            result.isFound() ? result.foundBy() : "**not found**",
                            result.isFound() ? result.budget() : "",
                            result.cpuSeconds())));
    out.append('\n');
  }

  private void notFound() {
    out.append("## Not found\n\n| design | mutant | place and change | reason |\n");
    out.append("| --- | --- | --- | --- |\n");
    for (MutantResult result : counted(result -> !result.isFound())) {
      out.append(
          "| %s | `%s` | %s | %s |%n"
              .formatted(
                  result.design(),
                  result.id(),
                  result.place().replace("|", "\\|"),
                  equivalent.getOrDefault(
                      key(result), gaps.getOrDefault(key(result), "**a new gap**"))));
    }
  }

  /**
   * One line about a result.
   *
   * @param result not null
   */
  public static String line(MutantResult result) {
    String what =
        !result.isMutant()
            ? "does not compile"
            : result.isFound() ? "found by " + result.foundBy() : "NOT FOUND";
    return String.format(
        Locale.ROOT,
        "%s %s: %s, %.1f s: %s",
        result.design(),
        result.id(),
        what,
        result.cpuSeconds(),
        result.place());
  }
}
