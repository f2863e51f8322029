package org.vlsverify.linearizability.tracevalidation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vlsverify.spec.run.ProjectRoot;
import org.vlsverify.spec.tla.TlaValue;

/** Writes modules and configurations for TLC, beside copies of those of the project. */
final class RunModule {
  private static final Path MODULES = ProjectRoot.path().resolve("spec").resolve("tla");

  /** What all trace modules extend is beside the models of the abstract specification. */
  private static final String COMMON = "SharedData";

  private RunModule() {}

  /**
   * A module with runs of the same bounds, and what TLC needs for it. A state without a step is a
   * run that does not fit.
   *
   * @return the module's file; its configuration is beside it
   */
  static Path ofRuns(Path folder, List<RecordedRun> runs) {
    RecordedRun.Header header = runs.get(0).header();
    RunText text = new RunText(header);
    StringBuilder module = new StringBuilder();
    RunDesign design = header.runDesign();
    module.append("---- MODULE RecordedRuns ----\nEXTENDS Trace" + design.specification() + "\n");
    module.append("CONSTANTS ").append(String.join(", ", text.names())).append('\n');
    module.append(design.definitions());
    for (int i = 0; i < runs.size(); i++) {
      module.append("Run").append(i).append(" == <<\n");
      RunText ofRun = new RunText(header, runs.get(i).events());
      module.append(
          runs.get(i).events().stream().map(ofRun::event).collect(Collectors.joining(",\n")));
      module.append(">>\n");
    }
    module.append(
        Stream.iterate(0, i -> i + 1)
            .limit(runs.size())
            .map(i -> "Run" + i)
            .collect(Collectors.joining(", ", "AllRuns == <<", ">>\n")));
    module.append(
        runs.stream()
            .map(run -> run.header().root())
            .collect(Collectors.joining(", ", "AllRoots == <<", ">>\n")));
    module.append("====\n");
    return write(
        folder,
        design,
        "RecordedRuns",
        module.toString(),
        config(header, text.names())
            + "  Runs <- AllRuns\n  Roots <- AllRoots\n"
            + "SPECIFICATION TraceSpec\n"
            + design.invariant()
            + "CHECK_DEADLOCK TRUE\n");
  }

  /**
   * A module of the lock-level specification with these initial states.
   *
   * @param states variable to value
   * @return the module's file; its configuration is beside it
   */
  static Path ofStates(Path folder, RecordedRun.Header header, List<Map<String, TlaValue>> states) {
    List<String> names = new RunText(header).names();
    String module =
        "---- MODULE RejectedStates ----\nEXTENDS "
            + header.runDesign().specification()
            + ", TLC\nCONSTANTS "
            + String.join(", ", names)
            + "\n"
            + header.runDesign().definitions()
            + "StatesInit ==\n"
            + states.stream().map(RunModule::state).collect(Collectors.joining())
            + "StatesSpec == StatesInit /\\ [][Next]_vars\n====\n";
    return write(
        folder,
        header.runDesign(),
        "RejectedStates",
        module,
        config(header, names) + "SPECIFICATION StatesSpec\nCHECK_DEADLOCK FALSE\n");
  }

  private static String state(Map<String, TlaValue> state) {
    return state.entrySet().stream()
        .map(value -> "/\\ %s = %s".formatted(value.getKey(), value.getValue()))
        .collect(Collectors.joining("\n     ", "  \\/ ", "\n"));
  }

  private static String config(RecordedRun.Header header, List<String> names) {
    return "CONSTANTS\n"
        + names.stream()
            .map(name -> "  %s = %s%n".formatted(name, name))
            .collect(Collectors.joining())
        + set("Workers", RunText.names("w", header.workers()))
        + set("ThreadNames", RunText.names("t", header.threads()))
        + set("Sessions", RunText.names("s", header.sessions()))
        + set("Listenable", header.listenable())
        + "  SlotCapacity = %d%n  SharedCapacity = %d%n"
            .formatted(header.slots(), header.sharedCapacity())
        + header.runDesign().constants();
  }

  private static String set(String name, List<String> elements) {
    return "  %s = {%s}%n".formatted(name, String.join(", ", elements));
  }

  private static Path write(
      Path folder, RunDesign design, String name, String module, String config) {
    try {
      Path models = MODULES.resolve("models");
      for (Path modules :
          List.of(MODULES, models.resolve(COMMON), models.resolve(design.specification()))) {
        copyModules(modules, folder);
      }
      Path file = folder.resolve(name + ".tla");
      Files.writeString(file, module);
      Files.writeString(folder.resolve(name + ".cfg"), config);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copyModules(Path from, Path folder) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".tla")).toList()) {
        Path copy = folder.resolve(file.getFileName());
        if (!Files.exists(copy)) {
          Files.copy(file, copy);
        }
      }
    }
  }

  /** The configuration beside a module. */
  static Path config(Path module) {
    return module.resolveSibling(module.getFileName().toString().replace(".tla", ".cfg"));
  }
}
