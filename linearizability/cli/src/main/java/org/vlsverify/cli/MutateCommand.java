package org.vlsverify.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vlsverify.linearizability.mutation.MutantCheck;
import org.vlsverify.linearizability.mutation.MutantResult;
import org.vlsverify.linearizability.mutation.Mutation;
import org.vlsverify.linearizability.mutation.MutationGenerator;
import org.vlsverify.linearizability.mutation.MutationReport;
import org.vlsverify.linearizability.mutation.MutationResults;
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
      "0:each mutant is found, or known to be equivalent or a gap",
      "1:a mutant is not found, and not known",
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

  @Option(names = "--stored", description = "The mutants of the stored sample.")
  private boolean stored;

  @Option(
      names = "--not-found",
      description =
          "Those of the stored sample that are not found, and not equivalent; with the checks that"
              + " they have not been through.")
  private boolean notFound;

  @Option(
      names = "--only",
      paramLabel = "ID",
      split = ",",
      description = "These mutants only; their design must be given.")
  private List<String> only = List.of();

  @Option(
      names = "--checks",
      paramLabel = "CHECK",
      split = ",",
      description = "These checks only, in this order.")
  private List<String> checks = List.of();

  @Option(names = "--list", description = "List the sample, and run nothing.")
  private boolean list;

  @Option(
      names = "--write",
      description = "Store the results, and write linearizability/docs/mutation.md.")
  private boolean write;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    requireMeaning();
    Budget most = Budget.parse(budget);
    List<MutantResult> results = new ArrayList<>();
    for (Design each : designs()) {
      List<Mutation> mutations = mutations(each);
      int wanted = isSample() ? Math.min(sample, mutations.size()) : mutations.size();
      if (list) {
        mutations.stream().limit(wanted).forEach(m -> out.println(m.id() + "  " + m));
      } else if (wanted > 0) {
        results.addAll(run(each, checks(each, most), mutations, wanted, out));
      }
    }
    if (list) {
      return ExitCodes.OK;
    }
    if (write) {
      store(results);
    }
    return summary(results, out);
  }

  private boolean isSample() {
    return !byHand && !stored && !notFound && only.isEmpty();
  }

  private void requireMeaning() {
    if (sample < 1) {
      throw new BadInputException("--sample must be at least 1, not %d.".formatted(sample));
    }
    if (Stream.of(byHand, stored, notFound, !only.isEmpty()).filter(chosen -> chosen).count() > 1) {
      throw new BadInputException(
          "--by-hand, --stored, --not-found and --only exclude each other.");
    }
    if (design == null && !only.isEmpty()) {
      throw new BadInputException("--only needs --design.");
    }
    if (write && (stored || !only.isEmpty() || !checks.isEmpty())) {
      throw new BadInputException(
          "--write is for a whole sample, --not-found or --by-hand, with all checks.");
    }
  }

  private List<MutantCheck> checks(Design each, Budget most) {
    if (!checks.isEmpty()) {
      return checks.stream()
          .map(MutantCheck::parse)
          .filter(check -> check.appliesTo(each))
          .toList();
    }
    List<MutantCheck> all = MutantCheck.of(each, most);
    return notFound ? all.stream().filter(check -> check.budget() != Budget.QUICK).toList() : all;
  }

  private static List<MutantResult> run(
      Design design,
      List<MutantCheck> checks,
      List<Mutation> mutations,
      int wanted,
      PrintWriter out) {
    if (checks.isEmpty()) {
      throw new BadInputException(
          "There is no check to run on %s: --not-found needs --budget standard.".formatted(design));
    }
    return new MutationRun(
            design,
            checks,
            result -> {
              out.println(MutationReport.line(result));
              out.flush();
            })
        .run(mutations, wanted);
  }

  private List<Design> designs() {
    if (design == null) {
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
    if (isSample()) {
      return MutationGenerator.inOrderOfSample(all, seed);
    }
    List<String> chosen = only.isEmpty() ? MutationResults.sampled(each, notFound) : only;
    Map<String, Mutation> known =
        all.stream().collect(Collectors.toMap(Mutation::id, mutation -> mutation));
    for (String id : chosen) {
      if (!known.containsKey(id)) {
        throw new BadInputException(
            "There is no mutant '%s' of %s. 'vls mutate --list' lists them.".formatted(id, each));
      }
    }
    return chosen.stream().map(known::get).toList();
  }

  private void store(List<MutantResult> results) {
    if (notFound) {
      MutationResults.storeMore(results);
    } else if (byHand) {
      MutationResults.storeByHand(designs(), results);
    } else {
      MutationResults.storeSample(sample, seed, designs(), results);
    }
  }

  private static int summary(List<MutantResult> results, PrintWriter out) {
    List<MutantResult> missed =
        results.stream().filter(result -> result.foundBy() == null).toList();
    long same = missed.stream().filter(MutationResults::isEquivalent).count();
    long known = missed.stream().filter(MutationResults::isKnownGap).count();
    long unknown = missed.size() - same - known;
    out.printf(
        "%d mutants: %d found, %d equivalent, %d known gaps, %d new gaps.%n",
        results.size(), results.size() - missed.size(), same, known, unknown);
    return unknown == 0 ? ExitCodes.OK : ExitCodes.DIFFERENT;
  }
}
