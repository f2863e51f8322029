package org.vlsverify.linearizability.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.params.provider.Arguments;
import org.vlsverify.linearizability.call.MavenTest;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.replay.Replay;
import org.vlsverify.linearizability.replay.ReplayDifference;
import org.vlsverify.linearizability.replay.ReplayModel;
import org.vlsverify.linearizability.replay.ReplayReport;
import org.vlsverify.linearizability.trace.Traces;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.FailingTrace;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/** A replay as a check, and the models of each budget. */
public final class ReplayCheck {
  static final String MODEL_PROPERTY = "vls.replay.model";
  static final String VARIANT_PROPERTY = "vls.replay.variant";

  private static final String MODULE = "MCSharedData.tla";
  private static final Pattern SYMMETRY = Pattern.compile("(?m)^\\s*SYMMETRY\\b");
  private static final String NO_DIFFERENCE = "no difference";
  private static final long MOST_STATES_OF_QUICK = 10_000;
  private static final long MOST_STATES_OF_STANDARD = 20_000;

  /** All results of all states must fit into memory. */
  private static final long MOST_STATES = 1_000_000;

  /** Computed once for all variants. */
  private static final Map<String, ReplayModel> PREPARED = new ConcurrentHashMap<>();

  private ReplayCheck() {}

  /**
   * The models that are first replayed in a budget. Without models with symmetry, whose states
   * stand for others. Of models with the same counts only the first is taken: the others check
   * other properties of the same states.
   *
   * @param budget not null
   * @return in the order of the catalog
   */
  public static List<Model> models(Budget budget) {
    Map<Model.Expectation, Model> models = new LinkedHashMap<>();
    for (Model model : ModelCatalog.load().models()) {
      if (model.expected().verdict() == Verdict.OK
          && model.seededDefect() == null
          && model.module().endsWith(MODULE)
          && model.expected().distinct() != null
          && model.expected().distinct() <= MOST_STATES
          && !SYMMETRY.matcher(model.configText()).find()) {
        models.putIfAbsent(model.expected(), model);
      }
    }
    return models.values().stream().filter(model -> budget(model) == budget).toList();
  }

  private static Budget budget(Model model) {
    if (model.expected().distinct() <= MOST_STATES_OF_QUICK) {
      return Budget.QUICK;
    }
    return model.expected().distinct() <= MOST_STATES_OF_STANDARD
        ? Budget.STANDARD
        : Budget.NIGHTLY;
  }

  /** Each model on each variant, unless system properties select a model or a variant. */
  public static List<Arguments> each(List<Model> models, List<Variant> variants) {
    String onlyVariant = System.getProperty(VARIANT_PROPERTY, "");
    String onlyModel = System.getProperty(MODEL_PROPERTY, "");
    List<Model> chosen = onlyModel.isEmpty() ? models : List.of(model(onlyModel));
    List<Arguments> arguments = new ArrayList<>();
    for (Model model : chosen) {
      for (Variant variant : onlyVariant.isEmpty() ? variants : Variant.all()) {
        if (onlyVariant.isEmpty() || onlyVariant.equals(variant.toString())) {
          arguments.add(Arguments.of(model.name(), variant));
        }
      }
    }
    return arguments;
  }

  public static Model model(String name) {
    return ModelCatalog.load().model(name);
  }

  public static ReplayModel prepare(Model model) {
    return PREPARED.computeIfAbsent(model.name(), name -> ReplayModel.of(model));
  }

  /** Replays, compares the counts with TLC's, and records the verdict. */
  public static void check(Model model, Variant variant) {
    check(model, variant, command(model, variant));
  }

  /**
   * Replays a model on an implementation, compares the counts with TLC's, and records the verdict.
   *
   * @param model its name, not null
   * @param name the name of the implementation in reports, not null
   * @param factory makes the implementation, not null
   * @param command the command that repeats the check, not null
   * @throws AssertionError with a shortest path to the first difference, if there is one
   */
  public static void check(
      String model, String name, SharedSessionsFactory factory, String command) {
    check(model(model), new Variant(name, factory), command);
  }

  private static void check(Model model, Variant variant, String command) {
    CheckResult.Builder result =
        CheckResult.of(CheckMethod.CONFORMANCE, "replay of " + model.name(), variant.toString())
            .reproduce(command);
    long start = System.nanoTime();
    try {
      ReplayModel prepared = prepare(model);
      ReplayReport report = Replay.run(prepared, variant.toString(), variant, command);
      System.out.println(report);
      String expected = counts(model.expected().distinct(), expectedSteps(model, prepared));
      String actual = counts(report.states(), report.edges());
      VerdictLog.record(
          result
              .outcome(NO_DIFFERENCE, actual.equals(expected) ? NO_DIFFERENCE : actual)
              .distinctStates(report.states())
              .edges(report.edges())
              .seconds(seconds(start))
              .build());
      assertThat(actual)
          .as("replayed counts, compared with those of TLC for model %s", model.name())
          .isEqualTo(expected);
    } catch (BadInputException e) {
      VerdictLog.record(
          result
              .outcome(NO_DIFFERENCE, "cannot be replayed", false)
              .seconds(seconds(start))
              .build());
      throw e;
    } catch (ReplayDifference difference) {
      VerdictLog.record(
          result
              .outcome(
                  NO_DIFFERENCE,
                  "differs at operation %d, %s".formatted(difference.position(), difference.call()),
                  false)
              .seconds(seconds(start))
              .trace(storeText(model, variant, difference))
              .build());
      throw storeTrace(model, variant, difference);
    }
  }

  /** TLC generates each initial state and a state for each step; the number may be unknown. */
  private static long expectedSteps(Model model, ReplayModel prepared) {
    Long generated = model.expected().generated();
    return generated == null ? prepared.edges() : generated - prepared.initialStates();
  }

  private static String counts(long states, long steps) {
    return "%d states and %d steps".formatted(states, steps);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static String command(Model model, Variant variant) {
    return (MavenTest.unit("ReplayTest#replay").command() + " -D%s=%s -D%s=%s")
        .formatted(MODEL_PROPERTY, model.name(), VARIANT_PROPERTY, variant);
  }

  private static String name(Model model, Variant variant) {
    return "replay-%s-%s".formatted(model.name(), variant);
  }

  /** The same difference, with the commands for its trace. */
  private static ReplayDifference storeTrace(
      Model model, Variant variant, ReplayDifference difference) {
    return difference
        .trace()
        .map(
            trace ->
                difference.with(
                    Traces.store(
                        trace, FailingTrace.file(name(model, variant)), variant.toString())))
        .orElse(difference);
  }

  private static Path storeText(Model model, Variant variant, ReplayDifference difference) {
    Path file = FailingTrace.folder().resolve(name(model, variant) + ".txt");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, difference.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
