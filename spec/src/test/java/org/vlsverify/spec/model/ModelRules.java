package org.vlsverify.spec.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vlsverify.spec.module.ModuleComments;
import org.vlsverify.spec.module.ModuleText;
import org.vlsverify.spec.tlc.Verdict;

/**
 * What the models of a catalog have to check. A model with the verdict OK checks everything that
 * its specification says (of liveness, a part, if others that differ in the fairness only check the
 * rest); a seeded defect of {@code SharedData} does so, too, and another one checks at least what
 * it must violate. Everything that a specification says is violated by some seeded defect, or the
 * catalog gives the reason why not.
 */
final class ModelRules {
  /** The specification whose models are small enough to check everything in each of them. */
  private static final String ALL_IN_EACH_MODEL = "SharedData";

  private static final Pattern KEYWORD =
      Pattern.compile(
          "CONSTANTS?|INVARIANTS?|PROPERTY|PROPERTIES|SPECIFICATION|INIT|NEXT|CONSTRAINTS?"
              + "|ACTION_CONSTRAINTS?|SYMMETRY|VIEW|CHECK_DEADLOCK|ALIAS|POSTCONDITION");

  private final ModelCatalog catalog;
  private final Map<Model, ModuleText> specifications = new HashMap<>();
  private final Map<List<Object>, SortedSet<String>> said = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();

  private ModelRules(ModelCatalog catalog) {
    this.catalog = catalog;
    Map<Path, ModuleText> read = new HashMap<>();
    for (Model model : catalog.models()) {
      specifications.put(model, read.computeIfAbsent(model.module(), ModuleText::of));
    }
  }

  /** Gives one line for each model that does not list what it has to. */
  static List<String> complaintsAboutModels(ModelCatalog catalog) {
    ModelRules rules = new ModelRules(catalog);
    catalog.models().forEach(rules::checkModel);
    return rules.complaints;
  }

  /** Gives one line for each property without force, without sentence, or with a stale excuse. */
  static List<String> complaintsAboutProperties(ModelCatalog catalog) {
    ModelRules rules = new ModelRules(catalog);
    rules.checkProperties();
    return rules.complaints;
  }

  private void checkModel(Model model) {
    ModuleText specification = specifications.get(model);
    SortedSet<String> invariants = listed(model, "INVARIANT");
    SortedSet<String> properties = listed(model, "PROPERT");
    SortedSet<String> liveness = said(specification, ModuleText.LIVENESS);
    boolean ok = isOk(model);
    boolean complete = ok || specification.name().equals(ALL_IN_EACH_MODEL);
    if (isFair(model) && complete) {
      // Without sessions some properties say nothing, which newer versions of TLC refuse.
      boolean everything = !ok || livenessBeside(model).equals(liveness);
      boolean nothingElse = !properties.isEmpty() && liveness.containsAll(properties);
      require(everything && nothingElse, model, liveness);
    } else if (complete) {
      SortedSet<String> aboutSteps = said(specification, ModuleText.STEP_PROPERTIES);
      if (!startsElsewhere(model)) {
        aboutSteps.addAll(said(specification, ModuleText.REFINEMENT));
      }
      SortedSet<String> ofStates = said(specification, ModuleText.INVARIANTS);
      require(invariants.equals(ofStates), model, ofStates);
      require(properties.equals(aboutSteps), model, aboutSteps);
    }
    String violated = model.expected().property();
    if (violated != null) {
      boolean isListed = invariants.contains(violated) || properties.contains(violated);
      require(isListed, model, Set.of(violated));
    }
  }

  /** What a section of a specification says, a copy; looked up once, since it takes a while. */
  private SortedSet<String> said(ModuleText specification, String heading) {
    return new TreeSet<>(
        said.computeIfAbsent(
            List.of(specification.file(), heading), key -> specification.properties(heading)));
  }

  private void require(boolean condition, Model model, Set<String> wanted) {
    if (!condition) {
      complaints.add(
          "%s has to list %s"
              .formatted(model.config().getFileName(), String.join(", ", new TreeSet<>(wanted))));
    }
  }

  /**
   * The liveness that is checked of what a model describes, by it and by models that differ from it
   * in the fairness only: what needs less of it is checked with less.
   */
  private Set<String> livenessBeside(Model model) {
    List<String> constants = words(model, "CONSTANT");
    return catalog.models().stream()
        .filter(other -> specifications.get(other).equals(specifications.get(model)))
        .filter(other -> isFair(other) && isOk(other))
        .filter(other -> words(other, "CONSTANT").equals(constants))
        .flatMap(other -> listed(other, "PROPERT").stream())
        .collect(Collectors.toSet());
  }

  private static boolean isOk(Model model) {
    return model.expected().verdict() == Verdict.OK;
  }

  private static boolean isFair(Model model) {
    return listed(model, "SPECIFICATION").stream().anyMatch(name -> name.contains("Fair"));
  }

  /** Whether it does not start where its specification does; then it implements nothing. */
  private static boolean startsElsewhere(Model model) {
    return listed(model, "CONSTANT").contains("Init");
  }

  private void checkProperties() {
    SortedMap<String, String> sentences = new TreeMap<>();
    for (ModuleText specification : Set.copyOf(specifications.values())) {
      for (String property : specification.properties()) {
        sentences.put(
            specification.name() + "." + property,
            ModuleComments.meaning(specification.file(), property).orElse(""));
      }
    }
    Set<String> violated = new TreeSet<>();
    specifications.forEach(
        (model, specification) ->
            violated.add(specification.name() + "." + model.expected().property()));
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
  }

  /** The names that a configuration lists below a keyword, which is known by its beginning. */
  private static SortedSet<String> listed(Model model, String keyword) {
    return new TreeSet<>(words(model, keyword));
  }

  /** What a configuration says below a keyword, word by word. */
  private static List<String> words(Model model, String keyword) {
    String text;
    try {
      text = Files.readString(model.config());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> words = new ArrayList<>();
    boolean below = false;
    for (String word : ModuleText.withoutComments(text).strip().split("\\s+")) {
      if (KEYWORD.matcher(word).matches()) {
        below = word.startsWith(keyword);
      } else if (below) {
        words.add(word);
      }
    }
    return words;
  }
}
