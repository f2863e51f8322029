package org.vlsverify.linearizability.mutation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.ProcessorTime;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.lincheck.LincheckRunner;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.mutant.ConcurrentDefects;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.linearizability.scenario.HandWrittenScenarios;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.linearizability.scenario.ScenarioSuite;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.run.Budget;

/**
 * How soon the checks of {@code quick} find a seeded defect: those of now, and those of before edge
 * covers and random interleavings, each in the order in which Surefire and JUnit run them for one
 * design. Stored as data.
 *
 * @param defect its design and name
 * @param before with the checks of before, in the scenarios of now
 * @param now with the checks of now
 */
public record FoundInQuick(String defect, Position before, Position now) {
  /** Times of searches that are this near to each other do not differ. */
  private static final double TOLERANCE = 1;

  /**
   * Where a search ends.
   *
   * @param check the one that finds the defect; null if none does
   * @param seconds of processor time of this check and of those before it, or of all
   */
  public record Position(String check, double seconds) {
    private String words() {
      return String.format(
          Locale.ROOT, "%s | %.1f", check == null ? "**not found**" : check, seconds);
    }
  }

  /** Other designs than the default one have these in {@code mvn verify}. */
  private static final Set<MutantCheck> LINCHECK =
      EnumSet.of(MutantCheck.LINCHECK, MutantCheck.STRESS);

  @FunctionalInterface
  private interface Run {
    void on(String name, SharedSessionsFactory mutant);
  }

  private record Check(String words, Run run) {
    static Check of(MutantCheck check, Design design) {
      return new Check(check.toString(), (name, mutant) -> check.run(name, design, mutant));
    }
  }

  /** Whether the defect is found by fewer seconds of checks than before, or by about as many. */
  public boolean notLater() {
    return now.check != null && (before.check == null || now.seconds <= before.seconds + TOLERANCE);
  }

  /**
   * The checks of now. Recorded runs are left out: whether they find a defect is chance, and they
   * are in the other one of two processes.
   */
  private static List<Check> now(Design design) {
    return List.of(
            MutantCheck.WALKS,
            MutantCheck.EDGE_COVER,
            MutantCheck.EDGE_COVER_MORE,
            MutantCheck.POS,
            MutantCheck.REPLAY,
            MutantCheck.STRESS,
            MutantCheck.REUSE,
            MutantCheck.POS_GENERATED,
            MutantCheck.LINCHECK,
            MutantCheck.HISTORIES)
        .stream()
        .filter(check -> check.appliesTo(design))
        .filter(check -> design == Design.DEFAULT || !LINCHECK.contains(check))
        .map(check -> Check.of(check, design))
        .toList();
  }

  /** The checks of before: with one lock, Lincheck had half as many executions. */
  private static List<Check> before(Design design) {
    int share = design == Design.GLOBAL_LOCK ? 2 : 1;
    List<Scenario> handWritten = HandWrittenScenarios.all();
    return List.of(
        lincheck(
            "Lincheck, generated scenarios",
            Strategy.MODEL_CHECKING,
            ScenarioSuite.TWO_WORKERS_ONCE.scenarios(),
            5 / share),
        Check.of(MutantCheck.REPLAY, design),
        lincheck("Lincheck stress", Strategy.STRESS, handWritten, 50 / share),
        lincheck(
            "Lincheck, hand-written scenarios", Strategy.MODEL_CHECKING, handWritten, 20 / share),
        Check.of(MutantCheck.HISTORIES, design));
  }

  private static Check lincheck(
      String words, Strategy strategy, List<Scenario> scenarios, int executions) {
    return new Check(
        words,
        (name, mutant) ->
            LincheckRunner.run(strategy, scenarios, executions, mutant)
                .finding()
                .ifPresent(
                    finding -> {
                      throw new AssertionError(finding.kind());
                    }));
  }

  /** Runs both lists of checks on the mutant, each until one of them finds something. */
  public static FoundInQuick measure(ConcurrentDefects.Expected expected) {
    Design design = expected.defect().design();
    String name = expected.toString();
    SharedSessionsFactory mutant = new MutatedImplementation(expected.defect());
    return new FoundInQuick(
        name, position(before(design), name, mutant), position(now(design), name, mutant));
  }

  /** Explores models, makes scenarios and loads classes, which no search shall count. */
  public static void prepare(Design design) {
    Implementation original = new Implementation(design, ThreadModel.MULTI_THREADED);
    EdgeCovers.ofBudget(design, Budget.QUICK);
    List<Check> cheap = new ArrayList<>(now(design));
    cheap.removeIf(check -> check.words.startsWith("Lincheck"));
    cheap.forEach(check -> check.run.on(design.toString(), original));
    LincheckRunner.run(
        Strategy.MODEL_CHECKING, HandWrittenScenarios.all().subList(0, 1), 1, original);
  }

  private static Position position(List<Check> checks, String name, SharedSessionsFactory mutant) {
    double start = ProcessorTime.seconds();
    for (Check check : checks) {
      try {
        check.run.on(name, mutant);
      } catch (RuntimeException | Error found) {
        return new Position(check.words, ProcessorTime.since(start));
      }
    }
    return new Position(null, ProcessorTime.since(start));
  }

  /** A section of the document. */
  public static String table(List<FoundInQuick> all) {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            """

        ## Until `mvn test` finds a defect

        The checks of `mvn test` of the design with the defect, in their order, until one finds something: now, and
        in revision ba840ae, before edge covers and random interleavings. For that its checks run in the scenarios of now:
        Lincheck with 5 executions of each generated and 20 of each hand-written scenario (`global-lock`: half of that), stress,
        replay, histories. Seconds are of processor time, of all checks until then. Not counted: models and scenarios, which
        are made once, and recorded runs, which may find a defect or not. Found now: %d of %d, later than
        before: %d (by more than %.0f s); found before: %d. All of them: %.0f s now, %.0f s before.

        | defect | found before by | s | found now by | s |
        | --- | --- | ---: | --- | ---: |
        """,
            all.stream().filter(each -> each.now.check != null).count(),
            all.size(),
            all.stream().filter(each -> !each.notLater()).count(),
            TOLERANCE,
            all.stream().filter(each -> each.before.check != null).count(),
            all.stream().mapToDouble(each -> each.now.seconds).sum(),
            all.stream().mapToDouble(each -> each.before.seconds).sum()));
    for (FoundInQuick each : all) {
      out.append(
          "| %s | %s | %s |\n".formatted(each.defect, each.before.words(), each.now.words()));
    }
    return out.toString();
  }
}
