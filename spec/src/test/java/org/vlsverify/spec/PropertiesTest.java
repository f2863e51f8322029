package org.vlsverify.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No property of a specification is forgotten in a model, and none is without force: a seeded
 * defect violates it. A property is an operator without parameters below one of the headings, with
 * a comment right above it.
 */
class PropertiesTest {
  private static final Path TLA = ProjectRoot.path().resolve("spec").resolve("tla");

  private static final String INVARIANTS = "Safety: invariants";
  private static final String STEPS = "Safety: properties of steps";
  private static final String REFINEMENT = "Refinement";
  private static final String LIVENESS = "Liveness";

  /** A part of a property, defined where the properties are. */
  private static final Set<String> PARTS = Set.of("DeathsEnd");

  /** What no seeded defect violates, with the reason. */
  private static final Map<String, String> NEVER_VIOLATED =
      Map.of(
          "SharedDataLocking.TypeOK",
          "no defect of the protocol changes the type of a variable; ill-typed would be the model");

  private static final Pattern DEFINITION = Pattern.compile("(?m)\\*\\)\\R(\\w+) ==");
  private static final Pattern EXTENDS = Pattern.compile("(?m)^EXTENDS (\\w+)");

  private final List<Model> models = ModelCatalog.load().models();

  /** What a model checks: the module that its root module extends in the end, below MC.... */
  private static String specification(Model model) {
    String module = model.module().getFileName().toString().replace(".tla", "");
    while (module.startsWith("MC")) {
      Matcher base = EXTENDS.matcher(read(TLA.resolve(module + ".tla")));
      assertThat(base.find()).as("%s.tla extends a module", module).isTrue();
      module = base.group(1);
    }
    return module;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Model> modelsOf(String specification) {
    return models.stream().filter(model -> specification(model).equals(specification)).toList();
  }

  /** The properties that a specification defines below one of its headings. */
  private static Set<String> propertiesBelow(String specification, String heading) {
    String[] sections = read(TLA.resolve(specification + ".tla")).split("(?m)^\\(\\*{40,}\\)$");
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
    return names;
  }

  private static Set<String> invariants(String specification) {
    Set<String> names = propertiesBelow(specification, INVARIANTS);
    assertThat(names).as("properties below the heading \"%s\"", INVARIANTS).isNotEmpty();
    return names;
  }

  /** A refinement is a property of steps; what it needs has no comment of its own or parameters. */
  private static Set<String> propertiesOfSteps(String specification) {
    Set<String> names = propertiesBelow(specification, STEPS);
    propertiesBelow(specification, REFINEMENT).stream()
        .filter(name -> name.startsWith("Implements"))
        .forEach(names::add);
    return names;
  }

  /** The names that a configuration lists below a keyword. */
  private static List<String> listed(Path config, String keyword) {
    List<String> names = new ArrayList<>();
    boolean below = false;
    for (String line : read(config).lines().toList()) {
      if (!line.startsWith(" ")) {
        below = line.equals(keyword);
      } else if (below) {
        names.add(line.strip());
      }
    }
    return names;
  }

  private static boolean isFair(Model model) {
    return read(model.config()).contains("SPECIFICATION FairSpec");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SharedData", "SharedDataLocking", "WorkerPools"})
  void everyModelChecksEveryProperty(String specification) {
    assertThat(modelsOf(specification)).as("models of %s", specification).isNotEmpty();
    for (Model model : modelsOf(specification)) {
      Path config = model.config();
      List<String> properties = listed(config, "PROPERTIES");
      List<String> invariants = listed(config, "INVARIANTS");
      if (showsOneDefect(specification, model)) {
        assertThat(Stream.of(properties, invariants).flatMap(List::stream).toList())
            .as("properties in %s", config.getFileName())
            .contains(model.expected().property());
      } else if (isFair(model)) {
        assertThat(properties)
            .as("liveness properties in %s", config.getFileName())
            .containsExactlyInAnyOrderElementsOf(propertiesBelow(specification, LIVENESS));
      } else {
        assertThat(invariants)
            .as("invariants in %s", config.getFileName())
            .containsExactlyInAnyOrderElementsOf(invariants(specification));
        assertThat(properties)
            .as("properties of steps in %s", config.getFileName())
            .containsExactlyInAnyOrderElementsOf(propertiesOfSteps(specification));
      }
    }
  }

  /**
   * Such a model need not check everything: at the level of locks one error has many symptoms, and
   * an earlier one would hide the one that is meant. Neither need a fair one, since without
   * sessions some properties say nothing, which newer versions of TLC refuse.
   */
  private static boolean showsOneDefect(String specification, Model model) {
    return model.expected().verdict() != Verdict.OK
        && (isFair(model) || !specification.equals("SharedData"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SharedData", "SharedDataLocking", "WorkerPools"})
  void everyPropertyIsViolatedBySomeSeededDefect(String specification) {
    Set<String> properties =
        Stream.of(
                invariants(specification),
                propertiesOfSteps(specification),
                propertiesBelow(specification, LIVENESS))
            .flatMap(Set::stream)
            .filter(name -> !NEVER_VIOLATED.containsKey(specification + "." + name))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> violated =
        modelsOf(specification).stream()
            .map(model -> model.expected().property())
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(violated)
        .as("properties of %s, each violated by a seeded defect in models.json", specification)
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
