package org.vlsverify.linearizability.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.Bounds;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.checks.ReplayCheck;
import org.vlsverify.linearizability.history.ComposedOperations;
import org.vlsverify.linearizability.history.LargeNumbers;
import org.vlsverify.linearizability.history.ReuseLoop;
import org.vlsverify.linearizability.history.SampledHistories;
import org.vlsverify.linearizability.lincheck.Explanation;
import org.vlsverify.linearizability.lincheck.LincheckRunner;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Finding;
import org.vlsverify.linearizability.lincheck.LincheckRunner.Strategy;
import org.vlsverify.linearizability.lincheck.ScenarioBudget;
import org.vlsverify.linearizability.pos.PosRunner;
import org.vlsverify.linearizability.pos.RandomBudget;
import org.vlsverify.linearizability.replay.Replay;
import org.vlsverify.linearizability.scenario.HandWrittenScenarios;
import org.vlsverify.linearizability.scenario.Scenario;
import org.vlsverify.linearizability.scenario.ScenarioSuite;
import org.vlsverify.linearizability.soak.SoakCheck;
import org.vlsverify.linearizability.stepping.RandomWalks;
import org.vlsverify.linearizability.stepping.TappedClasses;
import org.vlsverify.linearizability.tracevalidation.FreeRun;
import org.vlsverify.linearizability.tracevalidation.TraceValidation;
import org.vlsverify.linearizability.tracevalidation.ValidationReport;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.Budget;

/**
 * A check of a mutant, in the form that it has for the design itself. In the order in which they
 * are run: by what they find per second of CPU time.
 */
public enum MutantCheck {
  REPLAY("replay", Budget.QUICK, Kind.CONFORMANCE) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      replay(name, mutant, ReplayCheck.models(Budget.QUICK));
    }
  },
  EDGE_COVER("edge cover", Budget.QUICK, Kind.STEPS) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      EdgeCovers.ofBudget(design, Budget.QUICK).stream()
          .limit(1)
          .forEach(cover -> cover.drive(name, mutant, COMMAND));
    }
  },
  POS("random interleavings, hand-written scenarios", Budget.QUICK, Kind.LINEARIZABILITY) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      pos(mutant, HandWrittenScenarios.all(), RandomBudget.handWritten());
    }
  },
  REUSE("reuse", Budget.QUICK, Kind.CONFORMANCE) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      ReuseLoop.run(name, mutant, ReuseLoop.ROUNDS, COMMAND);
    }
  },
  COMPOSED("composed operations", Budget.QUICK, Kind.CONFORMANCE) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      ComposedOperations.run(name, mutant, COMMAND);
    }
  },
  LARGE_NUMBERS("large numbers", Budget.QUICK, Kind.CONFORMANCE) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      LargeNumbers.run(name, mutant, COMMAND);
    }
  },
  HISTORIES("histories", Budget.QUICK, Kind.CONFORMANCE) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      SampledHistories.run(name, mutant, SEED);
    }
  },
  POS_GENERATED("random interleavings, generated scenarios", Budget.QUICK, Kind.LINEARIZABILITY) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      pos(mutant, ScenarioSuite.TWO_WORKERS_ONCE.scenarios(), RandomBudget.quickSuite());
    }
  },
  LINCHECK("Lincheck, hand-written scenarios", Budget.QUICK, Kind.LINEARIZABILITY) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      lincheck(mutant, Strategy.MODEL_CHECKING, HandWrittenScenarios.all(), 20);
    }
  },
  STRESS("Lincheck stress", Budget.QUICK, Kind.LINEARIZABILITY) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      lincheck(mutant, Strategy.STRESS, HandWrittenScenarios.all(), 50);
    }
  },
  RUNS("recorded runs", Budget.QUICK, Kind.STEPS_OF_LOCKED) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      runs(mutant, 20);
    }
  },
  WALKS("random walks", Budget.QUICK, Kind.STEPS_OF_LOCKED) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      walks(name, mutant, 20);
    }
  },
  EDGE_COVER_MORE("edge cover, more models", Budget.QUICK, Kind.STEPS) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      EdgeCovers.ofBudget(design, Budget.QUICK).stream()
          .skip(1)
          .forEach(cover -> cover.drive(name, mutant, COMMAND));
    }
  },
  EDGE_COVER_LARGER("edge cover, larger models", Budget.STANDARD, Kind.STEPS) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      EdgeCovers.ofBudget(design, Budget.STANDARD)
          .forEach(cover -> cover.drive(name, mutant, COMMAND));
    }
  },
  POS_SUITES("random interleavings, larger models", Budget.STANDARD, Kind.LINEARIZABILITY) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      for (RandomBudget.Part part : RandomBudget.parts(Budget.STANDARD)) {
        pos(mutant, part.suite().scenarios(), part.executions());
      }
    }
  },
  REPLAY_LARGER("replay, larger models", Budget.STANDARD, Kind.CONFORMANCE) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      replay(name, mutant, ReplayCheck.models(Budget.STANDARD));
    }
  },
  WALKS_LONGER("random walks, longer", Budget.STANDARD, Kind.STEPS_OF_LOCKED) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      walks(name, mutant, 40);
    }
  },
  LINCHECK_SUITES("Lincheck, larger models", Budget.STANDARD, Kind.LINEARIZABILITY) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      for (ScenarioSuite suite : ScenarioBudget.suites(Budget.STANDARD, design)) {
        lincheck(
            mutant,
            Strategy.MODEL_CHECKING,
            suite.scenarios(),
            ScenarioBudget.executions(suite, design));
      }
    }
  },
  SOAK("soak", Budget.STANDARD, Kind.LINEARIZABILITY) {
    @Override
    void run(String name, Design design, SharedSessionsFactory mutant) {
      SoakCheck.run(name, mutant, 4);
    }
  };

  /** What a check is about. */
  private enum Kind {
    CONFORMANCE,
    LINEARIZABILITY,
    /** The steps of a design, compared with its lock-level spec. */
    STEPS,
    /** The same, where there is a model for {@code locked} only. */
    STEPS_OF_LOCKED
  }

  static final String COMMAND = "vls mutate";
  private static final long SEED = 20261129;

  private static final Map<String, RandomWalks<?, ?>> WALKS_OF = new ConcurrentHashMap<>();

  private final String words;
  private final Budget budget;
  private final Kind kind;

  MutantCheck(String words, Budget budget, Kind kind) {
    this.words = words;
    this.budget = budget;
    this.kind = kind;
  }

  /**
   * Runs the check.
   *
   * @throws RuntimeException or an error, if it finds something
   */
  abstract void run(String name, Design design, SharedSessionsFactory mutant);

  /** The smallest budget that has it. */
  public Budget budget() {
    return budget;
  }

  /**
   * Whether the check is one of a design.
   *
   * @param design not null
   */
  public boolean appliesTo(Design design) {
    return kind != Kind.STEPS_OF_LOCKED || design == Design.LOCKED;
  }

  /**
   * The checks of a design in a budget, in their order.
   *
   * @param design not null
   * @param most the budget, not null
   */
  public static List<MutantCheck> of(Design design, Budget most) {
    List<MutantCheck> checks = new ArrayList<>();
    for (MutantCheck check : values()) {
      if (check.appliesTo(design) && most.includes(check.budget)) {
        checks.add(check);
      }
    }
    return checks;
  }

  /**
   * A check by its name on the command line.
   *
   * @param name as in {@code edge-cover-more}, not null
   * @throws BadInputException if there is none
   */
  public static MutantCheck parse(String name) {
    return Stream.of(values())
        .filter(check -> check.option().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "There is no check '%s'. Checks: %s."
                        .formatted(
                            name,
                            Stream.of(values())
                                .map(MutantCheck::option)
                                .collect(Collectors.joining(", ")))));
  }

  /** Its name on the command line. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void replay(String name, SharedSessionsFactory mutant, List<Model> models) {
    for (Model model : models) {
      Replay.run(ReplayCheck.prepare(model), name, mutant, COMMAND);
    }
  }

  private static void walks(String name, SharedSessionsFactory mutant, int count) {
    WALKS_OF
        .computeIfAbsent(
            "Locking_3w2t2s_steps", model -> RandomWalks.of(ModelCatalog.load().model(model)))
        .drive(name, mutant, count, 300, SEED, COMMAND);
  }

  private static void runs(SharedSessionsFactory mutant, int count) {
    TappedClasses classes = new TappedClasses(mutant);
    Bounds bounds = new Bounds(3, 3, 2, 2, Set.of(0, 1));
    ValidationReport report =
        TraceValidation.validate(
            IntStream.range(0, count)
                .mapToObj(seed -> FreeRun.record(Design.LOCKED, classes, bounds, 2, 40, seed))
                .toList());
    if (!report.rejections().isEmpty()) {
      throw new AssertionError(report.rejections().get(0).message());
    }
  }

  private static void pos(SharedSessionsFactory mutant, List<Scenario> scenarios, int executions) {
    try (PosRunner runner = new PosRunner(mutant)) {
      for (Scenario scenario : scenarios) {
        Optional<Finding> finding = runner.run(scenario, executions, SEED);
        if (finding.isPresent()) {
          throw new AssertionError(Explanation.of(finding.get()));
        }
      }
    }
  }

  private static void lincheck(
      SharedSessionsFactory mutant, Strategy strategy, List<Scenario> scenarios, int executions) {
    LincheckRunner.run(strategy, scenarios, executions, mutant)
        .finding()
        .ifPresent(
            finding -> {
              throw new AssertionError(Explanation.of(finding));
            });
  }

  @Override
  public String toString() {
    return words;
  }
}
