package org.vlsverify.spec.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vlsverify.spec.module.ModuleComments;
import org.vlsverify.spec.module.ModuleText;

/** Each property of a specification is violated by a seeded defect. */
class PropertiesTest {
  @TempDir Path directory;

  @Test
  void everyPropertyIsViolatedBySomeSeededDefect() {
    assertThat(complaints(ModelCatalog.load()))
        .as("properties that no seeded defect violates: add a row to \"defects\"")
        .isEmpty();
  }

  @Test
  void everySpecificationHasProperties() {
    Set<ModuleText> specifications =
        ModelCatalog.load().models().stream()
            .map(Model::module)
            .distinct()
            .map(ModuleText::of)
            .collect(Collectors.toSet());
    assertThat(specifications).isNotEmpty();
    assertThat(specifications)
        .allSatisfy(
            specification ->
                assertThat(specification.properties(ModuleText.INVARIANTS))
                    .as("invariants of %s", specification.name())
                    .isNotEmpty());
  }

  /** Gives one line for each property without force, without sentence, or with a stale excuse. */
  private static List<String> complaints(ModelCatalog catalog) {
    List<String> complaints = new ArrayList<>();
    SortedMap<String, String> sentences = new TreeMap<>();
    Set<String> violated = new TreeSet<>();
    Map<Path, ModuleText> specifications = new HashMap<>();
    for (Model model : catalog.models()) {
      ModuleText specification = specifications.computeIfAbsent(model.module(), ModuleText::of);
      violated.add(specification.name() + "." + model.expected().property());
    }
    for (ModuleText specification : new HashSet<>(specifications.values())) {
      for (String property : specification.properties()) {
        sentences.put(
            specification.name() + "." + property,
            ModuleComments.meaning(specification.file(), property).orElse(""));
      }
    }
    Set<String> excused = catalog.neverViolated().keySet();
    sentences.forEach(
        (property, sentence) -> {
          if (sentence.isEmpty()) {
            complaints.add(property + " has no comment right above it that says what it means");
          }
          if (!violated.contains(property) && !excused.contains(property)) {
            complaints.add(property + " is violated by no seeded defect");
          }
        });
    for (String property : excused) {
      if (!sentences.containsKey(property)) {
        complaints.add("there is no property " + property + ", named in \"neverViolated\"");
      } else if (violated.contains(property)) {
        complaints.add(property + " is violated; \"neverViolated\" says that it is not");
      }
    }
    return complaints;
  }

  private List<String> complaints(String module, String neverViolated) throws IOException {
    String stars = "(" + "*".repeat(45) + ")\n";
    Files.writeString(
        directory.resolve("M.tla"),
        "---- MODULE M ----\n"
            + stars
            + "(* Safety: invariants *)\n"
            + stars
            + "\n"
            + module
            + "====\n");
    Files.writeString(directory.resolve("m.cfg"), "SPECIFICATION Spec\nINVARIANTS\n  I\n");
    return complaints(
        ModelCatalog.load(
            Files.writeString(
                directory.resolve("manifest.json"),
                """
                {"module": "M", "neverViolated": {%s},
                 "models": [{"name": "m", "what": "What", "violates": "I"}]}
                """
                    .formatted(neverViolated))));
  }

  @Test
  void propertyWithoutDefectOrSentenceIsFound() throws IOException {
    assertThat(complaints("(* Says I. *)\nI == TRUE\n\n(* Says J. *)\nJ == TRUE\n", ""))
        .containsExactly("M.J is violated by no seeded defect");
    assertThat(complaints("I == TRUE\n", ""))
        .containsExactly("M.I has no comment right above it that says what it means");
  }

  @Test
  void staleExcuseIsFound() throws IOException {
    String module = "(* Says I. *)\nI == TRUE\n\n(* Says J. *)\nJ == TRUE\n";
    assertThat(complaints(module, "\"J\": \"Because\"")).isEmpty();
    assertThat(complaints(module, "\"J\": \"Because\", \"I\": \"So\", \"K\": \"So\""))
        .containsExactlyInAnyOrder(
            "M.I is violated; \"neverViolated\" says that it is not",
            "there is no property M.K, named in \"neverViolated\"");
  }
}
