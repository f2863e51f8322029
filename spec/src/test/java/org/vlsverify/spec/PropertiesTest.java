package org.vlsverify.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No property of the abstract spec is forgotten in a model, and none is without force: a seeded
 * defect violates it.
 */
class PropertiesTest {
  private static final Path TLA = ProjectRoot.path().resolve("spec").resolve("tla");

  /** Parts of properties, defined where the properties are. */
  private static final Set<String> PARTS = Set.of("SomebodyLives", "DeathsEnd");

  private static final Pattern DEFINITION = Pattern.compile("(?m)^(\\w+) ==");

  private final List<Model> models = ModelCatalog.load().models();

  /** The properties that {@code SharedData.tla} defines below one of its headings. */
  private static Set<String> propertiesBelow(String heading) throws IOException {
    String[] sections =
        Files.readString(TLA.resolve("SharedData.tla")).split("(?m)^\\(\\*{40,}\\)$");
    Set<String> names = new TreeSet<>();
    for (int i = 0; i + 1 < sections.length; i++) {
      if (sections[i].contains("(* " + heading)) {
        Matcher definitions = DEFINITION.matcher(sections[i + 1]);
        while (definitions.find()) {
          names.add(definitions.group(1));
        }
      }
    }
    names.removeAll(PARTS);
    assertThat(names).as("properties below the heading \"%s\"", heading).isNotEmpty();
    return names;
  }

  /** The names that a configuration lists below a keyword. */
  private static List<String> listed(Path config, String keyword) throws IOException {
    List<String> names = new ArrayList<>();
    boolean below = false;
    for (String line : Files.readAllLines(config)) {
      if (!line.startsWith(" ")) {
        below = line.equals(keyword);
      } else if (below) {
        names.add(line.strip());
      }
    }
    return names;
  }

  private static boolean isFair(Model model) throws IOException {
    return Files.readString(model.config()).contains("SPECIFICATION FairSpec");
  }

  @Test
  void everyModelChecksEveryProperty() throws IOException {
    for (Model model : models) {
      Path config = model.config();
      if (isFair(model) && model.seededDefect() != null) {
        // Without sessions some properties say nothing, which newer versions of TLC refuse.
        assertThat(listed(config, "PROPERTIES"))
            .as("liveness properties in %s", config.getFileName())
            .contains(model.expected().property())
            .isSubsetOf(propertiesBelow("Liveness"));
      } else if (isFair(model)) {
        assertThat(listed(config, "PROPERTIES"))
            .as("liveness properties in %s", config.getFileName())
            .containsExactlyInAnyOrderElementsOf(propertiesBelow("Liveness"));
      } else {
        assertThat(listed(config, "INVARIANTS"))
            .as("invariants in %s", config.getFileName())
            .containsExactlyInAnyOrderElementsOf(propertiesBelow("Safety: invariants"));
        assertThat(listed(config, "PROPERTIES"))
            .as("properties of steps in %s", config.getFileName())
            .containsExactlyInAnyOrderElementsOf(propertiesBelow("Safety: properties of steps"));
      }
    }
  }

  @Test
  void everyPropertyIsViolatedBySomeSeededDefect() throws IOException {
    Set<String> properties =
        Stream.of(
                propertiesBelow("Safety: invariants"),
                propertiesBelow("Safety: properties of steps"),
                propertiesBelow("Liveness"))
            .flatMap(Set::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> violated =
        models.stream()
            .map(model -> model.expected().property())
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(violated)
        .as("properties of SharedData, each violated by a seeded defect in models.json")
        .containsExactlyElementsOf(properties);
  }

  @Test
  void everyConfigurationIsAModelInTheCatalog() throws IOException {
    try (Stream<Path> files = Files.list(TLA)) {
      assertThat(files.filter(file -> file.toString().endsWith(".cfg")))
          .as("the .cfg files in spec/tla, each of which has one entry in models.json")
          .containsExactlyInAnyOrderElementsOf(models.stream().map(Model::config).toList());
    }
  }
}
