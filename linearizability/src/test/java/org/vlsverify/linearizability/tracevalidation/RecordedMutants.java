package org.vlsverify.linearizability.tracevalidation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.linearizability.stepping.SteppingDefect;
import org.vlsverify.linearizability.stepping.TappedClasses;
import org.vlsverify.linearizability.tracevalidation.ValidationReport.Rejection;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/**
 * Which seeded defects of {@code locked} free runs of the mutants show, as measured; and for each
 * of them the shortest of these runs, stored up to the event that fits no step. How often free runs
 * show a defect varies, but a stored run is always rejected.
 */
final class RecordedMutants {
  static final String UPDATE = "vls.traces.update";

  /** Regular expression for design and name. */
  private static final String ONLY = "vls.detection.only";

  private static final Path FOLDER = ChangedRuns.STORED.resolveSibling("mutants");
  private static final Path DATA = ChangedRuns.STORED.resolveSibling("mutants.json");
  private static final int RUNS = 10;
  private static final int CALLS = 60;
  private static final long LONGEST_MILLIS = 4_000;

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What was measured.
   *
   * @param name of the defect
   * @param rejected of how many runs
   * @param runs how many there were
   * @param line of the stored run in which the event is that fits no step; null without one
   * @param sentence what is wrong with it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Measured(String name, int rejected, int runs, Integer line, String sentence) {
    String variant() {
      return new Implementation(Design.LOCKED, ThreadModel.MULTI_THREADED).toString();
    }

    RecordedRun stored() {
      return RecordedRun.read(file(name));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private RecordedMutants() {}

  static List<SteppingDefect> defects() {
    return SteppingDefect.all(Design.LOCKED);
  }

  static List<Measured> all() {
    try {
      return JSON.readValue(DATA.toFile(), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In a folder for each class that is mutated. */
  private static Path file(String name) {
    SteppingDefect seeded =
        defects().stream().filter(defect -> defect.name().equals(name)).findFirst().orElseThrow();
    return FOLDER.resolve(seeded.defect().file()).resolve(name + ".ndjson");
  }

  /** Measures all of them anew, or those that a property names, and stores the runs. */
  static void update() {
    List<Measured> before = all();
    List<Measured> all = new ArrayList<>();
    for (SteppingDefect defect : defects()) {
      if (defect.toString().matches(System.getProperty(ONLY, ".*"))) {
        all.add(measure(defect));
        System.out.println(all.get(all.size() - 1));
      } else {
        before.stream().filter(each -> each.name.equals(defect.name())).forEach(all::add);
      }
    }
    try {
      JSON.writerWithDefaultPrettyPrinter().writeValue(DATA.toFile(), all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Measured measure(SteppingDefect defect) {
    TappedClasses classes = new TappedClasses(new MutatedImplementation(defect.defect()));
    List<RecordedRun> runs = new ArrayList<>();
    for (int seed = 0; seed < RUNS; seed++) {
      runs.add(
          FreeRun.record(
              classes,
              TraceValidationCheck.BOUNDS,
              TraceValidationCheck.THREADS,
              CALLS,
              seed,
              LONGEST_MILLIS));
    }
    List<Rejection> rejections = TraceValidation.validate(runs).rejections();
    Optional<Rejection> shortest =
        rejections.stream().min(Comparator.comparingInt(Rejection::line));
    shortest.ifPresent(first -> store(defect.name(), runs.get(first.run()), first));
    return new Measured(
        defect.name(),
        rejections.size(),
        RUNS,
        shortest.map(first -> lineOfStored(defect.name())).orElse(null),
        shortest.map(Rejection::sentence).orElse(null));
  }

  /** The last event. */
  private static int lineOfStored(String name) {
    return RecordedRun.read(file(name)).events().size() + 1;
  }

  /** Calls that have not returned by then are left out. */
  private static void store(String name, RecordedRun run, Rejection rejection) {
    List<RunEvent> events = new ArrayList<>(run.events().subList(0, rejection.line() - 1));
    List<Integer> returned =
        events.stream()
            .filter(event -> event.event().equals("refused"))
            .map(RunEvent::call)
            .toList();
    events.removeIf(event -> event.event().equals("call") && !returned.contains(event.call()));
    Path file = file(name);
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new RecordedRun(run.header(), events).write(file);
  }
}
