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
 * The properties that a model checks. A model without a defect checks all properties of its
 * specification: with a fair formula all liveness, otherwise all invariants, action properties and
 * the refinement. A model with a seeded defect checks the property that it must violate, or also
 * all. The lists are in the order of the specification, so TLC reports the first property that a
 * state violates.
 *
 * <p>Not safe for use by several threads.
 */
final class PropertyRules {
  private final Map<Path, ModuleText> specifications = new HashMap<>();
  private final Map<List<Object>, List<String>> sections = new HashMap<>();

  /**
   * The properties listed in a configuration.
   *
   * @param invariants in order
   * @param properties in order
   */
  record Lists(List<String> invariants, List<String> properties) {}

  /** The specification that a root module is about. */
  ModuleText specification(Path module) {
    return specifications.computeIfAbsent(module.toAbsolutePath(), ModuleText::of);
  }

  /** The properties of a section of the specification. */
  List<String> section(Path module, String heading) {
    ModuleText specification = specification(module);
    return sections.computeIfAbsent(
        List.of(specification.file(), heading), key -> specification.properties(heading));
  }

  /** TLC's verdict for the violation of a property; empty for an unknown property. */
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

  /** All properties that a configuration can check. */
  Lists everything(Path module, TlcConfig config) {
    if (config.isFair()) {
      return new Lists(List.of(), section(module, ModuleText.LIVENESS));
    }
    // With another initial state there is no refinement.
    boolean startsElsewhere = config.constant("Init").isPresent();
    return new Lists(
        section(module, ModuleText.INVARIANTS),
        startsElsewhere ? section(module, ModuleText.STEP_PROPERTIES) : aboutSteps(module));
  }

  /** Properties chosen by hand. */
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
   * The required property lists of a hand-written configuration. A specification without sections
   * of properties has no rules. A model may check a chosen part of the liveness properties, if
   * models that differ only in fairness check the rest.
   *
   * @param model with the configuration
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
