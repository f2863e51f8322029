package org.vlsverify.linearizability.mutation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.linearizability.stepping.UnknownAccessException;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.sessions.testing.TimeLimit;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.NeutralLocale;

/**
 * Runs mutants through the checks, in a process of its own: a thread in an endless loop can only be
 * ended with its process. After a check that did not end, the process ends, and {@link MutationRun}
 * starts another one for the mutants that are left.
 */
public final class MutationWorker {
  /** The process must not be used any more. */
  static final int TAINTED = 75;

  /** Only for what has no limit of its own: a check takes seconds, or minutes. */
  private static final Map<Budget, Duration> LIMITS =
      Map.of(Budget.QUICK, Duration.ofMinutes(10), Budget.STANDARD, Duration.ofHours(1));

  /** In the message of a {@link TimeLimit}. */
  private static final String NO_PROGRESS = "has made no progress";

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Design design;
  private final List<MutantCheck> checks;
  private boolean tainted;

  private MutationWorker(Design design, List<MutantCheck> checks) {
    this.design = design;
    this.checks = checks;
  }

  /**
   * Runs mutants.
   *
   * @param arguments the design, the names of checks, the file with the identifiers of mutants, and
   *     the file to which results are added
   */
  public static void main(String[] arguments) throws IOException {
    NeutralLocale.use();
    Design design = Design.valueOf(arguments[0]);
    List<MutantCheck> checks =
        Stream.of(arguments[1].split(",")).map(MutantCheck::valueOf).toList();
    Map<String, Mutation> known =
        Stream.concat(MutationGenerator.all(design).stream(), MutationsByHand.of(design).stream())
            .collect(Collectors.toMap(Mutation::id, mutation -> mutation));
    MutationWorker worker = new MutationWorker(design, checks);
    ObjectMapper json = new ObjectMapper();
    for (String id : Files.readAllLines(Path.of(arguments[2]))) {
      MutantResult result = worker.judge(known.get(id));
      Files.writeString(
          Path.of(arguments[3]),
          json.writeValueAsString(result) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      if (worker.tainted) {
        Runtime.getRuntime().halt(TAINTED);
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private MutantResult judge(Mutation mutation) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    SharedSessionsFactory mutant;
    try {
      mutant = MutatedImplementation.of(design, mutation.id(), mutation.file(), mutation.text());
    } catch (IllegalArgumentException e) {
      return result(mutation, MutantResult.NOT_COMPILED, null, seconds, null);
    }
    for (MutantCheck check : checks) {
      long start = SYSTEM.getProcessCpuTime();
      String finding = finding(check, mutation, mutant);
      seconds.put(check.toString(), (SYSTEM.getProcessCpuTime() - start) / 10_000_000 / 100.0);
      if (finding != null) {
        return result(mutation, check.toString(), check.budget(), seconds, finding);
      }
    }
    return result(mutation, null, null, seconds, null);
  }

  /** What the check finds, or null. */
  private String finding(MutantCheck check, Mutation mutation, SharedSessionsFactory mutant) {
    boolean[] ended = {false};
    try {
      TimeLimit.run(
          check.toString(),
          LIMITS.get(check.budget()),
          () -> {
            try {
              check.run(mutation.id(), design, mutant);
            } finally {
              ended[0] = true;
            }
          });
      return null;
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException("A library is missing.", e);
    } catch (RuntimeException | Error e) {
      if (isNotForIt(e)) {
        return null;
      }
      // A thread that is left behind takes the processor, or is in the next message.
      tainted = !ended[0] || String.valueOf(e.getMessage()).contains(NO_PROGRESS);
      return FindingInWords.of(e);
    }
  }

  /** Whether the check cannot run the mutant, since it does not know a call in it. */
  private static boolean isNotForIt(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .anyMatch(UnknownAccessException.class::isInstance);
  }

  private static MutantResult result(
      Mutation mutation,
      String foundBy,
      Budget budget,
      Map<String, Double> seconds,
      String finding) {
    double sum = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    return new MutantResult(
        mutation.design().toString(),
        mutation.id(),
        mutation.operator(),
        "%s.%s:%d: %s"
            .formatted(mutation.file(), mutation.method(), mutation.line(), mutation.what()),
        foundBy,
        budget == null ? null : budget.toString(),
        Math.round(sum * 100) / 100.0,
        finding,
        seconds);
  }
}
