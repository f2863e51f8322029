package org.vlsverify.spec.vls.cruns;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.module.TlcConfig;
import org.vlsverify.spec.run.ProjectRoot;

/** Writes a module with runs for TLC, and its configuration, beside copies of the project's. */
final class CRunModule {
  /** The model that has the steps of the source, in place of the hardened protocol. */
  private static final String MODEL = "Locking_AsCommitted";

  private static final String NAME = "RecordedCRuns";

  /** Room for more than any run uses, since a free slot or index is never missing in the source. */
  private static final int SPARE = 1;

  private CRunModule() {}

  /**
   * A module with these runs; its configuration is beside it.
   *
   * @param runs not empty
   * @param steps of each
   * @param replaced operators of the model, and by which; added to those of the model
   */
  static Path write(
      Path folder, List<CRun> runs, List<List<CSteps.Step>> steps, Map<String, String> replaced) {
    List<CNames> names = runs.stream().map(CNames::new).toList();
    Map<String, List<String>> sets = new LinkedHashMap<>();
    sets.put("w", named("w", names.stream().mapToInt(CNames::mostWorkers).max().orElse(1)));
    sets.put("t", named("t", names.stream().mapToInt(CNames::mostThreads).max().orElse(1)));
    sets.put("s", named("s", most(runs, CRunModule::sessions)));
    StringBuilder module = new StringBuilder();
    module.append("---- MODULE " + NAME + " ----\nEXTENDS ");
    module.append(replaced.isEmpty() ? "TraceCRuns" : "UndoneChanges").append("\nCONSTANTS ");
    module.append(all(sets).collect(Collectors.joining(", "))).append('\n');
    Map<String, String> states = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      module.append(
          steps.get(i).stream().map(step -> record(step, states, module)).toList().stream()
              .collect(Collectors.joining(",\n", "Run" + i + " == <<\n", ">>\n")));
    }
    module.append(
        IntStream.range(0, runs.size())
            .mapToObj(i -> "Run" + i)
            .collect(Collectors.joining(", ", "AllRuns == <<", ">>\n====\n")));
    Map<String, String> constants = new LinkedHashMap<>();
    all(sets).forEach(name -> constants.put(name, "= " + name));
    TlcConfig model = TlcConfig.of(ModelCatalog.load().model(MODEL).configText());
    constants.putAll(model.constants());
    constants.put("Workers", set(sets.get("w")));
    constants.put("ThreadNames", set(sets.get("t")));
    constants.put("Sessions", set(sets.get("s")));
    constants.put("Listenable", set(sets.get("s")));
    constants.put("SlotCapacity", "= " + (most(runs, CRunModule::slots) + SPARE));
    constants.put("SharedCapacity", "= " + (most(runs, CRunModule::elements) + SPARE));
    constants.put("Operations", "<- AllOperations");
    constants.put("Root", "= w0");
    constants.put("Main", "= t0");
    constants.put("Runs", "<- AllRuns");
    constants.put("NewSessions", "<- OneNewSession");
    constants.put("ZeroWorker", "<- RootIsZero");
    replaced.forEach((right, wrong) -> constants.put(right, "<- " + wrong));
    TlcConfig config =
        new TlcConfig(
            constants,
            Map.of(
                TlcConfig.SPECIFICATION, List.of("TraceSpec"),
                TlcConfig.CHECK_DEADLOCK, List.of("FALSE")));
    return write(folder, module.toString(), config.text());
  }

  /** A state that was recorded before has a name. */
  private static String record(CSteps.Step step, Map<String, String> states, StringBuilder module) {
    if (step.state().isEmpty()) {
      return "[" + step.fields() + "]";
    }
    String name =
        states.computeIfAbsent(
            step.state(),
            text -> {
              String next = "State" + states.size();
              module.append(next + " == " + text + "\n");
              return next;
            });
    return "[" + step.fields() + ", state |-> " + name + "]";
  }

  private static Stream<String> all(Map<String, List<String>> sets) {
    return sets.values().stream().flatMap(List::stream);
  }

  private static List<String> named(String letter, int count) {
    return IntStream.range(0, count).mapToObj(i -> letter + i).toList();
  }

  private static String set(List<String> names) {
    return "= {" + String.join(", ", names) + "}";
  }

  private static int most(List<CRun> runs, ToIntFunction<CRun> size) {
    return Math.max(1, runs.stream().mapToInt(size).max().orElse(1));
  }

  private static int sessions(CRun run) {
    return (int) run.events().stream().filter(e -> e.is("enter", "vls_alloc")).count();
  }

  private static int slots(CRun run) {
    return run.events().stream()
        .filter(CEvent::hasState)
        .flatMap(e -> stream(e.json().get("cp")))
        .flatMap(worker -> stream(worker.get("s")))
        .mapToInt(copy -> copy.get(0).intValue() + 1)
        .max()
        .orElse(1);
  }

  private static int elements(CRun run) {
    return run.events().stream()
        .filter(CEvent::hasState)
        .flatMap(e -> stream(e.json().get("el")))
        .mapToInt(element -> element.get("i").intValue() + 1)
        .max()
        .orElse(1);
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static Path write(Path folder, String module, String config) {
    try {
      for (Path modules : List.of(ProjectRoot.path().resolve("spec/tla"), CMapping.folder())) {
        try (Stream<Path> files = Files.list(modules)) {
          for (Path file : files.filter(f -> f.toString().endsWith(".tla")).toList()) {
            Files.copy(file, folder.resolve(file.getFileName()));
          }
        }
      }
      Files.writeString(folder.resolve(NAME + ".cfg"), config);
      Path file = folder.resolve(NAME + ".tla");
      Files.writeString(file, module);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
