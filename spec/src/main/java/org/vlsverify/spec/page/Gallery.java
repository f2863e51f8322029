package org.vlsverify.spec.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.vlsverify.spec.Model;
import org.vlsverify.spec.ModelCatalog;
import org.vlsverify.spec.ProjectRoot;
import org.vlsverify.spec.Trace;
import org.vlsverify.spec.TraceJson;

/** All stored counterexamples as pages, with a page that lists them. */
public final class Gallery {
  private static final String INDEX = "index.html";

  private record Defect(String what, String upstream) {}

  private Gallery() {}

  /**
   * @param arguments the folder to write to, which is made if it is not there
   * @throws IOException if something cannot be read or written
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("The argument is the folder to write to.");
    }
    write(Path.of(arguments[0]));
  }

  /**
   * Writes all pages.
   *
   * @param folder where to, not null; made if it is not there
   * @return how many traces there are
   * @throws IOException if something cannot be read or written
   */
  public static int write(Path folder) throws IOException {
    Path spec = ProjectRoot.path().resolve("spec");
    Map<String, Defect> defects = defects(spec.resolve(Path.of("tla", "defects.json")));
    Map<String, Model> models = new HashMap<>();
    ModelCatalog.load().models().forEach(model -> models.put(model.name(), model));
    Files.createDirectories(folder);
    StringBuilder rows = new StringBuilder();
    List<Path> files;
    try (Stream<Path> listed =
        Files.list(spec.resolve(Path.of("src", "test", "resources", "traces")))) {
      files = listed.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    for (Path file : files) {
      Trace trace = TraceJson.read(file);
      Model model = models.get(trace.model());
      TracePage.About about =
          model == null ? TracePage.About.of(trace) : TracePage.About.of(trace, model);
      Defect defect = defects.getOrDefault(trace.model(), new Defect(about.what(), ""));
      String page = trace.model() + ".html";
      Files.writeString(
          folder.resolve(page),
          TracePage.html(trace, about.with(defect.what(), defect.upstream(), INDEX)));
      rows.append(row(page, trace, defect));
    }
    Files.writeString(
        folder.resolve(INDEX),
        TracePage.resource("gallery.html")
            .replace("{{style}}", TracePage.resource("gallery.css"))
            .replace("{{count}}", Integer.toString(files.size()))
            .replace("{{rows}}", rows));
    return files.size();
  }

  private static String row(String page, Trace trace, Defect defect) {
    String property = trace.problem().property();
    return "<tr><td><a href=\"%s#%d\">%s</a></td><td>%s</td><td>%s</td><td>%d</td><td>%s</td></tr>%n"
        .formatted(
            TracePage.escape(page),
            0,
            TracePage.escape(trace.model()),
            TracePage.escape(defect.what()),
            TracePage.escape(defect.upstream()),
            trace.length(),
            TracePage.escape(property == null ? trace.problem().kind().name() : property));
  }

  /** Model to its defect. */
  private static Map<String, Defect> defects(Path file) throws IOException {
    Map<String, Defect> found = new HashMap<>();
    for (JsonNode defect : new JsonMapper().readTree(file.toFile()).required("defects")) {
      for (JsonNode model : defect.required("models")) {
        found.put(
            model.textValue(),
            new Defect(defect.required("what").textValue(), defect.path("upstream").asText("")));
      }
    }
    return found;
  }
}
