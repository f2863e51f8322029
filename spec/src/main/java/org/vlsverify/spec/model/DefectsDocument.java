package org.vlsverify.spec.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vlsverify.spec.run.ProjectRoot;

/**
 * The document {@code spec/docs/defects.md}: tables of all seeded defects with links to their
 * counterexamples. Generated from the manifests and written by {@link ModelFiles}.
 */
final class DefectsDocument {
  static final Path FILE = ProjectRoot.path().resolve(Path.of("spec", "docs", "defects.md"));

  /** Not a defect, but all defects of the source together. */
  private static final String ALL = "as-committed";

  private static final String INTRODUCTION =
      """
      # Seeded defects and their shortest traces

      Written by `vls models write` from the manifests in [spec/tla/models](../tla/models); do not
      edit. Each defect has a model that switches it on, alone or with the defects it depends on.
      TLC must find it, with the property and the number of states in the table. The number links
      to the counterexample. `vls trace show FILE --columns` prints it with one column per thread,
      and `vls trace html FILE -o trace.html` writes it as a page.

      ## Defects of the source, and measures against them

      *In the source*: whether VPP's code as committed has the defect; `no` is a measure of the
      hardened protocol that the model leaves out, or a defect of later commits. *Origin*: known
      before, or found with these models. *Upstream*: the commit of FD.io VPP with the fix, or `open`.
      *Seen in the real code*: recorded runs ([c-runs](../c-runs/README.md)) that show it. The source
      was also read function by function: [audit.md](audit.md).

      """;

  private static final String REDUNDANT =
      """

      ## Redundant measures

      Measures without which TLC still finds no violation.

      | measure | why it is redundant | model |
      | --- | --- | --- |
      """;

  private static final String FAIRNESS =
      """

      ## Strong fairness that is needed

      Not defects: liveness holds with the fairness of `FairSpec`. In each of these models one
      strong fairness condition is weak instead, and a thread starves: the lasso repeats for ever.

      | weak fairness | consequence | violates | states |
      | --- | --- | --- | --- |
      """;

  private final ModelCatalog catalog;
  private final Map<String, List<Manifest.Row>> described = new LinkedHashMap<>();

  DefectsDocument(ModelCatalog catalog) {
    this.catalog = catalog;
    for (Manifest manifest : catalog.manifests()) {
      for (Manifest.Row row : manifest.content().defects()) {
        if (row.origin() != null) {
          described.computeIfAbsent(row.defect(), id -> new ArrayList<>()).add(row);
        }
      }
    }
  }

  /** The row of each model of a manifest, in order. */
  private Map<Manifest.Row, Model> defects(Manifest manifest) {
    Map<Manifest.Row, Model> models = new LinkedHashMap<>();
    for (Manifest.Row row : manifest.content().defects()) {
      String name =
          row.name() == null ? manifest.content().defectPrefix() + row.defect() : row.name();
      models.put(row, catalog.model(name));
    }
    return models;
  }

  /** Gives one line for each defect of the source that is not described exactly once. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    described.forEach(
        (defect, rows) -> {
          if (rows.size() > 1) {
            complaints.add(defect + " has several rows with \"origin\"");
          }
          if (rows.get(0).inSource() == null) {
            complaints.add(defect + " has \"origin\" and no \"inSource\"");
          }
        });
    Set<String> missing = new HashSet<>();
    for (Manifest manifest : catalog.manifests()) {
      if (manifest.isAboutSource()) {
        defects(manifest)
            .forEach(
                (row, model) -> {
                  if (row.fairness() == null
                      && !ALL.equals(row.defect())
                      && !described.containsKey(row.defect())
                      && missing.add(row.defect())) {
                    complaints.add(
                        model.name()
                            + ": no row says \"origin\" and \"inSource\" of "
                            + row.defect());
                  }
                });
      }
    }
    return complaints;
  }

  /** The whole document. */
  String markdown() {
    StringBuilder source = new StringBuilder(INTRODUCTION);
    source
        .append(
            "| defect | description | in the source | origin | upstream | seen in the real code |"
                + " violates | states |\n")
        .append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    StringBuilder redundant = new StringBuilder();
    StringBuilder fairness = new StringBuilder();
    StringBuilder others = new StringBuilder();
    for (Manifest manifest : catalog.manifests()) {
      if (!manifest.isAboutSource()) {
        others.append(
            "\n## Wrong operators of "
                + manifest.specification()
                + "\n\n| defect | description | violates | states |\n"
                + "| --- | --- | --- | --- |\n");
      }
      defects(manifest)
          .forEach(
              (row, model) -> {
                if (model.expected().property() == null) {
                  redundant.append(row(row.defect(), row.what(), "`" + model.name() + "`"));
                } else if (model.simulate() != null) {
                  return; // Its counterexample is not a shortest one.
                } else if (row.fairness() != null) {
                  fairness.append(row(row.fairness(), row.what(), violates(model), states(model)));
                } else if (manifest.isAboutSource()) {
                  source.append(
                      row(
                          row.defect(),
                          row.what(),
                          row.inSource() == null ? "" : row.inSource() ? "yes" : "no",
                          text(row.origin()),
                          text(row.upstream()),
                          row.seen() == null ? "" : String.join(", ", row.seen()),
                          violates(model),
                          states(model)));
                } else {
                  others.append(row(row.defect(), row.what(), violates(model), states(model)));
                }
              });
    }
    return source + REDUNDANT + redundant + FAIRNESS + fairness + others;
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String violates(Model model) {
    return "`" + model.expected().property() + "`";
  }

  private static String states(Model model) {
    Path document = FILE.getParent();
    String link = document.relativize(StoredTrace.of(model).file()).toString().replace('\\', '/');
    return "[%s](%s)".formatted(model.expected().traceLength(), link);
  }
}
