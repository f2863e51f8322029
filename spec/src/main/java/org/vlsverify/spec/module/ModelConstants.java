package org.vlsverify.spec.module;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vlsverify.spec.model.Model;

/**
 * The constants of a model as its configuration writes them. TLC could evaluate them, but takes a
 * second to load a model.
 */
public final class ModelConstants {
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

  /** What is written behind the equals sign, in one line. */
  public Optional<String> text(String constant) {
    return config
        .constant(constant)
        .filter(value -> value.startsWith("= "))
        .map(value -> value.substring(2));
  }

  /** The strings of a set that is written there, or in a definition that takes its place. */
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
}
