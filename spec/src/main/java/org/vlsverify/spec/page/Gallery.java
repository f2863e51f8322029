package org.vlsverify.spec.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.model.StoredTrace;
import org.vlsverify.spec.run.NeutralLocale;
import org.vlsverify.spec.tlc.Verdict;
import org.vlsverify.spec.trace.Trace;
import org.vlsverify.spec.trace.TraceJson;

/** All stored counterexamples as pages, with a page that lists them. */
public final class Gallery {
  private static final String INDEX = "index.html";
  private static final String OTHERS = "";

  /** Prefix of model names to the group of their traces; in the order of the list. */
  private static final Map<String, String> GROUPS = groups();

  private record Defect(String what, String upstream) {}

  /** A line of the list. */
  private record Row(String group, Verdict kind, String property, String model, String html) {}

  private Gallery() {}

  private static Map<String, String> groups() {
    Map<String, String> groups = new LinkedHashMap<>();
    groups.put("Defect_", "Abstract specification");
    groups.put("Locking_", "Lock level: the source as committed");
    groups.put("LockingDefect_", "Lock level: seeded defects");
    groups.put("LockingWeak_", "Lock level: weak fairness instead of strong");
    groups.put("PoolsDefect_", "The two pools of workers");
    groups.put("GlobalLockDefect_", "Design with one global lock");
    groups.put("OptimisticDefect_", "Design with optimistic queries");
    groups.put(OTHERS, "Others");
    return groups;
  }

  /**
   * @param arguments the output folder; created if missing
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] arguments) throws IOException {
    NeutralLocale.use();
    if (arguments.length != 1) {
      throw new IllegalArgumentException("One argument is needed: the folder for the pages.");
    }
    write(Path.of(arguments[0]));
  }

  /**
   * Writes all pages.
   *
   * @param folder the output folder, not null; created if missing
   * @return the number of traces
   * @throws IOException if a file cannot be read or written
   */
  public static int write(Path folder) throws IOException {
    ModelCatalog catalog = ModelCatalog.load();
    Map<String, Model> models = new HashMap<>();
    catalog.models().forEach(model -> models.put(model.name(), model));
    Files.createDirectories(folder);
    List<Row> rows = new ArrayList<>();
    List<Path> files = StoredTrace.all();
    for (Path file : files) {
      Trace trace = TraceJson.read(file);
      Model model = models.get(trace.model());
      TracePage.About about =
          model == null ? TracePage.About.of(trace) : TracePage.About.of(trace, model);
      Defect defect = new Defect(about.what(), model == null ? "" : catalog.upstream(model));
      String page = trace.model() + ".html";
      Files.writeString(
          folder.resolve(page),
          TracePage.html(trace, about.with(defect.what(), defect.upstream(), INDEX)));
      rows.add(row(page, trace, defect));
    }
    Files.writeString(
        folder.resolve(INDEX),
        TracePage.document(
            "gallery",
            "%d counterexamples".formatted(files.size()),
            Map.of("rows", table(rows), "script", TracePage.resource("gallery.js"))));
    return files.size();
  }

  private static Row row(String page, Trace trace, Defect defect) {
    Verdict kind = trace.problem().kind();
    String property = trace.problem().property() == null ? "" : trace.problem().property();
    String html =
        """
        <tr class="trace"><td><a href="%s">%s</a></td><td>%s</td><td>%s</td><td>%d</td>\
        <td class="model">%s</td></tr>
        """
            .formatted(
                TracePage.escape(page),
                TracePage.escape(defect.what()),
                TracePage.escape(property.isEmpty() ? kind.name() : property),
                TracePage.escape(defect.upstream()),
                trace.length(),
                TracePage.escape(trace.model()));
    String group =
        GROUPS.keySet().stream().filter(trace.model()::startsWith).findFirst().orElse(OTHERS);
    return new Row(group, kind, property, trace.model(), html);
  }

  /**
   * Groups in their order; in each, violations of invariants, then of action properties, then of
   * liveness.
   */
  private static String table(List<Row> rows) {
    rows.sort(
        Comparator.comparing(Row::kind).thenComparing(Row::property).thenComparing(Row::model));
    StringBuilder table = new StringBuilder();
    GROUPS.forEach(
        (group, title) -> {
          List<Row> those = rows.stream().filter(row -> row.group().equals(group)).toList();
          if (!those.isEmpty()) {
            table.append(
                """
                <tbody>
                <tr><th colspan="5"><h2>%s</h2></th></tr>
                <tr class="names"><th>Defect</th><th>Violates</th><th>Fixed upstream</th>\
                <th>States</th><th>Model</th></tr>
                """
                    .formatted(TracePage.escape(title)));
            those.forEach(row -> table.append(row.html()));
            table.append("</tbody>\n");
          }
        });
    return table.toString();
  }
}
