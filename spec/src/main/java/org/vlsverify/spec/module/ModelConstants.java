package org.vlsverify.spec.module;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
  private final String config;

  private ModelConstants(Model model, String config) {
    this.model = model;
    this.config = config;
  }

  public static ModelConstants of(Model model) {
    try {
      return new ModelConstants(
          model, ModuleText.withoutComments(Files.readString(model.config())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is written behind the equals sign, in one line. */
  public Optional<String> text(String constant) {
    return match(Pattern.compile("(?m)^\\s*" + constant + "\\s*=\\s*(\\S.*?)\\s*$"));
  }

  /** The strings of a set that is written there, or in a definition that takes its place. */
  public Set<String> strings(String constant) {
    Optional<String> definition =
        match(Pattern.compile("(?m)^\\s*" + constant + "\\s*<-\\s*(\\w+)"))
            .flatMap(
                name ->
                    ModuleText.chain(model.module()).stream()
                        .flatMap(module -> ModuleText.read(module).definition(name).stream())
                        .map(ModuleText.Definition::text)
                        .findFirst());
    Set<String> strings = new LinkedHashSet<>();
    Matcher string =
        STRING.matcher(
            definition
                .or(() -> match(Pattern.compile("(?s)\\b" + constant + "\\s*=\\s*(\\{.*?\\})")))
                .orElse(""));
    while (string.find()) {
      strings.add(string.group(1));
    }
    return strings;
  }

  private Optional<String> match(Pattern pattern) {
    Matcher matcher = pattern.matcher(config);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
