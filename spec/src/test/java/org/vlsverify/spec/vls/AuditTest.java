package org.vlsverify.spec.vls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vlsverify.spec.model.Model;
import org.vlsverify.spec.model.ModelCatalog;
import org.vlsverify.spec.run.ProjectRoot;

/** The audit of the C code names operators, models, defects and findings that exist. */
class AuditTest {
  private static final Path AUDIT = ProjectRoot.path().resolve("spec/docs/audit.md");
  private static final Pattern CODE =
      Pattern.compile("`([A-Z][a-z][A-Za-z_-]*|[a-z]+(?:-[a-z]+)+)`");
  private static final Pattern FINDING = Pattern.compile("\\*\\*([a-z-]+)\\*\\*");
  private static final Pattern DEFINED = Pattern.compile("(?m)^([A-Z]\\w*)(\\(.*\\))? *==");

  private static String audit() throws IOException {
    return Files.readString(AUDIT);
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(m -> m.group(1)).toList();
  }

  /** The findings are the rows of the second to last section. */
  private static List<String> findings(String text) {
    String section = text.substring(text.indexOf("\n## Findings"), text.indexOf("\n## Limits"));
    return section
        .lines()
        .filter(line -> line.matches("\\| [a-z-]+ \\| .*") && !line.startsWith("| ---"))
        .map(line -> line.split("\\|")[1].strip())
        .filter(name -> !name.equals("finding"))
        .toList();
  }

  private static Set<String> known(String text) throws IOException {
    Set<String> known = new TreeSet<>(findings(text));
    for (Model model : ModelCatalog.load().models()) {
      known.add(model.name());
      if (model.seededDefect() != null) {
        known.add(model.seededDefect());
      }
    }
    try (Stream<Path> files = Files.walk(ProjectRoot.path().resolve("spec/tla"))) {
      known.addAll(
          files
              .filter(file -> file.toString().endsWith(".tla"))
              .flatMap(file -> all(DEFINED, read(file)).stream())
              .collect(Collectors.toSet()));
    }
    // The abstract specification's name.
    known.add("SharedData");
    return known;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> unknown(String text) throws IOException {
    List<String> unknown = new ArrayList<>(all(CODE, text));
    unknown.removeAll(known(text));
    return unknown;
  }

  @Test
  void namesExist() throws IOException {
    assertThat(unknown(audit()))
        .as("names in spec/docs/audit.md that are no operator, model, defect or finding")
        .isEmpty();
  }

  @Test
  void nameThatDoesNotExistIsFound() throws IOException {
    String text = audit().replace("`LeaveToOthers`", "`LeaveToNoOthers`");
    assertThat(unknown(text)).isNotEmpty().containsOnly("LeaveToNoOthers");
  }

  @Test
  void eachFindingIsAtAFunctionAndHasADecision() throws IOException {
    String text = audit();
    String functions = text.substring(0, text.indexOf("\n## Findings"));
    assertThat(new TreeSet<>(all(FINDING, functions)))
        .as("findings in the tables of functions, and those with a decision, in %s", AUDIT)
        .isEqualTo(new TreeSet<>(findings(text)));
  }
}
