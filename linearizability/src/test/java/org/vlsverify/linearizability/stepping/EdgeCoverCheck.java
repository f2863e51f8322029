package org.vlsverify.linearizability.stepping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.call.SharedSessionsFactory;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.run.Budget;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.trace.FailingTrace;
import org.vlsverify.spec.verdict.CheckMethod;
import org.vlsverify.spec.verdict.CheckResult;
import org.vlsverify.spec.verdict.VerdictLog;

/** Edge covers as checks: with what must come out, which is data, and a line in the verdict. */
final class EdgeCoverCheck {
  private static final Path DATA =
      ProjectRoot.path().resolve("linearizability/src/test/resources/stepping/edge-cover.json");

  private static final String NO_DIFFERENCE = "no difference";

  /**
   * What an edge cover must come to.
   *
   * @param model of the catalog
   * @param budget the smallest of which it is a part
   * @param edges all edges of its graph, which are all driven
   * @param waits attempts that have to wait
   */
  record Expected(String model, String budget, int edges, int waits) {
    static Expected of(EdgeCoverReport report, String budget) {
      return new Expected(report.model(), budget, report.covered(), report.waits());
    }
  }

  private EdgeCoverCheck() {}

  static List<Expected> all(Budget budget) {
    try {
      return new ObjectMapper()
          .readValue(DATA.toFile(), new TypeReference<List<Expected>>() {}).stream()
              .filter(expected -> Budget.parse(expected.budget()) == budget)
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the edge cover of a model must come to. */
  static Expected expected(String model) {
    return Stream.of(Budget.values())
        .flatMap(budget -> all(budget).stream())
        .filter(expected -> expected.model().equals(model))
        .findFirst()
        .orElseThrow();
  }

  /** The first model of a design that is a part of quick. */
  static Expected smallest(Design design) {
    return all(Budget.QUICK).stream()
        .filter(expected -> SteppedDesigns.of(model(expected.model())).design() == design)
        .findFirst()
        .orElseThrow();
  }

  /** The model whose steps must find a defect. */
  static String model(SteppingDefect defect) {
    return defect.model() == null ? smallest(defect.design()).model() : defect.model();
  }

  /** The defects that edge covers of a budget must find. */
  static List<SteppingDefect> defects(Budget budget) {
    List<String> models = all(budget).stream().map(Expected::model).toList();
    return SteppingDefect.foundBy(SteppingDefect.EDGE_COVER).stream()
        .filter(defect -> models.contains(model(defect)))
        .toList();
  }

  private static Model model(String name) {
    return ModelCatalog.load().model(name);
  }

  static EdgeCover<?, ?> cover(String model) {
    return EdgeCover.of(model(model));
  }

  /** Drives the whole cover on the design. */
  static void drive(EdgeCover<?, ?> cover, Expected expected, String command) {
    Implementation design = new Implementation(cover.design(), ThreadModel.MULTI_THREADED);
    CheckResult.Builder result =
        CheckResult.of(
                CheckMethod.TRACE_VALIDATION,
                "edge cover of " + expected.model(),
                design.toString())
            .reproduce(command);
    long start = System.nanoTime();
    try {
      EdgeCoverReport report = cover.drive(design.toString(), design, command);
      System.out.println(report);
      store(report, design);
      Expected actual = Expected.of(report, expected.budget());
      VerdictLog.record(
          result
              .outcome(
                  NO_DIFFERENCE,
                  actual.equals(expected)
                      ? NO_DIFFERENCE
                      : "%,d of %,d edges".formatted(report.covered(), report.edges()))
              .distinctStates(report.states())
              .edges(report.covered())
              .executions(report.paths())
              .seconds(seconds(start))
              .build());
      assertThat((long) report.states())
          .as("states of the graph, and those that TLC finds in %s", expected.model())
          .isEqualTo(model(expected.model()).expected().distinct());
      assertThat(report.covered()).as("edges driven, of all").isEqualTo(report.edges());
      assertThat(actual)
          .as("what was driven; if it has changed on purpose, explain it and update %s", DATA)
          .isEqualTo(expected);
    } catch (StepDivergence divergence) {
      Path file = FailingTrace.file("edge-cover-" + expected.model() + "-" + design);
      String commands = FailingTrace.store(divergence.trace(), file, "");
      VerdictLog.record(
          result
              .outcome(NO_DIFFERENCE, "differs at " + divergence.step(), false)
              .seconds(seconds(start))
              .trace(file)
              .build());
      throw new AssertionError(divergence.getMessage() + "\n" + commands, divergence);
    }
  }

  private static void store(EdgeCoverReport report, Implementation implementation) {
    Path file =
        ProjectRoot.path()
            .resolve("target/verification")
            .resolve("edge-cover-%s-%s.txt".formatted(report.model(), implementation));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, report.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Drives a mutant until it differs. */
  static void find(EdgeCover<?, ?> cover, SteppingDefect seeded, String command) {
    find(seeded, command, (name, mutant) -> cover.drive(name, mutant, command));
  }

  /**
   * Drives a mutant until it differs.
   *
   * @param drive of a name and an implementation
   */
  static void find(
      SteppingDefect seeded, String command, BiConsumer<String, SharedSessionsFactory> drive) {
    String name = seeded.toString();
    String expected = words(seeded.step(), seeded.difference());
    String actual = "nothing";
    long start = System.nanoTime();
    CheckResult.Builder result =
        CheckResult.of(
                CheckMethod.TRACE_VALIDATION,
                seeded.foundBy() + " finds defect",
                seeded.defect().implementation().toString())
            .defect(seeded.name())
            .reproduce(command);
    try {
      drive.accept(name, new MutatedImplementation(seeded.defect()));
    } catch (StepDivergence divergence) {
      actual = words(divergence.step(), divergence.difference());
      result.edges(divergence.steps());
    }
    VerdictLog.record(result.outcome(expected, actual).seconds(seconds(start)).build());
    assertThat(actual)
        .as("what is found in %s: %s", name, seeded.defect().what())
        .isEqualTo(expected);
  }

  private static String words(String step, String difference) {
    return "at \"%s\": %s".formatted(step, difference);
  }

  static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
