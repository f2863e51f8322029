package org.vlsverify.spec;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vlsverify.spec.verdict.Edge;

/**
 * The document {@code spec/defects.md}: each defect with its counterexample. Made from {@code
 * defects.json}, {@code models.json} and the stored traces, all of which are checked.
 *
 * @param defects the defects in the order of the document
 * @param redundant measures without which nothing goes wrong
 * @param fairness the parts of the fairness that have to be strong
 */
record DefectsDocument(List<Defect> defects, List<Redundant> redundant, List<Fairness> fairness) {
  static final Path SOURCE = ProjectRoot.path().resolve(Path.of("spec", "tla", "defects.json"));
  static final Path FILE = ProjectRoot.path().resolve(Path.of("spec", "defects.md"));

  /**
   * @param id its name in the constant {@code Defects} of the specification, mostly
   * @param what what goes wrong, one sentence
   * @param inSource whether the source has it; or else it is a measure that has been left out
   * @param origin "catalogue", or "found here" by these models
   * @param upstream the commits of FD.io VPP that fixed it
   * @param models the models in which TLC finds it
   */
  record Defect(
      String id,
      String what,
      boolean inSource,
      String origin,
      String upstream,
      List<String> models) {}

  /**
   * @param measure what is left out
   * @param what why that is no defect, one sentence
   * @param model the model without the measure, in which TLC finds nothing
   */
  record Redundant(String measure, String what, String model) {}

  /**
   * @param part whose fairness it is, after "the strong fairness "
   * @param model the model in which it is weak, and TLC finds who is starved
   */
  record Fairness(String part, String model) {}

  /**
   * The specifications of the source and its hardened protocol, whose defects are described in
   * {@link #SOURCE}. Of the others the catalog of models says all there is.
   */
  private static final Set<String> SUBJECTS = Set.of("SharedDataLocking", "WorkerPools");

  /** Not a defect, but the sum of those that the source has. */
  private static final String ALL = "as-committed";

  static DefectsDocument load() throws IOException {
    return load(SOURCE);
  }

  static DefectsDocument load(Path source) throws IOException {
    return new JsonMapper().readValue(Files.readAllBytes(source), DefectsDocument.class);
  }

  /** Gives one line for everything in which the document and the catalog do not agree. */
  List<String> complaints(ModelCatalog catalog) {
    Map<String, Model> violated = new TreeMap<>();
    Map<String, Model> without = new TreeMap<>();
    for (Model model : catalog.models()) {
      if (model.expected().verdict().isViolation()) {
        boolean hasShortestTrace = model.simulate() == null;
        if (isAboutSubject(model) && hasShortestTrace && !ALL.equals(model.seededDefect())) {
          violated.put(model.name(), model);
        }
      } else if (model.seededDefect() != null) {
        without.put(model.name(), model);
      }
    }
    List<String> complaints = new ArrayList<>();
    for (Defect defect : defects) {
      Set<String> switched = new TreeSet<>();
      for (String name : defect.models()) {
        Model model = violated.remove(name);
        if (model == null) {
          complaints.add(defect.id() + ": " + name + " finds no defect, or is listed twice");
        } else if (model.seededDefect() != null) {
          switched.add(model.seededDefect());
        }
      }
      if (!switched.contains(defect.id())) {
        complaints.add(defect.id() + " is the defect of none of its models");
      }
    }
    for (Redundant measure : redundant) {
      if (without.remove(measure.model()) == null) {
        complaints.add(
            measure.measure() + ": " + measure.model() + " does not leave out a measure");
      }
    }
    for (Fairness part : fairness) {
      if (violated.remove(part.model()) == null) {
        complaints.add(part.part() + ": " + part.model() + " starves nobody, or is listed twice");
      }
    }
    violated.keySet().forEach(name -> complaints.add(name + " is missing among the defects"));
    without.keySet().forEach(name -> complaints.add(name + " is missing among the measures"));
    return complaints;
  }

  private static boolean isAboutSubject(Model model) {
    return model.edge() == Edge.LEFT && SUBJECTS.contains(Specification.of(model.module()).name());
  }

  private static final String INTRODUCTION =
      """
      # Defects, and the shortest way to each

      Generated from `spec/tla/defects.json`, `spec/tla/models.json` and the stored counterexamples;
      do not edit. Each defect of [SharedDataLocking](tla/SharedDataLocking.tla) (models
      `LockingDefect_...`) is a wrong operator of
      [MCSharedDataLockingDefects](tla/MCSharedDataLockingDefects.tla) in the place of a right one;
      each of [WorkerPools](tla/WorkerPools.tla) (models `PoolsDefect_...`) is a name in its constant
      `Defects`. Its model has that defect, alone or with what it depends on, and TLC must find it:
      with the property and the number of states below.

      In the source: whether VPP's code as committed has the defect; the others are measures of the
      hardened protocol that were left out. Origin: known from later upstream history (catalogue),
      or found with these models. Fixed upstream: the commit of FD.io VPP; `open` if it is known that
      there is none, `not known` if nobody has looked.

      """;

  private static final String FAIRNESS =
      """

      ## Where fairness has to be strong

      No defects: liveness holds with the fairness of `FairSpec`. Each part of it that is strong is
      weak in one of these models (formulas and operators of
      [MCSharedDataLockingFairness](tla/MCSharedDataLockingFairness.tla)), and TLC must find that
      somebody is starved: the loop at the end of the trace goes on for ever.

      """;

  private static final String OTHER_DESIGNS =
      """

      ## Defects of other designs

      The source has another design. These are slips that are easily made in
      [SharedDataOptimistic](tla/SharedDataOptimistic.tla), whose queries take no lock, and in
      [SharedDataGlobalLock](tla/SharedDataGlobalLock.tla), where one lock is for everything. Each is
      a wrong operator of [MCSharedDataOptimisticDefects](tla/MCSharedDataOptimisticDefects.tla) or
      [MCSharedDataGlobalLockDefects](tla/MCSharedDataGlobalLockDefects.tla), and TLC must find it.

      """;

  /** All of the document. */
  String markdown(ModelCatalog catalog) {
    StringBuilder out = new StringBuilder(INTRODUCTION);
    out.append(
            "| defect | what goes wrong | in the source | origin | fixed upstream | violates | states |\n")
        .append("| --- | --- | --- | --- | --- | --- | --- |\n");
    for (Defect defect : defects) {
      Model model = catalog.model(defect.models().get(0));
      out.append(
          "| [%s](#%s) | %s | %s | %s | %s | %s | %d |\n"
              .formatted(
                  defect.id(),
                  defect.id(),
                  defect.what(),
                  defect.inSource() ? "yes" : "no",
                  defect.origin(),
                  defect.upstream(),
                  model.expected().property(),
                  model.expected().traceLength()));
    }
    out.append("\n## Measures that turned out to be redundant\n\n")
        .append("| without | why nothing goes wrong | model, verdict OK |\n| --- | --- | --- |\n");
    for (Redundant measure : redundant) {
      out.append(
          "| %s | %s | %s |\n".formatted(measure.measure(), measure.what(), measure.model()));
    }
    for (Defect defect : defects) {
      out.append("\n## ").append(defect.id()).append("\n\n");
      for (String name : defect.models()) {
        append(out, catalog.model(name));
      }
    }
    out.append(FAIRNESS);
    for (Fairness part : fairness) {
      out.append("### The fairness ").append(part.part()).append("\n\n");
      append(out, catalog.model(part.model()));
    }
    appendOtherDesigns(out, catalog);
    return out.toString();
  }

  private static void appendOtherDesigns(StringBuilder out, ModelCatalog catalog) {
    List<Model> others =
        catalog.models().stream()
            .filter(model -> model.edge() == Edge.LEFT && !isAboutSubject(model))
            .filter(model -> model.expected().verdict().isViolation())
            .toList();
    out.append(OTHER_DESIGNS)
        .append("| defect | what goes wrong | violates | states |\n| --- | --- | --- | --- |\n");
    for (Model model : others) {
      out.append(
          "| [%s](#%s) | %s | %s | %d |\n"
              .formatted(
                  model.seededDefect(),
                  model.name().toLowerCase(Locale.ROOT),
                  model.what(),
                  model.expected().property(),
                  model.expected().traceLength()));
    }
    out.append("\n");
    for (Model model : others) {
      out.append("### ").append(model.name()).append("\n\n");
      append(out, model);
    }
  }

  private static void append(StringBuilder out, Model model) {
    String property = model.expected().property();
    Optional<String> meaning = SpecText.meaning(model.module(), property);
    out.append(model.what())
        .append(" Violates `%s`".formatted(property))
        .append(meaning.map(sentence -> ": " + sentence).orElse("."))
        .append("\n\n```\n")
        .append(TraceColumns.print(TraceJson.read(StoredTrace.of(model).file())))
        .append("```\n\n`%s`\n\n".formatted(model.command()));
  }
}
