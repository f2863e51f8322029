package org.vlsverify.spec.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vlsverify.spec.module.TlcConfig;
import org.vlsverify.spec.tlc.Verdict;

/**
 * The configuration that a row of a manifest describes by its differences from another model's:
 * constants and operators added or replaced. Symmetry is not inherited, nor is the check for
 * deadlocks if another violation is expected.
 */
final class DerivedConfig {
  private final Manifest manifest;
  private final PropertyRules rules;
  private final String name;
  private final Manifest.Row row;

  private DerivedConfig(Manifest manifest, PropertyRules rules, String name, Manifest.Row row) {
    this.manifest = manifest;
    this.rules = rules;
    this.name = name;
    this.row = row;
  }

  /**
   * @param manifest of the row
   * @param rules for the checked properties
   * @param name of the model
   * @param row that describes it
   * @param module its root module
   * @param base from which it is derived
   * @param verdict that is expected
   * @return the text of the file
   */
  static String of(
      Manifest manifest,
      PropertyRules rules,
      String name,
      Manifest.Row row,
      Path module,
      Model base,
      Verdict verdict) {
    return "\\* "
        + row.what()
        + ".\n\\* Derived from a row of its manifest; do not edit.\n"
        + new DerivedConfig(manifest, rules, name, row).config(module, base, verdict).text();
  }

  private TlcConfig config(Path module, Model base, Verdict verdict) {
    TlcConfig config =
        TlcConfig.of(base.configText())
            .withConstants(constants())
            .with(TlcConfig.SYMMETRY, row.symmetry() == null ? List.of() : List.of(row.symmetry()));
    if (verdict != Verdict.OK) {
      config = config.with(TlcConfig.CHECK_DEADLOCK, List.of("FALSE"));
    }
    config = replaced(config, TlcConfig.SPECIFICATION, row.specification());
    config = replaced(config, TlcConfig.CONSTRAINT, row.constraint());
    config = replaced(config, TlcConfig.ACTION_CONSTRAINT, row.actionConstraint());
    PropertyRules.Lists lists = lists(module, config, verdict);
    return config
        .with(TlcConfig.INVARIANTS, lists.invariants())
        .with(TlcConfig.PROPERTIES, lists.properties());
  }

  private static TlcConfig replaced(TlcConfig config, String keyword, String word) {
    return word == null ? config : config.with(keyword, word.isEmpty() ? List.of() : List.of(word));
  }

  private Map<String, String> constants() {
    Map<String, String> constants = new LinkedHashMap<>();
    if (row.constants() != null) {
      row.constants().forEach((name, value) -> constants.put(name, "= " + constant(value)));
    }
    if (row.replace() != null) {
      row.replace().forEach((right, wrong) -> constants.put(right, TlcConfig.REPLACED_BY + wrong));
    }
    return constants;
  }

  private String constant(Object value) {
    if (value instanceof List<?> strings) {
      return strings.stream()
          .map(string -> "\"" + string + "\"")
          .collect(Collectors.joining(", ", "{", "}"));
    }
    manifest.require(
        value instanceof String,
        name,
        "a constant is text as TLC reads it, or a list of strings, not " + value);
    return (String) value;
  }

  private PropertyRules.Lists lists(Path module, TlcConfig config, Verdict verdict) {
    if (row.checks() != null) {
      for (String property : row.checks()) {
        manifest.require(
            rules.verdict(module, property).isPresent(),
            name,
            rules.specification(module).name() + " has no property " + property);
      }
      return rules.some(module, row.checks());
    }
    boolean all = row.checkAll() == null ? manifest.content().checkAll() : row.checkAll();
    return all || verdict == Verdict.OK || row.violates() == null
        ? rules.everything(module, config)
        : PropertyRules.only(row.violates(), verdict);
  }
}
