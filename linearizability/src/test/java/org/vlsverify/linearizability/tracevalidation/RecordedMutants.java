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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vlsverify.linearizability.call.Implementation;
import org.vlsverify.linearizability.mutant.MutatedImplementation;
import org.vlsverify.linearizability.stepping.SteppingDefect;
import org.vlsverify.linearizability.tracevalidation.ValidationReport.Rejection;
import org.vlsverify.sessions.ThreadModel;
import org.vlsverify.sessions.design.Design;

/**
 * Which seeded defects free runs of the mutants show, as measured; and for each of them the
 * shortest of these runs, stored up to the event that fits no step. How often free runs show a
 * defect varies, but a stored run is always rejected.
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
   * @param design {@code locked} if the data name none
   * @param name of the defect
   * @param rejected of how many runs
   * @param runs how many there were
   * @param line of the stored run in which the event is that fits no step; null without one
   * @param sentence what is wrong with it
   * @param reason why no run shows it; null if one does
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Measured(
      Design design,
      String name,
      int rejected,
      int runs,
      Integer line,
      String sentence,
      String reason) {
    Measured {
      design = design == null ? Design.LOCKED : design;
    }

    String variant() {
      return new Implementation(design, ThreadModel.MULTI_THREADED).toString();
    }

    RecordedRun stored() {
      return RecordedRun.read(file(this.toString()));
    }

    @Override
    public String toString() {
      return design + " with " + name;
    }
  }

  private RecordedMutants() {}

  static List<SteppingDefect> defects() {
    return SteppingDefect.all();
  }

  static List<Measured> all() {
    try {
      return JSON.readValue(DATA.toFile(), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In a folder for each class that is mutated. */
  private static Path file(String defect) {
    SteppingDefect seeded =
        defects().stream().filter(one -> one.toString().equals(defect)).findFirst().orElseThrow();
    Path folder =
        seeded.design() == Design.LOCKED ? FOLDER : FOLDER.resolve(seeded.design().toString());
    return folder.resolve(seeded.defect().file()).resolve(seeded.name() + ".ndjson");
  }

  /**
   * Measures all of them anew, or those that a property names, and stores the runs.
   *
   * @param designs those of whose mutants
   */
  static void update(Set<Design> designs) {
    Map<String, Measured> before =
        all().stream().collect(Collectors.toMap(Measured::toString, Function.identity()));
    List<Measured> all = new ArrayList<>();
    for (SteppingDefect defect : defects()) {
      Measured old = before.get(defect.toString());
      all.add(
          old == null
                  || designs.contains(defect.design())
                      && defect.toString().matches(System.getProperty(ONLY, ".*"))
              ? measure(defect, old == null ? null : old.reason())
              : old);
      System.out.println(all.get(all.size() - 1));
    }
    try {
      JSON.writerWithDefaultPrettyPrinter().writeValue(DATA.toFile(), all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Measured measure(SteppingDefect defect, String reason) {
    var classes = FreeRun.tapped(defect.design(), new MutatedImplementation(defect.defect()));
    List<RecordedRun> runs = new ArrayList<>();
    for (int seed = 0; seed < RUNS; seed++) {
      runs.add(
          FreeRun.record(
              defect.design(),
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
    shortest.ifPresent(first -> store(defect.toString(), runs.get(first.run()), first));
    return new Measured(
        defect.design(),
        defect.name(),
        rejections.size(),
        RUNS,
        shortest.map(first -> lineOfStored(defect.toString())).orElse(null),
        shortest.map(Rejection::sentence).orElse(null),
        shortest.isPresent() ? null : reason);
  }

  /** The last event. */
  private static int lineOfStored(String defect) {
    return RecordedRun.read(file(defect)).events().size() + 1;
  }

  /** Calls that have not returned by then are left out. */
  private static void store(String defect, RecordedRun run, Rejection rejection) {
    List<RunEvent> events = new ArrayList<>(run.events().subList(0, rejection.line() - 1));
    List<Integer> returned =
        events.stream()
            .filter(event -> event.event().equals("refused"))
            .map(RunEvent::call)
            .toList();
    events.removeIf(event -> event.event().equals("call") && !returned.contains(event.call()));
    Path file = file(defect);
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new RecordedRun(run.header(), events).write(file);
  }
}
