package org.vlsverify.spec.module;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vlsverify.spec.model.Model;

/**
 * The constants of a model, read from its configuration. TLC could evaluate them, but takes a
 * second to load a model.
 */
public final class ModelConstants {
  private static final Pattern DEFECT = Pattern.compile("^\\(\\* ([a-z]+(?:-[a-z]+)*): ");
  private static final Pattern DEFINED = Pattern.compile("^(\\w+)(?:\\(.*\\))? ==");
  private static final Pattern STRING = Pattern.compile("\"([^\"]*)\"");

  private final Model model;
  private final TlcConfig config;

  private ModelConstants(Model model, TlcConfig config) {
    this.model = model;
    this.config = config;
  }

  /**
   * @param model not null
   * @return its constants
   */
  public static ModelConstants of(Model model) {
    return new ModelConstants(model, TlcConfig.of(model.configText()));
  }

  /** The text after the equals sign, in one line. */
  public Optional<String> text(String constant) {
    return config
        .constant(constant)
        .filter(value -> value.startsWith("= "))
        .map(value -> value.substring(2));
  }

  /** The strings of a set in the configuration, or in the definition that replaces the constant. */
  public Set<String> strings(String constant) {
    Optional<String> definition =
        config
            .constant(constant)
            .filter(value -> value.startsWith(TlcConfig.REPLACED_BY))
            .map(value -> value.substring(TlcConfig.REPLACED_BY.length()))
            .flatMap(
                name ->
                    ModuleText.chain(model.module()).stream()
                        .flatMap(module -> ModuleText.read(module).definition(name).stream())
                        .map(ModuleText.Definition::text)
                        .findFirst());
    Set<String> strings = new LinkedHashSet<>();
    Matcher string = STRING.matcher(definition.or(() -> text(constant)).orElse(""));
    while (string.find()) {
      strings.add(string.group(1));
    }
    return strings;
  }

  /**
   * The seeded defects of the replaced operators in the configuration: the comment above a wrong
   * operator, or above the first one of several, begins with the name of its defect.
   */
  public Set<String> defects() {
    Set<String> wrong =
        config.constants().values().stream()
            .filter(value -> value.startsWith(TlcConfig.REPLACED_BY))
            .map(value -> value.substring(TlcConfig.REPLACED_BY.length()))
            .collect(Collectors.toSet());
    Set<String> defects = new LinkedHashSet<>();
    for (Path module : ModuleText.chain(model.module())) {
      String defect = null;
      for (String line : ModuleText.read(module).lines()) {
        Matcher named = DEFECT.matcher(line);
        Matcher defined = DEFINED.matcher(line);
        if (named.find()) {
          defect = named.group(1);
        } else if (line.startsWith("(***")) {
          defect = null;
        } else if (defect != null && defined.find() && wrong.contains(defined.group(1))) {
          defects.add(defect);
        }
      }
    }
    return defects;
  }
}
