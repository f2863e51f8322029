package org.vlsverify.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.vlsverify.linearizability.mutation.MutantResult;
import org.vlsverify.linearizability.mutation.Mutation;
import org.vlsverify.linearizability.mutation.MutationGenerator;
import org.vlsverify.linearizability.mutation.MutationReport;
import org.vlsverify.linearizability.mutation.MutationRun;
import org.vlsverify.linearizability.mutation.MutationsByHand;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.Budget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Mutation testing of the checks. */
@Command(
    name = "mutate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Generates mistakes from the sources of a design, and runs each through the checks until one"
          + " finds it. Needs the sources of the project, and a JDK.",
      ""
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:each mutant is found, or known to be equivalent",
      "1:a mutant is not found",
      ExitCodes.BAD_INPUT_TEXT,
      ExitCodes.DEFECT_TEXT
    })
final class MutateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--design",
      paramLabel = "DESIGN",
      description = "locked, optimistic or global-lock; the default is all of them.")
  private String design;

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many mutants of each design; the default is ${DEFAULT-VALUE}.")
  private int sample;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Chooses the sample; the default is ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--budget",
      paramLabel = "BUDGET",
      defaultValue = "quick",
      description =
          "quick: the checks of 'mvn test'. standard: those of 'mvn verify' as well. The default is"
              + " ${DEFAULT-VALUE}.")
  private String budget;

  @Option(names = "--by-hand", description = "The mistakes made by hand in place of a sample.")
  private boolean byHand;

  @Option(
      names = "--only",
      paramLabel = "ID",
      description = "This mutant only; its design must be given.")
  private String only;

  @Option(names = "--list", description = "List the sample, and run nothing.")
  private boolean list;

  @Option(
      names = "--write",
      description = "Store the results, and write linearizability/docs/mutation.md.")
  private boolean write;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Budget most = Budget.parse(budget);
    if (sample < 1) {
      throw new BadInputException("--sample must be at least 1, not %d.".formatted(sample));
    }
    List<MutantResult> results = new ArrayList<>();
    for (Design each : designs()) {
      List<Mutation> mutations = mutations(each);
      int wanted = byHand || only != null ? mutations.size() : Math.min(sample, mutations.size());
      if (list) {
        mutations.stream().limit(wanted).forEach(m -> out.println(m.id() + "  " + m));
        continue;
      }
      MutationRun run =
          new MutationRun(
              each,
              most,
              "all",
              result -> {
                out.println(MutationReport.line(result));
                out.flush();
              });
      results.addAll(run.run(mutations, wanted));
    }
    if (list) {
      return ExitCodes.OK;
    }
    return summary(results, out);
  }

  private List<Design> designs() {
    if (design == null) {
      if (only != null) {
        throw new BadInputException("--only needs --design.");
      }
      return List.of(Design.values());
    }
    return Arrays.stream(Design.values())
        .filter(candidate -> candidate.toString().equals(design))
        .findFirst()
        .map(List::of)
        .orElseThrow(
            () ->
                new BadInputException(
                    "There is no design '%s'. Designs: %s."
                        .formatted(
                            design,
                            String.join(
                                ", ",
                                Arrays.stream(Design.values()).map(Design::toString).toList()))));
  }

  private List<Mutation> mutations(Design each) {
    if (byHand) {
      return MutationsByHand.of(each);
    }
    List<Mutation> all = MutationGenerator.all(each);
    if (only == null) {
      return MutationGenerator.inOrderOfSample(all, seed);
    }
    List<Mutation> chosen = all.stream().filter(mutation -> mutation.id().equals(only)).toList();
    if (chosen.isEmpty()) {
      throw new BadInputException(
          "There is no mutant '%s' of %s. 'vls mutate --list' lists them.".formatted(only, each));
    }
    return chosen;
  }

  private int summary(List<MutantResult> results, PrintWriter out) {
    if (write) {
      MutationReport.store(results);
    }
    List<String> equivalent =
        MutationReport.equivalent().stream().map(same -> same.design() + "/" + same.id()).toList();
    long found = results.stream().filter(result -> result.foundBy() != null).count();
    long same =
        results.stream()
            .filter(result -> result.foundBy() == null)
            .filter(result -> equivalent.contains(result.design() + "/" + result.id()))
            .count();
    long gaps = results.size() - found - same;
    out.printf(
        "%d mutants: %d found, %d equivalent, %d not found.%n", results.size(), found, same, gaps);
    return gaps == 0 ? ExitCodes.OK : ExitCodes.DIFFERENT;
  }
}
