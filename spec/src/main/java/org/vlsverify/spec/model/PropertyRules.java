package org.vlsverify.spec.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vlsverify.spec.module.ModuleText;
import org.vlsverify.spec.module.TlcConfig;
import org.vlsverify.spec.tlc.Verdict;

/**
 * What a model has to check. One that is expected to be OK checks everything that its specification
 * says: with a fair formula all liveness, otherwise all invariants, properties of steps, and the
 * refinement. One with a seeded defect checks the property that it must violate, or also
 * everything. The lists are in the order of the specification, which decides what TLC reports if a
 * state violates several.
 *
 * <p>Not safe for use by several threads.
 */
final class PropertyRules {
  private final Map<Path, ModuleText> specifications = new HashMap<>();
  private final Map<List<Object>, List<String>> sections = new HashMap<>();

  /**
   * What a configuration lists.
   *
   * @param invariants in order
   * @param properties in order
   */
  record Lists(List<String> invariants, List<String> properties) {}

  /** The specification that a root module is about. */
  ModuleText specification(Path module) {
    return specifications.computeIfAbsent(module.toAbsolutePath(), ModuleText::of);
  }

  /** What a section of the specification says. */
  List<String> section(Path module, String heading) {
    ModuleText specification = specification(module);
    return sections.computeIfAbsent(
        List.of(specification.file(), heading), key -> specification.properties(heading));
  }

  /** What TLC reports when a property of the specification is violated, if it has the property. */
  Optional<Verdict> verdict(Path module, String property) {
    if (section(module, ModuleText.INVARIANTS).contains(property)) {
      return Optional.of(Verdict.INVARIANT);
    }
    if (section(module, ModuleText.LIVENESS).contains(property)) {
      return Optional.of(Verdict.LIVENESS);
    }
    return aboutSteps(module).contains(property)
        ? Optional.of(Verdict.ACTION_PROPERTY)
        : Optional.empty();
  }

  private List<String> aboutSteps(Path module) {
    List<String> all = new ArrayList<>(section(module, ModuleText.REFINEMENT));
    all.addAll(section(module, ModuleText.STEP_PROPERTIES));
    return all;
  }

  /** All that a configuration can check of its specification. */
  Lists everything(Path module, TlcConfig config) {
    if (config.isFair()) {
      return new Lists(List.of(), section(module, ModuleText.LIVENESS));
    }
    // What does not start where its specification does implements nothing.
    boolean startsElsewhere = config.constant("Init").isPresent();
    return new Lists(
        section(module, ModuleText.INVARIANTS),
        startsElsewhere ? section(module, ModuleText.STEP_PROPERTIES) : aboutSteps(module));
  }

  /** Properties that somebody has chosen. */
  Lists some(Path module, List<String> chosen) {
    List<String> invariants = section(module, ModuleText.INVARIANTS);
    return new Lists(
        chosen.stream().filter(invariants::contains).toList(),
        chosen.stream().filter(name -> !invariants.contains(name)).toList());
  }

  /** The violated property alone. */
  static Lists only(String property, Verdict verdict) {
    return verdict == Verdict.INVARIANT
        ? new Lists(List.of(property), List.of())
        : new Lists(List.of(), List.of(property));
  }

  /**
   * What a configuration that is written by hand has to list. A specification without sections of
   * properties has no rules. Of liveness a model may check a part that somebody has chosen, if
   * others that differ in the fairness only check the rest.
   *
   * @param model of which the configuration is
   * @param catalog all models
   */
  Lists required(Model model, ModelCatalog catalog) {
    TlcConfig config = TlcConfig.of(model.configText());
    Lists listed =
        new Lists(config.words(TlcConfig.INVARIANTS), config.words(TlcConfig.PROPERTIES));
    Lists everything = everything(model.module(), config);
    boolean hasRules = !specification(model.module()).properties().isEmpty();
    if (!hasRules || model.expected().verdict() != Verdict.OK) {
      return listed;
    }
    if (!config.isFair()) {
      return everything;
    }
    boolean isPart =
        !listed.properties().isEmpty()
            && everything.properties().containsAll(listed.properties())
            && listed.invariants().isEmpty();
    return isPart && livenessBeside(model, config, catalog).containsAll(everything.properties())
        ? listed
        : everything;
  }

  private List<String> livenessBeside(Model model, TlcConfig config, ModelCatalog catalog) {
    List<String> checked = new ArrayList<>();
    for (Model other : catalog.models()) {
      if (other.specification().equals(model.specification())
          && other.expected().verdict() == Verdict.OK) {
        TlcConfig beside = TlcConfig.of(other.configText());
        if (beside.isFair() && beside.constants().equals(config.constants())) {
          checked.addAll(beside.words(TlcConfig.PROPERTIES));
        }
      }
    }
    return checked;
  }
}
