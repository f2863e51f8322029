package org.vlsverify.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.vlsverify.spec.model.LastRun;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.model.StoredTrace;
import org.vlsverify.spec.run.BadInputException;
import org.vlsverify.spec.run.ProjectRoot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists models, defects and traces. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists the models with their time in the last run, the seeded defects, and the stored"
          + " traces: those of the specifications, and those of the last run in"
          + " target/verification/traces, each with how vls replay runs it, if it can.",
      ""
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {ExitCodes.OK_TEXT, ExitCodes.BAD_INPUT_TEXT, ExitCodes.DEFECT_TEXT})
final class ListCommand implements Callable<Integer> {
  /** The folder of the last run's traces, from the project's root. */
  private static final Path OF_LAST_RUN = Path.of("target", "verification", "traces");

  /** The kinds of entries. */
  private enum Kind {
    MODELS,
    DEFECTS,
    TRACES
  }

  /** The output formats. */
  private enum Format {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "KIND",
      description = "models, defects or traces; the default is all of them.")
  private List<Kind> kinds = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text for people or json for programs; the default is ${DEFAULT-VALUE}.")
  private Format format;

  @Override
  public Integer call() {
    Path root = ProjectRoot.path();
    Set<Kind> chosen = kinds.isEmpty() ? EnumSet.allOf(Kind.class) : EnumSet.copyOf(kinds);
    List<Model> models = ModelCatalog.load().models();
    ObjectNode all = new JsonMapper().createObjectNode();
    if (chosen.contains(Kind.MODELS)) {
      ArrayNode entries = all.putArray("models");
      Map<String, Double> seconds = LastRun.seconds();
      for (Model model : models) {
        entries
            .addObject()
            .put("seconds", seconds.get(model.name()))
            .put("name", model.name())
            .put("budget", model.budget().toString().toLowerCase(Locale.ROOT))
            .put("method", model.method().toString())
            .put("what", model.what());
      }
    }
    if (chosen.contains(Kind.DEFECTS)) {
      ArrayNode entries = all.putArray("defects");
      for (Model model : models) {
        if (model.seededDefect() != null) {
          entries
              .addObject()
              .put("name", model.seededDefect())
              .put("model", model.name())
              .put("what", model.what());
        }
      }
    }
    if (chosen.contains(Kind.TRACES)) {
      ArrayNode entries = all.putArray("traces");
      for (Path file : traces(root)) {
        ObjectNode entry = entries.addObject().put("file", file.toString());
        ReplayCommand.how(root.resolve(file)).ifPresent(how -> entry.put("replay", how));
      }
    }
    print(all);
    return ExitCodes.OK;
  }

  private static List<Path> traces(Path root) {
    List<Path> traces = new ArrayList<>(StoredTrace.all());
    if (Files.isDirectory(root.resolve(OF_LAST_RUN))) {
      try (Stream<Path> files = Files.list(root.resolve(OF_LAST_RUN))) {
        files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(traces::add);
      } catch (IOException e) {
        throw new BadInputException("The folder " + OF_LAST_RUN + " cannot be read.", e);
      }
    }
    return traces.stream().map(root::relativize).toList();
  }

  private void print(ObjectNode all) {
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      try {
        out.println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
      return;
    }
    boolean first = true;
    for (var kind : all.properties()) {
      out.printf(
          "%s%s (%d)%n",
          first ? "" : System.lineSeparator(),
          Character.toUpperCase(kind.getKey().charAt(0)) + kind.getKey().substring(1),
          kind.getValue().size());
      first = false;
      kind.getValue()
          .forEach(
              entry -> {
                if (entry.has("budget")) {
                  out.printf(
                      "  %-44s %-8s %6s  %s%n",
                      entry.get("name").textValue(),
                      entry.get("budget").textValue(),
                      LastRun.column(
                          entry.get("seconds").isNull() ? null : entry.get("seconds").asDouble()),
                      entry.get("what").textValue());
                } else if (entry.has("model")) {
                  out.printf(
                      "  %-34s %s%n",
                      entry.get("name").textValue(), entry.get("model").textValue());
                } else {
                  out.printf(
                      "  %s%s%n",
                      entry.get("file").textValue(),
                      entry.has("replay")
                          ? "  (vls replay: " + entry.get("replay").textValue() + ")"
                          : "");
                }
              });
    }
  }
}
