package org.vlsverify.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The constants of a model as its configuration writes them. TLC could evaluate them, but takes a
 * second to load a model.
 */
final class ModelConstants {
  private static final Pattern WRONG = Pattern.compile("\\w+\\s*<-\\s*(\\w+)");
  private static final Pattern DEFECT = Pattern.compile("^\\(\\* ([a-z]+(?:-[a-z]+)*): ");
  private static final Pattern DEFINED = Pattern.compile("^(\\w+)(?:\\(.*\\))? ==");
  private static final Pattern STRING = Pattern.compile("\"([^\"]*)\"");

  private final Model model;
  private final String config;

  private ModelConstants(Model model, String config) {
    this.model = model;
    this.config = config;
  }

  static ModelConstants of(Model model) {
    try {
      return new ModelConstants(
          model, Specification.withoutComments(Files.readString(model.config())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is written behind the equals sign, in one line. */
  Optional<String> text(String constant) {
    return match(Pattern.compile("(?m)^\\s*" + constant + "\\s*=\\s*(\\S.*?)\\s*$"));
  }

  /** The strings of a set that is written there, or in a definition that takes its place. */
  Set<String> strings(String constant) {
    Optional<String> definition =
        match(Pattern.compile("(?m)^\\s*" + constant + "\\s*<-\\s*(\\w+)"))
            .flatMap(
                name ->
                    Specification.chain(model.module()).stream()
                        .flatMap(module -> Specification.read(module).definition(name).stream())
                        .map(Specification.Definition::text)
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

  /**
   * The seeded defects of the wrong operators that the configuration puts in the place of right
   * ones: the comment above a wrong operator, or above the first one of several, begins with the
   * name of its defect.
   */
  Set<String> defects() {
    Set<String> wrong =
        WRONG.matcher(config).results().map(result -> result.group(1)).collect(Collectors.toSet());
    Set<String> defects = new LinkedHashSet<>();
    for (Path module : modules()) {
      String defect = null;
      for (String line : Specification.read(module).lines()) {
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

  /** The root module and those that it extends, of which a chain names one only. */
  private Set<Path> modules() {
    Set<Path> modules = new LinkedHashSet<>(Specification.chain(model.module()));
    Specification.read(model.module()).lines().stream()
        .filter(line -> line.startsWith("EXTENDS "))
        .flatMap(line -> Stream.of(line.substring("EXTENDS ".length()).split(",")))
        .map(name -> model.module().resolveSibling(name.strip() + ".tla"))
        .filter(Files::exists)
        .forEach(modules::add);
    return modules;
  }

  private Optional<String> match(Pattern pattern) {
    Matcher matcher = pattern.matcher(config);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
